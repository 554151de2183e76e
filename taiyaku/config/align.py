"""[align]: how editions that exist are paired."""

from .translate import formats
from .values import Table, flag, path, share

ALIGN = Table({"formats": formats, "review": flag, "memory": path, "strong": share, "strict": flag})
