"""PDF: the bilingual page, printed by Chromium or, where there is none, by WeasyPrint.

Chromium is looked for in $TAIYAKU_CHROMIUM and on PATH; WeasyPrint comes with the extra `pdf`. The dates that a
program writes into the file are set to the edition's own, so that the same program gives the same bytes.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

from cleantext.files import FileProblem
from translate.outputs import html
from translate.outputs.edition import Edition

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge")
PATIENCE = 300
"""Seconds after which a printing program counts as hung."""
MISSING = (
    "no program to make a PDF is there; install Chromium or name it in TAIYAKU_CHROMIUM, "
    'or run pip install "taiyaku[pdf]"'
)
SIDE_BY_SIDE = (
    "body:not(.stacked) .pair { display: table; width: 100%; table-layout: fixed; } .stacked .pair { display: block; }"
    " body:not(.stacked) .pair > * { display: table-cell; width: 50%; padding-right: 1em; vertical-align: baseline; }"
    " .stacked .pair > *, body:not(.stacked) :is(td, th) .pair > * { display: block; width: auto; padding-right: 0; }"
    " .s.flagged { text-decoration: underline dotted 1px; }"
    " .counts { display: block; } .counts div, .counts dt, .counts dd { display: inline; margin-right: .75em; }"
)
"""WeasyPrint puts both sides of a grid of named areas into one cell, and breaks no flex box between pages: so they are
cells of a table. A wavy line is a straight one there."""
_DATE = re.compile(rb"/(CreationDate|ModDate) ?\(D:[0-9]{14}[^)]*\)")


def render(edition: Edition) -> bytes:
    """Return `edition` as a PDF. Raises FileProblem where no program is there to make it, or where it fails."""
    if program := find_chromium():
        data = print_with(program, html.render(edition))
    else:
        hidden = {"ja": ".en", "en": ".ja", None: ""}[edition.layout.only]
        data = print_with_weasyprint(html.render(in_one_line(edition)), hidden)
    return _DATE.sub(_dated, data)


def require() -> None:
    """Raise FileProblem where neither Chromium nor WeasyPrint is there."""
    if find_chromium() is None and find_spec("weasyprint") is None:
        raise FileProblem(MISSING)


def find_chromium() -> str | None:
    """Return the path of Chromium, or of a browser that is one at heart; None if there is none."""
    named = os.environ.get("TAIYAKU_CHROMIUM")
    if named:
        return shutil.which(named)
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def print_with(program: str, page: bytes) -> bytes:
    """Return a page as Chromium prints it; it is given no network and a profile that is thrown away."""
    with tempfile.TemporaryDirectory(prefix="taiyaku-", ignore_cleanup_errors=True) as folder:
        source, target = Path(folder, "page.html"), Path(folder, "page.pdf")
        source.write_bytes(page)
        command = [
            program, "--headless", "--disable-gpu", "--disable-dev-shm-usage", "--no-pdf-header-footer",
            "--host-resolver-rules=MAP * ~NOTFOUND", "--no-first-run", f"--user-data-dir={folder}/profile",
            f"--print-to-pdf={target}", source.as_uri(),
        ]  # fmt: skip
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            command.insert(1, "--no-sandbox")  # Chromium has no sandbox for root; the page is ours and runs no code
        try:
            done = subprocess.run(command, capture_output=True, timeout=PATIENCE)
            return target.read_bytes()
        except subprocess.TimeoutExpired:
            raise FileProblem(f"{program} did not print the page in {PATIENCE} seconds; try another format") from None
        except OSError:
            said = done.stderr.decode("utf-8", "replace").strip().splitlines() if "done" in locals() else []
            why = f" ({said[-1]})" if said else ""
            raise FileProblem(f"{program} could not print the page{why}; try another format") from None


def print_with_weasyprint(page: bytes, hidden: str) -> bytes:
    """Return a page as WeasyPrint prints it, without what the selector `hidden` names.

    Raises FileProblem where WeasyPrint is not installed.
    """
    try:
        from weasyprint import HTML
    except (ImportError, OSError):  # OSError: the libraries that it draws with are not there
        raise FileProblem(MISSING) from None
    style = SIDE_BY_SIDE + (" .same { display: none !important; }" if hidden != ".ja" else "")
    style += f" .pair > {hidden} {{ display: none !important; }}" if hidden else ""
    data: bytes = HTML(string=page.decode().replace("</style>", f"{style}</style>", 1)).write_pdf()
    return data


def in_one_line(edition: Edition) -> Edition:
    """Return an edition whose formulas are lines of text: WeasyPrint would print the half in MathML as 12."""
    shapes = [
        shape._replace(
            formulas=tuple(formula._replace(form="text") for formula in shape.formulas),
            figures=tuple(figure._replace(formula=None) for figure in shape.figures),
        )
        for shape in edition.shapes
    ]
    return replace(edition, shapes=tuple(shapes))


def _dated(match: re.Match[bytes]) -> bytes:
    """The same date everywhere, in as many bytes: the places of all else in the file stay what they are."""
    head = b"/" + match[1] + b" (D:19800101000000"
    return head + b" " * (len(match[0]) - len(head) - 1) + b")" if len(head) < len(match[0]) else match[0]
