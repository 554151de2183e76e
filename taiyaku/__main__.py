"""`python -m taiyaku` is the command `taiyaku`."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command; Ctrl-C while it is still being loaded is one sentence too."""
    try:
        from .cli import main as run
    except KeyboardInterrupt:
        sys.stderr.write("\ntaiyaku: stopped before anything was done\n")
        sys.exit(130)
    run()


if __name__ == "__main__":
    main()
