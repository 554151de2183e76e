"""The models of one folder: found, fetched, added, checked, removed.

One folder holds `NAME.gguf` or `NAME.argosmodel` and a record `NAME.json` beside it for each model. A file is hashed
whole when it comes in; before use its size and time of change are compared with the record, and only when they differ
it is hashed again. What Argos Translate has installed for itself is used where it lies, and never changed.
"""

from __future__ import annotations

import errno
import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from glob import escape
from pathlib import Path

from ..errors import ModelCorrupt, ModelMissing, TaiyakuError
from ..lock import hold_lock
from .argos import fetch_package, own_packages
from .fetch import FreeSpace, Progress, fetch, free_bytes, need_space
from .record import ENDINGS, Model, check, keep, look, missing, models_folder, need_model, sha256_of
from .spec import Spec, known_specs, published_sha256, starter_name

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


def list_models(engine: str | None = None) -> list[Model]:
    """The models of the folder by name, all or those that an engine runs; nothing is hashed."""
    folder = models_folder()
    endings = ENDINGS.values() if engine is None else [ENDINGS[engine]]
    paths = [path for ending in endings for path in folder.glob(f"*{ending}")] if folder.is_dir() else []
    models = [look(path.stem) for path in paths if path.is_file()]
    return sorted(models, key=lambda model: model.name)


def engine_of(name: str | os.PathLike[str]) -> str:
    """The engine that runs a model, given by name or path: "llama" or "argos". It need not be there."""
    path = Path(name).expanduser()
    if not _is_path(str(name)):
        path = models_folder() / f"{name}{ENDINGS['argos']}"
        return "argos" if path.is_file() or name in {model.name for model in own_packages()} else "llama"
    return "argos" if path.suffix == ENDINGS["argos"] or path.is_dir() else "llama"


def find(name: str | os.PathLike[str] | None = None, engine: str = "llama") -> Model:
    """The model that an engine is to use: by name, or by the path of a GGUF file, an .argosmodel file or a folder.

    None stands for $TAIYAKU_MODEL where the engine runs it, else the only model there is, else the starter model;
    for argos, where there is none, for the newest package that Argos Translate has installed for itself.
    Raises ModelMissing when it is not there, ModelCorrupt when its bytes are not the recorded ones,
    TaiyakuError when it is no model, or one for another engine.
    """
    wanted = str(name or os.environ.get("TAIYAKU_MODEL") or "")
    if wanted and engine_of(wanted) != engine:
        if name:
            raise TaiyakuError(f"{wanted} is no model for {engine}; leave --engine out, or name another --model")
        wanted = ""
    if _is_path(wanted):
        path = Path(wanted).expanduser().absolute()
        if path.parent == models_folder() and path.suffix in ENDINGS.values():
            return check(path.stem)
        need_model(path, engine)
        if path.is_dir():
            return Model(path.name, path, 0, "", str(path))
        return Model(path.stem, path, path.stat().st_size, sha256_of(path), str(path))
    own = own_packages() if engine == "argos" else []
    if not wanted:
        names = [model.name for model in list_models(engine)]
        if len(names) > 1 and (engine == "argos" or starter_name() not in names):
            raise TaiyakuError(f"several models are installed, name one of them: {', '.join(names)}")
        if engine == "argos" and not names:
            if own:
                return own[0]
            raise ModelMissing(
                "no Argos package from Japanese to English is installed; run `taiyaku models install argos`, or "
                "`taiyaku models add FILE.argosmodel` with one of your own"
            )
        wanted = names[0] if len(names) == 1 else starter_name()
    if not (models_folder() / f"{wanted}{ENDINGS[engine]}").is_file():
        for model in own:
            if model.name == wanted:
                return model
    return check(wanted)


def install(
    name: str | None = None,
    progress: Progress = lambda done, total: None,
    *,
    force: bool = False,
    notice: Callable[[str], None] = lambda sentence: None,
    free_space: FreeSpace = free_bytes,
    spec: Spec | None = None,
) -> Model:
    """Fetch a published model, the starter unless named, and return it; at once when it is there and whole.

    `progress` gets the bytes there are and the bytes there will be; `notice` a sentence for the user.
    An interrupted call is gone on with by the next one. With `force` a model that is there is fetched anew.
    `spec` stands for one of the published models of the same name; the name "argos" for the newest Argos package.
    Raises ModelMissing when no source has it, ModelCorrupt when what came is not it, TaiyakuError when the
    name is unknown or the disk is full.
    """
    if name == "argos":
        return _install_argos(progress, force, notice)
    name = name or (spec.name if spec else starter_name())
    specs = {spec.name: spec} if spec else known_specs()
    if name not in specs:
        raise TaiyakuError(
            f"no model named {name} can be fetched, only {', '.join([*specs, 'argos'])}; "
            "a file of your own is added with `taiyaku models add FILE`"
        )
    wanted = specs[name]
    with _writing(name, notice):
        if not force and (whole := _installed(wanted)):
            return whole
        path = models_folder() / f"{name}.gguf"
        partial = path.with_name(path.name + ".partial")
        source = fetch(wanted, partial, progress, free_space)
        need_model(partial, "llama")
        return keep(partial, path, wanted.sha256, source)


def _install_argos(progress: Progress, force: bool, notice: Callable[[str], None]) -> Model:
    with _writing("argos", notice):
        there = [model.name for model in list_models("argos") if model.name.startswith("translate-ja_en")]
        if there and not force:
            return check(there[-1])
        package = fetch_package(models_folder(), progress)
        try:
            need_model(package.path, "argos")
            target = models_folder() / f"{package.name}{ENDINGS['argos']}"
            return keep(package.path, target, package.sha256, package.source)
        finally:
            package.path.unlink(missing_ok=True)


def add(
    path: str | os.PathLike[str],
    name: str | None = None,
    *,
    notice: Callable[[str], None] = lambda sentence: None,
) -> Model:
    """Bring a GGUF or .argosmodel file of the user's own into the folder, by hard link where possible, else as a copy.

    Its name there is `name`, or the file's without its ending. The file itself stays where it is.
    Raises TaiyakuError when it is no whole model or the name is taken by another model.
    """
    given = Path(path).expanduser().absolute()
    source = given.resolve()
    engine = "argos" if given.suffix == ENDINGS["argos"] else "llama"
    ending = ENDINGS[engine]
    if (source / "metadata.json").is_file():
        raise TaiyakuError(f"{given} is a folder; a package's folder is used where it lies, with --model {given}")
    need_model(source, engine)
    name = name or given.name.removesuffix(ending)
    if _is_path(name) or name.startswith("."):
        raise TaiyakuError(f"“{name}” cannot be a model's name: no slash, no dot at its start, no {ending} at its end")
    with _writing(name, notice):
        target = models_folder() / f"{name}{ending}"
        sha256 = sha256_of(source)
        published = published_sha256(target)
        if published and published != sha256:
            raise TaiyakuError(f"{given} is not the published {name} (wrong SHA-256); add it under another --name")
        others = [models_folder() / f"{name}{each}" for each in ENDINGS.values()]
        if any(other.exists() and (other != target or sha256_of(other) != sha256) for other in others):
            raise TaiyakuError(f"another model is named {name}; choose another --name or remove that one first")
        arriving = target.with_name(target.name + ".adding")
        arriving.unlink(missing_ok=True)
        try:
            _link_or_copy(source, arriving)
            if sha256_of(arriving) != sha256:
                raise ModelCorrupt(f"{given} changed while it was added; run `taiyaku models add` again")
            return keep(arriving, target, sha256, str(given))
        finally:
            arriving.unlink(missing_ok=True)


def verify(name: str | None = None) -> Model:
    """Hash a model whole, the starter unless named, and return it when every byte is right.

    Raises ModelMissing when it is not there, ModelCorrupt when it is not what it was.
    """
    return check(name or starter_name(), whole=True)


def remove(name: str, *, notice: Callable[[str], None] = lambda sentence: None) -> int:
    """Delete a model, what was fetched of it and its record; return the bytes freed. Raises ModelMissing."""
    paths = [models_folder() / f"{name}{ending}" for ending in ENDINGS.values()]
    leftovers = [*paths, *(path.with_name(path.name + ".partial") for path in paths)]
    if _is_path(name) or not any(file.exists() for file in leftovers):
        raise missing(name)
    freed = 0
    with _writing(name, notice):
        for file in [*leftovers, models_folder() / f"{name}.json"]:
            if file.exists():
                freed += file.stat().st_size
                file.unlink()
        for folder in models_folder().glob(f"{escape(name)}.parts-*"):
            shutil.rmtree(folder, ignore_errors=True)
    return freed


def _installed(spec: Spec) -> Model | None:
    try:
        model = check(spec.name)
    except TaiyakuError:
        return None
    return model if model.sha256 == spec.sha256 else None


def _is_path(name: str) -> bool:
    return name.endswith(tuple(ENDINGS.values())) or bool(re.search(r"[/\\]", name))


def _link_or_copy(source: Path, target: Path) -> None:
    """Make `target` a hard link to `source`, or a copy of it that has reached the disk."""
    try:
        os.link(source, target)
    except OSError:  # another disk, or one without links
        need_space(source.stat().st_size, target.parent)
        with open(source, "rb") as whole, open(target, "wb") as copy:
            shutil.copyfileobj(whole, copy, 1 << 20)
            copy.flush()
            os.fsync(copy.fileno())


@contextmanager
def _writing(name: str, notice: Callable[[str], None] = lambda sentence: None) -> Iterator[None]:
    """Make the folder and hold the lock of one model; turn the system's errors into a sentence."""
    folder = models_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        busy = f"another command is at work on {name}; waiting for it to finish"
        with hold_lock(folder / f".{name}.lock", lambda: notice(busy)):
            yield
    except OSError as error:
        if error.errno in _FULL:
            raise TaiyakuError(
                f"the disk of {folder} is full; free some room, or set TAIYAKU_MODELS to a folder on another "
                "disk, and run the command again (what is done is kept)"
            ) from error
        reason = f"{error.filename}: {error.strerror}" if error.filename else str(error)
        raise TaiyakuError(
            f"{folder} cannot be used ({reason}); make it writable or set TAIYAKU_MODELS to another folder"
        ) from error
