"""What the Python that knows LibreOffice's API does; the listener runs it.

``python3 inside.py PIPE hold`` or ``python3 inside.py PIPE end``
"""

import sys
import time
from importlib import import_module
from pathlib import Path
from typing import Any

# Half-seconds that a LibreOffice may take to start on a busy machine.
_PATIENCE = 240


def connect(pipe: str) -> Any:
    """The component context of the LibreOffice that listens."""
    # Only LibreOffice's Python has it; it brings the exceptions of LibreOffice with it.
    uno = import_module("uno")
    no_connection = uno.getClass("com.sun.star.connection.NoConnectException")
    local = uno.getComponentContext()
    name = "com.sun.star.bridge.UnoUrlResolver"
    resolver = local.ServiceManager.createInstanceWithContext(name, local)
    for _ in range(_PATIENCE):
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except no_connection:
            time.sleep(0.5)
    raise SystemExit("LibreOffice does not answer")


def service(context: Any, name: str) -> Any:
    """A service of LibreOffice."""
    return context.ServiceManager.createInstanceWithContext(name, context)


def option(name: str, value: object) -> Any:
    """A named value, as loading and saving take them."""
    made = import_module("uno").createUnoStruct("com.sun.star.beans.PropertyValue")
    made.Name, made.Value = name, value
    return made


PAGES_VIEW = ("ViewId", 7)
"""Opens a text as its printed pages: a LibreOffice without windows (Debian's ``-nogui``) has nothing to
show comments beside a text with, and dies at the first."""


def open_document(context: Any, source: str, *more: tuple[str, object]) -> Any:
    """A document opened without a window, with further options where they are wanted."""
    desktop = service(context, "com.sun.star.frame.Desktop")
    options = [option(*one) for one in (("Hidden", True), *more)]
    opened = desktop.loadComponentFromURL(Path(source).as_uri(), "_blank", 0, tuple(options))
    if opened is None:
        raise SystemExit(f"LibreOffice cannot open {source}")
    return opened


def hold(context: Any) -> None:
    """Keep a blank workbook open: a LibreOffice without a document ends after its next work."""
    desktop = service(context, "com.sun.star.frame.Desktop")
    desktop.loadComponentFromURL("private:factory/scalc", "_blank", 0, (option("Hidden", True),))


def end(context: Any) -> None:
    """End LibreOffice, whatever it holds."""
    service(context, "com.sun.star.frame.Desktop").terminate()


if __name__ == "__main__":
    {"hold": hold, "end": end}[sys.argv[2]](connect(sys.argv[1]))
