"""[edition]: how editions are set, and what they say of themselves."""

from .values import Table, flag, one_of, path, text

EDITION = Table(
    {
        "clean-copy": flag,
        "only": one_of(lambda: ("ja", "en", "both")),
        "english-first": flag,
        "stacked": flag,
        "vertical": flag,
        "facing": flag,
        "author": text,
        "translator": text,
        "publisher": text,
        "rights": text,
        "cover": path,
    }
)
