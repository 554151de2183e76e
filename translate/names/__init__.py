"""Names in both languages: which of the English have something in the Japanese, and the reverse."""

from .countries import unsupported_names as unsupported_names
