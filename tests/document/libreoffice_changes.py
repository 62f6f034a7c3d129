"""LibreOffice accepts or rejects all tracked changes of a file and saves it.

Run by the system's Python, which knows LibreOffice's API:
``python3 libreoffice_changes.py PIPE SOURCE accept|reject TARGET …``
"""

import sys
import time
from pathlib import Path


def main(pipe: str, *jobs: str) -> None:
    import uno
    from com.sun.star.beans import PropertyValue
    from com.sun.star.connection import NoConnectException

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
    manager = context.ServiceManager
    desktop = manager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    dispatcher = manager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)
    hidden = PropertyValue("Hidden", 0, True, 0)
    word = PropertyValue("FilterName", 0, "MS Word 2007 XML", 0)
    for place in range(0, len(jobs), 3):
        source, what, target = jobs[place : place + 3]
        document = desktop.loadComponentFromURL(Path(source).as_uri(), "_blank", 0, (hidden,))
        command = {
            "accept": ".uno:AcceptAllTrackedChanges",
            "reject": ".uno:RejectAllTrackedChanges",
        }
        frame = document.CurrentController.Frame
        dispatcher.executeDispatch(frame, command[what], "", 0, ())
        document.storeToURL(Path(target).as_uri(), (word,))
        document.close(True)
    desktop.terminate()


if __name__ == "__main__":
    main(*sys.argv[1:])
