"""Runs one peer that makes text of text; compare.py starts it with the peers' own Python.

python peer.py NAME lines <CASES >FIXED    JSON objects {"text"} by line in, the fixed texts as JSON by line out
python peer.py NAME files FILE...          reads and fixes files, for the time it takes
"""

import json
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

PEERS = {"autocorrect-py": ("autocorrect_py", "format"), "jpnorm": ("jpnorm", "normalize"),
         "neologdn": ("neologdn", "normalize")}  # fmt: skip


def load(name: str) -> Callable[[str], str]:
    module, function = PEERS[name]
    fix: Callable[[str], str] = getattr(import_module(module), function)
    return fix


def main() -> None:
    name, what, *paths = sys.argv[1:]
    fix = load(name)
    if what == "lines":
        for line in sys.stdin:
            print(json.dumps(fix(json.loads(line)["text"])))
    for path in paths:
        fix(Path(path).read_text("utf-8"))


if __name__ == "__main__":
    main()
