"""What the Python that knows LibreOffice's API does; the listener runs it.

``python3 inside.py PIPE hold`` or ``python3 inside.py PIPE end``
"""

import sys
import time
from pathlib import Path

# Half-seconds that a LibreOffice may take to start on a busy machine.
_PATIENCE = 240


def connect(pipe):
    """The component context of the LibreOffice that listens."""
    import uno
    from com.sun.star.connection import NoConnectException

    local = uno.getComponentContext()
    name = "com.sun.star.bridge.UnoUrlResolver"
    resolver = local.ServiceManager.createInstanceWithContext(name, local)
    for _ in range(_PATIENCE):
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            time.sleep(0.5)
    raise SystemExit("LibreOffice does not answer")


def service(context, name):
    """A service of LibreOffice."""
    return context.ServiceManager.createInstanceWithContext(name, context)


def option(name, value):
    """A named value, as loading and saving take them."""
    from com.sun.star.beans import PropertyValue

    return PropertyValue(name, 0, value, 0)


def open_document(context, source):
    """A document opened without a window."""
    desktop = service(context, "com.sun.star.frame.Desktop")
    opened = desktop.loadComponentFromURL(
        Path(source).as_uri(), "_blank", 0, (option("Hidden", True),)
    )
    if opened is None:
        raise SystemExit(f"LibreOffice cannot open {source}")
    return opened


def hold(context):
    """Keep a blank workbook open: a LibreOffice without a document ends after its next work."""
    desktop = service(context, "com.sun.star.frame.Desktop")
    desktop.loadComponentFromURL("private:factory/scalc", "_blank", 0, (option("Hidden", True),))


def end(context):
    """End LibreOffice, whatever it holds."""
    service(context, "com.sun.star.frame.Desktop").terminate()


if __name__ == "__main__":
    {"hold": hold, "end": end}[sys.argv[2]](connect(sys.argv[1]))
