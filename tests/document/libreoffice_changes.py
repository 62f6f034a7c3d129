"""LibreOffice accepts or rejects all tracked changes of a file and saves it.

Run by the listener: ``python3 libreoffice_changes.py PIPE SOURCE accept|reject TARGET …``
"""

import sys
from pathlib import Path

COMMANDS = {
    "accept": ".uno:AcceptAllTrackedChanges",
    "reject": ".uno:RejectAllTrackedChanges",
}


def main(pipe: str, *jobs: str) -> None:
    from tests.libreoffice import inside

    context = inside.connect(pipe)
    dispatcher = inside.service(context, "com.sun.star.frame.DispatchHelper")
    word = inside.option("FilterName", "MS Word 2007 XML")
    for place in range(0, len(jobs), 3):
        source, what, target = jobs[place : place + 3]
        document = inside.open_document(context, source)
        try:
            frame = document.CurrentController.Frame
            dispatcher.executeDispatch(frame, COMMANDS[what], "", 0, ())
            document.storeToURL(Path(target).as_uri(), (word,))
        finally:
            document.close(True)


if __name__ == "__main__":
    main(*sys.argv[1:])
