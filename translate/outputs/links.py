"""Addresses that an edition may link to."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

LONGEST, SHOWN = 2000, 300
"""Signs of an address that is linked to, and of one that is shown."""
_LOOSE = re.compile(r"%(?![0-9A-Fa-f]{2})")
_SAFE = "/%:@!$&'()*+,;=~-._"


def linkable(address: str) -> str:
    """The address as every format can hold it; "" for what is none of the web or of mail, such as a script or a file.

    >>> linkable("https://例え.jp/雪?a=1 2"), linkable("mailto:a@example.org")
    ('https://xn--r8jz45g.jp/%E9%9B%AA?a=1%202', 'mailto:a@example.org')
    >>> linkable("javascript:alert(1)"), linkable("other.md"), linkable("file:///etc/passwd")
    ('', '', '')
    """
    if len(address) > LONGEST:
        return ""
    try:
        parts = urlsplit(address.strip())
        if parts.scheme == "mailto" and "@" in parts.path:
            return "mailto:" + _quoted(parts.path) + (f"?{_quoted(parts.query)}" if parts.query else "")
        if parts.scheme not in ("http", "https") or not parts.hostname:
            return ""
        host = parts.hostname.encode("idna").decode()
        if not re.fullmatch(r"[a-z0-9.-]+", host):
            return ""
        port = f":{parts.port}" if parts.port is not None else ""
    except (ValueError, UnicodeError):
        return ""
    rest = _quoted(parts.path) + (f"?{_quoted(parts.query, '?')}" if parts.query else "")
    return f"{parts.scheme}://{host}{port}{rest}" + (f"#{_quoted(parts.fragment, '?')}" if parts.fragment else "")


def shown(address: str) -> str:
    """An address as people are shown it: its first signs, and nothing of one that holds the data itself."""
    return "" if address[:5].lower() == "data:" else address[:SHOWN]


def _quoted(part: str, more: str = "") -> str:
    return quote(_LOOSE.sub("%25", part), safe=_SAFE + more)
