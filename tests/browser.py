"""Chromium as a reader of pages: it shows them, prints them, and runs axe on them."""

from __future__ import annotations

import html
import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

CHROMIUM = os.environ.get("TAIYAKU_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
AXE = Path(os.environ.get("TAIYAKU_AXE", "node_modules/axe-core/axe.min.js"))
"""The script of axe-core (npm install axe-core)."""
NO_CHROMIUM = "Chromium is not on PATH"
NO_AXE = "axe-core is not there: npm install axe-core, or name its axe.min.js with TAIYAKU_AXE"
DARK = "--blink-settings=preferredColorScheme=0"


def chromium(*arguments: str, timeout: float = 180) -> str:
    command = [str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", *arguments]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=timeout).stdout


def said(page: str, script: str, folder: Path, *arguments: str, xml: bool = False) -> Any:
    """What a function's body in JavaScript (a promise too) says of a page; its own security policy is taken off.

    A page has the focus of the window some time after it is parsed, so the function waits for that.
    """
    page = re.sub('<meta http-equiv="Content-Security-Policy"[^>]*>', "", page)
    tail = (
        "const focused = (wait) => document.hasFocus() || wait <= 0 ? Promise.resolve()"
        " : new Promise((done) => setTimeout(done, 1)).then(() => focused(wait - 1));"
        "focused(50000).then(() => {" + script + "}).then((said) => {"
        'const out = document.createElement("pre"); out.id = "said"; out.textContent = JSON.stringify(said);'
        "document.body.appendChild(out); });"
    )
    tail = f"<script>//<![CDATA[\n{tail}\n//]]></script>"
    path = folder / ("page.xhtml" if xml else "page.html")
    path.write_text(page.replace("</body>", f"{tail}</body>"), "utf-8")
    dumped = chromium("--dump-dom", "--virtual-time-budget=60000", *arguments, path.as_uri())
    found = re.search('<pre id="said"[^>]*>(.*?)</pre>', dumped, re.S)
    assert found, dumped[-2000:]
    return json.loads(html.unescape(found[1]))


def violations(page: str, folder: Path, *arguments: str, xml: bool = False) -> list[str]:
    """What axe finds: the rule, the element, and what it says."""
    script = AXE.read_text("utf-8").replace("]]>", "]] >")
    tagged = page.replace("</head>", f"<script>//<![CDATA[\n{script}\n//]]></script></head>")
    ask = (
        "return axe.run().then((r) => r.violations.flatMap((v) => v.nodes.map("
        "(n) => v.id + ': ' + n.html.slice(0, 200) + ' ' + n.failureSummary)));"
    )
    found: list[str] = said(tagged, ask, folder, *arguments, xml=xml)
    return found
