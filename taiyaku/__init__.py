"""taiyaku (対訳): cleans Japanese articles and lays them out as an aligned Japanese-English edition, offline."""

from .version import VERSION as __version__

__all__ = ["__version__"]
