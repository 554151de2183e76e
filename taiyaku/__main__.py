"""`python -m taiyaku` is the command `taiyaku`."""

from .cli import main

if __name__ == "__main__":
    main()
