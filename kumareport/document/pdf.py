"""Word → PDF through LibreOffice, where it is installed."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from kumareport.errors import ConverterError
from kumareport.output import replacing

_TIMEOUT = 300
_CANDIDATES = (
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)
# Writer keeps 20 embedded objects in memory and draws the rest from a picture of 16 × 9 cm that it
# squeezes into place: with more graphs than that, their text is deformed. (LibreOffice 7.4.7)
_SETTINGS = (
    ("Cache/Writer", "OLE_Objects", "10000"),
    # For people who read with their ears or by the bookmarks. Fonts are always embedded.
    ("Filter/PDF/Export", "UseTaggedPDF", "true"),
    ("Filter/PDF/Export", "PDFUACompliance", "true"),
    ("Filter/PDF/Export", "ExportBookmarks", "true"),
    ("Filter/PDF/Export", "DisplayPDFDocumentTitle", "true"),
    # Graphs stay lines and letters; photographs stay as they are.
    ("Filter/PDF/Export", "UseLosslessCompression", "true"),
    ("Filter/PDF/Export", "ReduceImageResolution", "false"),
)
_ITEM = (
    '<item oor:path="/org.openoffice.Office.Common/{}"><prop oor:name="{}" oor:op="fuse">'
    "<value>{}</value></prop></item>"
)
_PROFILE = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<oor:items xmlns:oor="http://openoffice.org/2001/registry">'
    + "".join(_ITEM.format(*setting) for setting in _SETTINGS)
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


def convert_to_pdf(source: Path, target: Path) -> None:
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
        work = Path(folder)
        profile = work / "profile" / "user"
        profile.mkdir(parents=True)
        (profile / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
        copy = work / "report.docx"
        shutil.copyfile(source, copy)
        command = [
            str(program), f"-env:UserInstallation={profile.parent.as_uri()}", "--headless",
            "--convert-to", "pdf:writer_pdf_Export", "--outdir", str(work), str(copy),
        ]  # fmt: skip
        try:
            subprocess.run(command, check=True, capture_output=True, timeout=_TIMEOUT)
            data = copy.with_suffix(".pdf").read_bytes()
        except (subprocess.SubprocessError, OSError) as error:
            raise ConverterError(
                "LibreOffice で PDF を作れませんでした。Word ファイルはできています。",
                "開いている LibreOffice を閉じてから、もう一度試してください。",
            ) from error
    with replacing(target) as file:
        file.write(data)
