"""Links from one workbook into a cell of another."""

import ntpath
import posixpath
from pathlib import PurePath, PureWindowsPath

from kumareport.workbook.listing import Link

# % and # in a link begin an escape and a place. Letters beyond ASCII are left as they are, as
# other writers of Excel files do: a reader cannot mistake the encoding of what is not escaped.
_UNDECODED = {chr(0xDC00 + byte) for byte in range(0x80, 0x100)}
"""How Python holds the bytes of a file name that are no UTF-8."""
_ESCAPED = '%#"<>[]\\^`{|} ?'


def link_to(book: PurePath, folder: PurePath, sheet: str = "", cell: str = "") -> Link:
    """A link to a cell of a workbook.

    Args:
        book: the workbook, as an absolute path.
        folder: the absolute folder of the file that holds the link.
        sheet: the sheet; the file as a whole where empty.
        cell: the A1 reference; A1 where empty.

    Returns:
        A relative link, so that it still works when both files are moved or sent together; an
        absolute one where the workbook is on another drive.
    """
    quoted = sheet.replace("'", "''")
    return Link(_target(book, folder), f"'{quoted}'!{cell or 'A1'}" if sheet else "")


def _target(book: PurePath, folder: PurePath) -> str:
    windows = isinstance(book, PureWindowsPath)
    try:
        relative = (ntpath if windows else posixpath).relpath(str(book), str(folder))
    except ValueError:
        # Another drive or another server.
        return "file:///" + _escape(str(book), "\\")
    if windows:
        return _escape(relative.replace("\\", "/"))
    # In "a:b.xlsx" the part before the colon would be taken for a scheme such as http.
    return _escape(relative).replace(":", "%3A")


def _escape(path: str, kept: str = "") -> str:
    return "".join(
        f"%{ord(char) & 0xFF:02X}"
        if (char in _ESCAPED and char not in kept) or char in _UNDECODED
        else char
        for char in path
    )
