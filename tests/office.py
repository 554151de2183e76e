"""LibreOffice as a second reader of documents: it accepts or rejects all tracked changes, by a macro of its own."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

SOFFICE = shutil.which("soffice")

_LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false"
 library:passwordprotected="false">{}</library:library>"""
_MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Jobs" script:language="StarBasic">
Sub Run(source, target, command, filter)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  Dim stored(0) As New com.sun.star.beans.PropertyValue
  Dim none()
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  stored(0).Name = "FilterName"
  stored(0).Value = filter
  document = StarDesktop.loadComponentFromURL(source, "_blank", 0, hidden())
  If command &lt;&gt; "" Then
    helper = createUnoService("com.sun.star.frame.DispatchHelper")
    helper.executeDispatch(document.CurrentController.Frame, ".uno:" &amp; command, "", 0, none())
  End If
  document.storeToURL(target, stored())
  document.close(True)
End Sub
</script:module>"""


def make_profile(folder: Path) -> Path:
    """A profile of LibreOffice that knows the macro. LibreOffice makes it first, or it would write over the macro."""
    _run(folder, "--terminate_after_init")
    basic = folder / "user" / "basic" / "Standard"
    basic.mkdir(parents=True, exist_ok=True)
    (basic / "script.xlb").write_text(_LIBRARY.format('<library:element library:name="Jobs"/>'), "utf-8")
    (basic / "dialog.xlb").write_text(_LIBRARY.format(""), "utf-8")
    (basic / "Jobs.xba").write_text(_MODULE, "utf-8")
    return folder


def _run(profile: Path, *arguments: str) -> None:
    assert SOFFICE
    command = [SOFFICE, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", *arguments]
    subprocess.run(command, check=True, capture_output=True, timeout=180)


def convert(profile: Path, data: bytes, command: str = "", suffix: str = "docx") -> bytes:
    """A Word document read by LibreOffice, changed by a command ("AcceptAllTrackedChanges") and written by it."""
    source, target = profile / "source.docx", profile / f"target.{suffix}"
    source.write_bytes(data)
    target.unlink(missing_ok=True)
    form = {"docx": "MS Word 2007 XML", "pdf": "writer_pdf_Export", "txt": "Text"}[suffix]
    macro = f'macro:///Standard.Jobs.Run("{source.as_uri()}","{target.as_uri()}","{command}","{form}")'
    _run(profile, macro)
    return target.read_bytes()
