"""Asking a server on the user's own machine or network: JSON there and back, and nothing sent anywhere else."""

from __future__ import annotations

import json
import ssl
import urllib.error
import urllib.request
from http.client import HTTPException, IncompleteRead
from ipaddress import ip_address
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

from . import EngineFailed, SentenceFailed

TIMEOUT = 300.0
"""Seconds for one answer to begin, and to be whole: a large model on a slow machine takes its time."""

LARGEST = 10_000_000
"""Bytes of an answer; more is no translation."""

_REFUSED = (400, 413, 422)
"""Statuses that concern one sentence (too long, not to be read), not the server."""


_PRIVATE = (".localhost", ".local", ".internal", ".lan", ".home.arpa")
"""Ends of names that only a network of one's own knows."""


class ServerFailed(EngineFailed):
    """A server refuses; `status` is that of its answer."""

    def __init__(self, message: str, status: int) -> None:
        super().__init__(message)
        self.status = status


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args: Any) -> None:
        """A redirect would send the text to an address that the user did not give."""


def need_address(engine: str, url: str) -> str:
    """The address of a server without a slash at its end. Raises EngineFailed where it is none."""
    if "@" in url or "?" in url:
        said = "the address of a server is given without name, password and key"
        raise EngineFailed(f"{said}: a key goes into TAIYAKU_SERVER_KEY")
    if not _is_address(url):
        raise EngineFailed(f"{url!r} is no address of a server for {engine}: give one like http://localhost:8080")
    return url.rstrip("/")


def _is_address(url: str) -> bool:
    """Without what would be lost or stand in the way of the path that an engine adds: a name, a question, a part."""
    if not url.isascii() or not url.isprintable() or " " in url:
        return False
    try:
        parts = urlsplit(url)
        named = parts.scheme in ("http", "https") and parts.hostname and "@" not in parts.netloc
        return bool(named and parts.port != 0 and not parts.fragment)
    except ValueError:
        return False


def ask_first(url: str, key: str = "") -> Any:
    """The JSON with which a server says what it has. Raises EngineFailed where it does not."""
    try:
        return ask(url, key=key, timeout=30)
    except SentenceFailed as error:
        place = f"{urlsplit(url).scheme}://{urlsplit(url).netloc}"
        raise EngineFailed(f"{error} (asked at {place} what it has): look at its own log, or mend --server") from None


def ask(url: str, data: object = None, key: str = "", timeout: float = TIMEOUT) -> Any:
    """The JSON that a server answers; `data` is posted as JSON, None gets.

    Raises SentenceFailed where the server refuses this text, EngineFailed where it cannot be asked at all.
    """
    headers = {"Content-Type": "application/json", "Accept": "application/json", "User-Agent": "taiyaku"}
    if key:
        headers["Authorization"] = f"Bearer {key}"
    body = None if data is None else json.dumps(data).encode()
    request = urllib.request.Request(url, body, headers)
    server = f"{urlsplit(url).scheme}://{urlsplit(url).netloc}"
    handlers: list[urllib.request.BaseHandler] = [_NoRedirect()]
    if _is_local(urlsplit(url).hostname or ""):
        handlers.append(urllib.request.ProxyHandler({}))
    try:
        with urllib.request.build_opener(*handlers).open(request, timeout=timeout) as reply:
            answer = _whole(reply, monotonic() + timeout)
        if len(answer) > LARGEST:
            raise EngineFailed(f"the server at {server} answers without end: is it the right one?")
        return json.loads(answer)
    except urllib.error.HTTPError as error:
        told = _told(error, key)
        if error.code in _REFUSED:
            raise SentenceFailed(f"the server could not take this sentence ({error.code}{told})") from None
        refusal = f"the server at {server} refuses ({error.code}{told}): {_advice(error.code)}"
        raise ServerFailed(refusal, error.code) from None
    except TimeoutError:
        raise SentenceFailed(f"the server gave no answer within {timeout:g} seconds") from None
    except (OSError, urllib.error.URLError) as error:
        reason = getattr(error, "reason", None) or error
        if isinstance(reason, ssl.SSLCertVerificationError):
            untrusted = f"the server at {server} has a certificate that is not trusted ({reason.verify_message})"
            raise EngineFailed(f"{untrusted}: if it is your own, name its file in SSL_CERT_FILE") from None
        why = getattr(reason, "strerror", None) or reason
        raise EngineFailed(f"the server at {server} cannot be reached ({why}): start it, or mend --server") from None
    except IncompleteRead:
        raise EngineFailed(f"the server at {server} broke off in its answer: look at its own log") from None
    except HTTPException as error:
        kind = type(error).__name__
        raise EngineFailed(f"the server at {server} does not speak HTTP ({kind}): is it the right port?") from None
    except (ValueError, RecursionError):
        raise EngineFailed(f"the server at {server} does not answer in JSON: is it the right one?") from None


def _whole(reply: Any, end: float) -> bytes:
    """What a server answers, until it is more than `LARGEST`. Raises TimeoutError where it is not whole in time."""
    parts: list[bytes] = []
    while sum(map(len, parts)) <= LARGEST and (part := reply.read1(1 << 20)):
        parts.append(part)
        if monotonic() > end:
            raise TimeoutError
    return b"".join(parts)


def _told(error: urllib.error.HTTPError, key: str) -> str:
    """What the server says of an error, cut short, on one line and without the key."""
    try:
        said = json.loads(error.read(100_000))
        said = said.get("error", said) if isinstance(said, dict) else said
        text = str(said.get("message", said) if isinstance(said, dict) else said)
    except (ValueError, OSError, RecursionError):
        return ""
    return f": {' '.join((text.replace(key, '…') if key else text).split())[:200]}"


def _advice(status: int) -> str:
    if status in (401, 403):
        return "give its key in TAIYAKU_SERVER_KEY"
    if status in (404, 405):
        return "it is no server for this engine, or not at this address"
    if status == 503:
        return "it is busy, or still loads its model; run the command again in a while"
    if status == 429:
        return "it limits how often it may be asked; raise that limit there, or run the command again later"
    if 300 <= status < 400:
        return "it sends on to another address; give that one if you trust it"
    return "look at its address and at its own log"


def _is_local(host: str) -> bool:
    """Whether a host is this machine or of a private network, to which no proxy leads."""
    host = host.rstrip(".")
    try:
        address = ip_address(host)
    except ValueError:
        return "." not in host or host.endswith(_PRIVATE)
    return address.is_loopback or address.is_private
