"""WordprocessingML as Microsoft Word writes it, for files that no program here can make."""

import io
import zipfile
from pathlib import Path

from lxml import etree

from kumareport.office.package.package import XmlElement

SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
A = 'w:id="901" w:author="甲課 太郎" w:date="2026-05-01T10:00:00Z"'
B = 'w:id="902" w:author="乙課 花子" w:date="2026-05-02T11:30:00Z"'


def body(content: str) -> XmlElement:
    """A body element."""
    root = etree.fromstring(f"<w:document {SPACES}><w:body>{content}</w:body></w:document>")
    return root[0]


def p(content: str, properties: str = "") -> str:
    """A paragraph."""
    inner = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f'<w:p w:rsidR="00A11B22" w:rsidRDefault="00C33D44">{inner}{content}</w:p>'


def r(text: str) -> str:
    """A run."""
    return f'<w:r w:rsidRPr="00E55F66"><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def gone(text: str) -> str:
    """A run inside a deletion."""
    return f'<w:r w:rsidDel="00E55F66"><w:delText xml:space="preserve">{text}</w:delText></w:r>'


def ins(content: str, who: str = A) -> str:
    return f"<w:ins {who}>{content}</w:ins>"


def dele(content: str, who: str = A) -> str:
    return f"<w:del {who}>{content}</w:del>"


def mark(kind: str, who: str = A) -> str:
    """The properties of a paragraph whose mark was inserted or deleted."""
    return f"<w:rPr><w:{kind} {who}/></w:rPr>"


def edited(source: Path, target: Path, *edits: tuple[str, str], parts: dict[str, str] | None = None) -> Path:  # fmt: skip
    """A package with texts of its main part replaced, each once, and parts added or replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "word/document.xml":
                text = data.decode()
                for before, after in edits:
                    assert text.count(before) == 1, (before, text.count(before))
                    text = text.replace(before, after)
                data = text.encode()
            if name not in (parts or {}):
                new.writestr(name, data)
        for name, content in (parts or {}).items():
            new.writestr(name, content)
    target.write_bytes(out.getvalue())
    return target
