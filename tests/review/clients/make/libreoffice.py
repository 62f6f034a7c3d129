# pyright: basic
# LibreOffice names its API only at run time.
"""LibreOffice opens forms and saves them, changed or not. Run by the Python that knows its API:
``/usr/bin/python3 libreoffice.py PIPE JOBS.json``, with LibreOffice listening on that pipe."""

import json
import sys
import time
from pathlib import Path


def desktop_of(pipe):
    import uno  # pyright: ignore[reportMissingImports]
    from com.sun.star.connection import NoConnectException  # pyright: ignore[reportMissingImports]

    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", local
    )
    for _ in range(120):
        try:
            context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            break
        except NoConnectException:
            time.sleep(0.5)
    return context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)


def edit_cells(document, edits):
    for edit in edits:
        sheet = document.Sheets.getByName(edit["sheet"])
        cell = sheet.getCellRangeByName(edit["cell"])
        value = edit.get("value", "")
        if isinstance(value, int | float):
            cell.setValue(value)
        elif "value" in edit:
            cell.setString(value or "")
        if "note" in edit:
            sheet.Annotations.insertNew(cell.CellAddress, edit["note"])


def main(pipe, jobs):
    desktop = desktop_of(pipe)  # uno makes what follows importable
    from com.sun.star.beans import PropertyValue  # pyright: ignore[reportMissingImports]

    hidden = PropertyValue("Hidden", 0, True, 0)
    excel = PropertyValue("FilterName", 0, "Calc MS Excel 2007 XML", 0)
    for source, target, edits in json.loads(Path(jobs).read_text(encoding="utf-8")):
        document = desktop.loadComponentFromURL(Path(source).as_uri(), "_blank", 0, (hidden,))
        edit_cells(document, edits)
        document.storeToURL(Path(target).as_uri(), (excel,))
        document.close(True)
    desktop.terminate()


if __name__ == "__main__":
    main(*sys.argv[1:])
