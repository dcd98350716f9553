"""LibreOffice as a second opinion: it accepts or rejects all tracked changes of Word files, and says what is left."""

import subprocess
from collections.abc import Sequence
from pathlib import Path

BASIC = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">
Sub Resolve(list As String)
  On Error Goto Ended
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  Dim into(1) As New com.sun.star.beans.PropertyValue
  Dim none()
  hidden(0).Name = "Hidden" : hidden(0).Value = True
  into(0).Name = "FilterName" : into(0).Value = "Text (encoded)"
  into(1).Name = "FilterOptions" : into(1).Value = "UTF8,LF,,,false"
  helper = createUnoService("com.sun.star.frame.DispatchHelper")
  handle = FreeFile
  Open list For Input As #handle
  Do While Not Eof(handle)
    Line Input #handle, row
    parts = Split(row, Chr(9))
    doc = StarDesktop.loadComponentFromURL(parts(1), "_blank", 0, hidden())
    If parts(0) &lt;&gt; "" Then helper.executeDispatch(doc.CurrentController.Frame, ".uno:" &amp; parts(0), "", 0, none())
    doc.storeToURL(parts(2), into())
    doc.close(True)
  Loop
  Close #handle
Ended:
  StarDesktop.terminate()
End Sub
</script:module>
"""
COMMANDS = {"accepted": "AcceptAllTrackedChanges", "rejected": "RejectAllTrackedChanges", "": ""}


def office_texts(asked: Sequence[tuple[str, Path]], folder: Path) -> list[str]:
    """What LibreOffice says each file holds, all its changes ``accepted`` or ``rejected``, or as it is."""
    office = ["soffice", "--headless", "--norestore", f"-env:UserInstallation=file://{folder}/profile"]
    module = folder / "profile" / "user" / "basic" / "Standard" / "Module1.xba"
    if not module.exists():  # the first start makes the profile, and would write over it
        subprocess.run([*office, "--terminate_after_init"], check=True, capture_output=True, timeout=120)
    module.write_text(BASIC, "utf-8")
    files = [folder / f"{place}.txt" for place in range(len(asked))]
    rows = [f"{COMMANDS[how]}\t{old.as_uri()}\t{new.as_uri()}" for (how, old), new in zip(asked, files, strict=True)]
    (folder / "list").write_text("\n".join(rows) + "\n", "utf-8")
    macro = f'macro:///Standard.Module1.Resolve("{folder / "list"}")'
    subprocess.run([*office, macro], check=True, capture_output=True, timeout=300)
    return [file.read_text("utf-8-sig") for file in files]
