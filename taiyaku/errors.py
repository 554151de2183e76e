"""Errors that end the program with one sentence and an exit code, never a traceback."""

__all__ = ["ModelCorrupt", "ModelMissing", "TaiyakuError"]


class TaiyakuError(Exception):
    """What went wrong and what to do next, in one sentence; `exit_code` is what the program ends with.

    >>> TaiyakuError("no file named a.txt").exit_code
    2
    >>> ModelMissing("no model is installed").exit_code
    3
    """

    default_exit_code = 2

    def __init__(self, message: str, exit_code: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.exit_code = self.default_exit_code if exit_code is None else exit_code


class ModelMissing(TaiyakuError):
    """The model asked for is not on this machine, or could not be fetched."""

    default_exit_code = 3


class ModelCorrupt(TaiyakuError):
    """A model's bytes are not the ones its SHA-256 was taken from."""

    default_exit_code = 3
