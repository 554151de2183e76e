"""LibreOffice as a second program: it accepts or rejects all tracked changes and edits sheets, by macros of its own."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from xml.sax.saxutils import escape

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
Sub Edit(source, target)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  Dim stored(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  stored(0).Name = "FilterName"
  stored(0).Value = "Calc MS Excel 2007 XML"
  document = StarDesktop.loadComponentFromURL(source, "_blank", 0, hidden())
  sheet = document.Sheets.getByIndex(0)
{edits}
  document.storeToURL(target, stored())
  document.close(True)
End Sub
</script:module>"""


def has_calc() -> bool:
    """Whether the part of LibreOffice that edits sheets is there too."""
    return SOFFICE is not None and bool(shutil.which("localc") or Path(SOFFICE).resolve().with_name("scalc").exists())


def make_profile(folder: Path, edits: str = "") -> Path:
    """A profile of LibreOffice that knows the macros. LibreOffice makes it first, or it would write over them.

    edits  statements of Basic for `edit_workbook`, about `sheet`.
    """
    _run(folder, "--terminate_after_init")
    basic = folder / "user" / "basic" / "Standard"
    basic.mkdir(parents=True, exist_ok=True)
    (basic / "script.xlb").write_text(_LIBRARY.format('<library:element library:name="Jobs"/>'), "utf-8")
    (basic / "dialog.xlb").write_text(_LIBRARY.format(""), "utf-8")
    (basic / "Jobs.xba").write_text(_MODULE.replace("{edits}", escape(edits)), "utf-8")
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


def edit_workbook(profile: Path, data: bytes) -> bytes:
    """A workbook opened by LibreOffice, changed by the edits that the profile has, and saved by it."""
    source, target = profile / "source.xlsx", profile / "target.xlsx"
    source.write_bytes(data)
    target.unlink(missing_ok=True)
    _run(profile, f'macro:///Standard.Jobs.Edit("{source.as_uri()}","{target.as_uri()}")')
    return target.read_bytes()
