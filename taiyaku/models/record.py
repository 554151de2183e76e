"""A model on this machine and the record beside its file, by which its bytes are trusted."""

from __future__ import annotations

import hashlib
import json
import os
import sys
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from ..errors import ModelCorrupt, ModelMissing, TaiyakuError
from .fetch import sync_folder
from .gguf import least_size
from .spec import known_specs, published_sha256, starter_name

__all__ = ["ENDINGS", "Model", "check", "keep", "look", "missing", "models_folder", "need_model", "sha256_of"]

ENDINGS = {"llama": ".gguf", "argos": ".argosmodel"}
"""The engines that run a file of this store, and how the names of their files end."""


@dataclass(frozen=True)
class Model:
    """A model on this machine. `size` is in bytes, `sha256` that of the whole file ("" when not yet taken),
    `source` "registry", an address or the path it was added from, `added` a date and time in UTC."""

    name: str
    path: Path
    size: int
    sha256: str
    source: str = ""
    added: str = ""
    mtime_ns: int = 0

    @property
    def engine(self) -> str:
        """The engine that runs it, "llama" or "argos"."""
        return "llama" if self.path.suffix == ENDINGS["llama"] else "argos"


def models_folder() -> Path:
    """The folder that holds the models: $TAIYAKU_MODELS, else `taiyaku/models` in the user's data folder."""
    if chosen := os.environ.get("TAIYAKU_MODELS"):
        return Path(chosen).expanduser().absolute()
    data = Path(os.environ.get("XDG_DATA_HOME", ""))
    if not data.is_absolute():  # the XDG standard says to ignore a relative path
        if sys.platform == "win32":
            data = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
        elif sys.platform == "darwin":
            data = Path.home() / "Library" / "Application Support"
        else:
            data = Path.home() / ".local" / "share"
    return data / "taiyaku" / "models"


def look(name: str) -> Model:
    """The model as recorded, nothing hashed. Raises ModelMissing when there is no such file."""
    paths = [models_folder() / f"{name}{ending}" for ending in ENDINGS.values()]
    path = next((path for path in paths if path.is_file()), None)
    if path is None:
        raise missing(name)
    try:
        fields = json.loads(path.with_suffix(".json").read_text("utf-8"))
        return Model(**{**fields, "name": name, "path": path})
    except (OSError, ValueError, TypeError):  # no record, or not ours: the file will be hashed before use
        return Model(name, path, path.stat().st_size, "")


def check(name: str, whole: bool = False) -> Model:
    """The model, after a comparison of size and time of change with the record, or of all bytes if `whole`
    or if those differ. Raises ModelMissing and ModelCorrupt."""
    model = look(name)
    now = model.path.stat()
    if not whole and model.sha256 and (now.st_size, now.st_mtime_ns) == (model.size, model.mtime_ns):
        return model
    published = published_sha256(model.path)
    expected = published or model.sha256
    if not expected:
        need_model(model.path, model.engine)
    found = sha256_of(model.path)
    if expected and found != expected:
        _try_record(replace(model, mtime_ns=0))  # so that the next use hashes it again
        option = "argos --force" if model.engine == "argos" else "--force"
        again = f"run `taiyaku models install {option}`" if published else "remove it and add it again"
        raise ModelCorrupt(f"{model.path} is damaged (its SHA-256 is not the recorded one); {again}")
    model = replace(model, size=now.st_size, sha256=found, mtime_ns=now.st_mtime_ns)
    _try_record(model)
    return model


def keep(arrived: Path, target: Path, sha256: str, source: str) -> Model:
    """Record the hashed file `arrived` and give it its final name, in that order: a record without its file
    counts for nothing, and a rename changes no time."""
    state = arrived.stat()
    added = datetime.now(UTC).isoformat(timespec="seconds")
    model = Model(target.stem, target, state.st_size, sha256, source, added, state.st_mtime_ns)
    _record(model)
    os.replace(arrived, target)
    sync_folder(target.parent)
    return model


def need_model(path: Path, engine: str) -> None:
    """Raise TaiyakuError unless `path` is a GGUF model as long as it says it is, or a whole Argos package."""
    if engine == "argos":
        _need_argos(path)
    else:
        _need_gguf(path)


def _need_argos(path: Path) -> None:
    from cleantext.files import FileProblem
    from translate.engines.argos_package import read_argos

    try:
        read_argos(path, "not needed")
    except FileProblem as error:
        raise TaiyakuError(str(error)) from None


def _need_gguf(path: Path) -> None:
    if not path.is_file():
        raise TaiyakuError(f"there is no file {path}")
    try:
        with open(path, "rb") as file:
            if file.read(4) != b"GGUF":
                said = "give a file of which the name ends in .gguf or .argosmodel"
                raise TaiyakuError(f"{path} is not a GGUF model; {said}")
            whole = least_size(file) <= path.stat().st_size
    except EOFError:
        whole = False
    except OSError as error:
        raise TaiyakuError(f"{path} cannot be read ({error.strerror})") from error
    if not whole:
        raise TaiyakuError(f"{path} is only the beginning of a GGUF model; fetch or copy it again")


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def missing(name: str) -> ModelMissing:
    """The error for a model that is not there, with the command that brings it."""
    if name in known_specs():
        option = "" if name == starter_name() else f" {name}"
        return ModelMissing(f"the model {name} is not installed; run `taiyaku models install{option}`")
    return ModelMissing(
        f"no model {name} is installed; `taiyaku models list` shows those there are, `taiyaku models "
        "install` brings the starter model, `taiyaku models add FILE` one of your own"
    )


def _record(model: Model) -> None:
    fields = asdict(model)
    del fields["path"]
    target = model.path.with_suffix(".json")
    arriving = target.with_name(f"{target.name}.{os.getpid()}")
    try:
        with open(arriving, "w", encoding="utf-8") as file:
            json.dump(fields, file, ensure_ascii=False, indent=2)
            file.write("\n")
            file.flush()
            os.fsync(file.fileno())
        os.replace(arriving, target)
    finally:
        arriving.unlink(missing_ok=True)


def _try_record(model: Model) -> None:
    try:
        _record(model)
    except OSError:  # a folder shared read-only: the file is hashed at every use instead
        return
