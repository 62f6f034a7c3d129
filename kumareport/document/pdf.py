"""Word → PDF through LibreOffice, where it is installed."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import IO

from kumareport.document.contents import for_paging
from kumareport.document.pdf_figures import with_alternative_texts
from kumareport.document.pdf_row_labels import with_row_labels
from kumareport.errors import ConverterError
from kumareport.output import Written, write_result

_TIMEOUT = 300
_CANDIDATES = (
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)
# Writer keeps 20 embedded objects in memory and draws the rest from a picture of 16 × 9 cm that it
# squeezes into place: with more graphs than that, their text is deformed. (LibreOffice 7.4.7)
_SETTINGS = (
    ("Common/Cache/Writer", "OLE_Objects", "10000"),
    # For people who read with their ears or by the bookmarks. Fonts are always embedded.
    ("Common/Filter/PDF/Export", "UseTaggedPDF", "true"),
    ("Common/Filter/PDF/Export", "PDFUACompliance", "true"),
    ("Common/Filter/PDF/Export", "ExportBookmarks", "true"),
    ("Common/Filter/PDF/Export", "DisplayPDFDocumentTitle", "true"),
    # Graphs stay lines and letters; photographs stay as they are.
    ("Common/Filter/PDF/Export", "UseLosslessCompression", "true"),
    ("Common/Filter/PDF/Export", "ReduceImageResolution", "false"),
    # Nothing is fetched: no linked picture, no linked text or object, no template, and where a way
    # should be left open it leads to a proxy that is not there (port 9 discards). Nothing is run.
    ("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Writer/Content/Update", "Link", "2"),  # 0 always, 1 ask, 2 never
    ("Writer/Content/Update", "Field", "false"),
    ("Calc/Content/Update", "Link", "1"),  # 0 always, 1 never, 2 ask
)
_NOWHERE = (
    ("ooInetProxyType", "2"),
    ("ooInetHTTPProxyName", "127.0.0.1"),
    ("ooInetHTTPProxyPort", "9"),
    ("ooInetHTTPSProxyName", "127.0.0.1"),
    ("ooInetHTTPSProxyPort", "9"),
    ("ooInetNoProxy", ""),
)
_ITEM = (
    '<item oor:path="/org.openoffice.{}"><prop oor:name="{}" oor:op="fuse">'
    "<value>{}</value></prop></item>"
)
_PROFILE = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<oor:items xmlns:oor="http://openoffice.org/2001/registry">'
    + "".join(_ITEM.format(f"Office.{path}", *setting) for path, *setting in _SETTINGS)
    + "".join(_ITEM.format("Inet/Settings", *setting) for setting in _NOWHERE)
    + "</oor:items>\n"
)


def find_libreoffice() -> Path | None:
    """The LibreOffice program: ``KUMAREPORT_SOFFICE``, the PATH, or the usual folders."""
    named = os.environ.get("KUMAREPORT_SOFFICE")
    if named:
        return Path(named) if Path(named).is_file() else None
    for name in ("soffice", "libreoffice"):
        found = shutil.which(name)
        if found:
            return Path(found)
    return next((Path(name) for name in _CANDIDATES if Path(name).is_file()), None)


def convert(program: Path, copy: Path, kind: str) -> Path:
    """Save a copy of a file as another kind beside it; nothing is fetched, no macro is run.

    Args:
        program: LibreOffice.
        copy: the file, alone in a folder that is thrown away.
        kind: as LibreOffice names it: ``xlsx``, ``pdf:writer_pdf_Export``.

    Raises:
        SubprocessError, OSError: it cannot be done.
    """
    profile = copy.parent / "profile" / "user"
    profile.mkdir(parents=True, exist_ok=True)
    (profile / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
    command = [
        str(program), f"-env:UserInstallation={profile.parent.as_uri()}", "--headless",
        "--convert-to", kind, "--outdir", str(copy.parent), str(copy),
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=_TIMEOUT)
    return copy.with_suffix(f".{kind.partition(':')[0]}")


def convert_to_pdf(source: Path, target: Path) -> Written:
    """Convert a Word file.

    Raises:
        ConverterError: LibreOffice is missing or fails.
        OutputFileError: the PDF cannot be written.
    """
    program = find_libreoffice()
    if program is None:
        raise ConverterError(
            "PDF を作るための LibreOffice が見つかりません。Word ファイルはできています。",
            "LibreOffice を入れるか、Word で開いて［ファイル］→［エクスポート］で PDF にしてください。",
        )
    with tempfile.TemporaryDirectory(prefix="kumareport-") as folder:
        copy = Path(folder) / "report.docx"
        copy.write_bytes(for_paging(source))
        try:
            made = convert(program, copy, "pdf:writer_pdf_Export")
            data = with_row_labels(with_alternative_texts(made.read_bytes(), source))
        except (subprocess.SubprocessError, OSError) as error:
            raise ConverterError(
                "LibreOffice で PDF を作れませんでした。Word ファイルはできています。",
                "開いている LibreOffice を閉じてから、もう一度試してください。",
            ) from error

    def write(file: IO[bytes]) -> None:
        file.write(data)

    return write_result(target, write)
