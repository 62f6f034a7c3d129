"""A template that reaches out is refused; and LibreOffice, given such a file, fetches nothing."""

import http.server
import io
import threading
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from kumareport import pipeline
from kumareport.document.pdf import convert_to_pdf
from kumareport.errors import InputFileError
from tests.conftest import SOFFICE, TEMPLATE, need, soffice
from tests.make_workbook import workbook

Parts = dict[str, bytes]
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DOCUMENT, RELS = "word/document.xml", "word/_rels/document.xml.rels"
SETTINGS_RELS = "word/_rels/settings.xml.rels"
DRAWING = (
    '<w:p><w:r><w:t>図の段落</w:t></w:r><w:r><w:drawing><wp:inline><wp:extent cx="900000" cy="900000"/>'
    '<wp:docPr id="901" name="図"/><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
    '<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:nvPicPr>'
    '<pic:cNvPr id="0" name="a"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:link="rIdX"/>'
    "<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/>"
    '<a:ext cx="900000" cy="900000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
    "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
)  # fmt: skip


def package(change: Callable[[Parts], None]) -> bytes:
    with zipfile.ZipFile(TEMPLATE) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    change(parts)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        for name, data in parts.items():
            target.writestr(name, data)
    return out.getvalue()


def first(parts: Parts, words: str) -> None:
    """Put something at the beginning of the body."""
    body = b"<w:body>"
    parts[DOCUMENT] = parts[DOCUMENT].replace(body, body + words.encode(), 1)


def relate(parts: Parts, name: str, kind: str, target: str, mode: str = "External") -> None:
    empty = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
    rel = f'<Relationship Id="rIdX" Type="{OFFICE}/{kind}" Target="{target}" TargetMode="{mode}"/>'
    end = b"</Relationships>"
    parts[name] = parts.get(name, empty.encode()).replace(end, rel.encode() + end)


def field_code(code: str) -> str:
    begin, rest = code[:4], code[4:]
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    return (
        f"<w:p>{mark.format('begin')}<w:r><w:instrText>{begin}</w:instrText></w:r>"
        f"<w:r><w:instrText>{rest}</w:instrText></w:r>{mark.format('separate')}"
        f"<w:r><w:t>取り込む段落</w:t></w:r>{mark.format('end')}</w:p>"
    )


def linked_image(parts: Parts, host: str = "http://example.invalid") -> None:
    relate(parts, RELS, "image", f"{host}/img.png")
    first(parts, DRAWING)


def linked_field(code: str) -> Callable[[Parts], None]:
    return lambda parts: first(parts, field_code(code))


def external(kind: str, part: str = RELS) -> Callable[[Parts], None]:
    return lambda parts: relate(parts, part, kind, "http://example.invalid/x")


def embedded_ole(parts: Parts) -> None:
    parts["word/embeddings/oleObject1.bin"] = b"\xd0\xcf\x11\xe0"
    relate(parts, RELS, "oleObject", "embeddings/oleObject1.bin", "Internal")


def macros(parts: Parts) -> None:
    parts["word/vbaProject.bin"] = b"\xd0\xcf\x11\xe0"


def vml_image(parts: Parts) -> None:
    first(
        parts,
        '<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml">'
        '<v:imagedata src="http://example.invalid/a.png"/></v:shape></w:pict></w:r></w:p>',
    )


CASES: dict[str, tuple[Callable[[Parts], None], str, str]] = {
    "画像": (linked_image, "リンクされた画像", "本文「図の段落」"),
    "VML": (vml_image, "リンクされた画像", "本文"),
    "OLE": (external("oleObject"), "リンクされたオブジェクト（OLE）", "本文"),
    "埋め込み": (embedded_ole, "埋め込まれたオブジェクト（OLE）", "本文"),
    "添付": (external("attachedTemplate", SETTINGS_RELS), "attachedTemplate", "文書の設定"),
    "取り込み": (external("aFChunk"), "altChunk", "本文"),
    "サブ文書": (external("subDocument"), "サブ文書", "本文"),
    "フレーム": (external("frame", "word/_rels/webSettings.xml.rels"), "フレーム", "webSettings"),
    "グラフ": (external("externalLinkPath", "word/charts/_rels/chart1.xml.rels"), "ほかのブック", "グラフ"),
    "ヘッダー": (external("image", "word/_rels/header1.xml.rels"), "リンクされた画像", "ヘッダー"),
    "文": (linked_field('INCLUDETEXT "http://example.invalid/x"'), "INCLUDETEXT", "取り込む段落"),
    "図": (linked_field('IncludePicture "\\\\\\\\server\\\\a.png"'), "INCLUDEPICTURE", "取り込む段落"),
    "DDE": (linked_field('DDEAUTO c:\\\\cmd.exe "/c calc"'), "DDEAUTO", "取り込む段落"),
    "マクロ": (macros, "マクロ", "vbaProject"),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_refused_by_name_and_place(tmp_path: Path, case: str) -> None:
    change, name, place = CASES[case]
    path = tmp_path / "様式.docx"
    path.write_bytes(package(change))
    findings = [f for f in pipeline.check_template(path) if f.code == "T06"]
    assert [name in f.message for f in findings] == [True]
    assert place in findings[0].location.place
    target = tmp_path / "a.docx"
    assert pipeline.build(workbook(tmp_path / "a.xlsx"), target, path).written == ()


@pytest.mark.parametrize(
    ("address", "codes"),
    [("https://example.invalid/", []), ("mailto:a@example.invalid", []),
     ("file://server/share/a.docx", ["T08"]), ("\\\\server\\share", ["T08"])],
)  # fmt: skip
def test_hyperlinks_are_content(tmp_path: Path, address: str, codes: list[str]) -> None:
    def link(parts: Parts) -> None:
        relate(parts, RELS, "hyperlink", address)
        first(parts, '<w:p><w:hyperlink r:id="rIdX"><w:r><w:t>ここ</w:t></w:r></w:hyperlink></w:p>')

    path = tmp_path / "様式.docx"
    path.write_bytes(package(link))
    assert [f.code for f in pipeline.check_template(path)] == codes
    assert pipeline.build(workbook(tmp_path / "a.xlsx"), tmp_path / "a.docx", path).written


def entities(parts: Parts) -> None:
    head, _, rest = parts["word/styles.xml"].partition(b"?>")
    parts["word/styles.xml"] = head + b'?><!DOCTYPE x [<!ENTITY e "x">]>' + rest


def cut(parts: Parts) -> None:
    parts["word/settings.xml"] = parts["word/settings.xml"][:700]


def missing(parts: Parts) -> None:
    del parts["word/numbering.xml"]


def deep(parts: Parts) -> None:
    first(parts, "<w:p>" * 400 + "</w:p>" * 400)


@pytest.mark.parametrize(
    ("change", "words"),
    [(entities, ("DOCTYPE", "word/styles.xml")), (cut, ("壊れて", "word/settings.xml")),
     (missing, ("word/numbering.xml", "ありません")), (deep, ("壊れて", "word/document.xml"))],
)  # fmt: skip
def test_a_broken_part_is_named(
    tmp_path: Path, change: Callable[[Parts], None], words: tuple[str, str]
) -> None:
    path = tmp_path / "様式.docx"
    path.write_bytes(package(change))
    with pytest.raises(InputFileError) as caught:
        pipeline.check_template(path)
    assert all(word in caught.value.message for word in words)


@dataclass
class Listener:
    """A server that counts who calls."""

    address: str = ""
    seen: list[str] = field(default_factory=list[str])


@pytest.fixture
def listener() -> Iterator[Listener]:
    """A web server on this machine; nothing that is converted may call it."""
    found = Listener()

    class Handler(http.server.BaseHTTPRequestHandler):
        def handle(self) -> None:
            found.seen.append(str(self.client_address))
            super().handle()

        def log_message(self, format: str, *args: object) -> None:
            """Silent."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    found.address = f"http://127.0.0.1:{server.server_address[1]}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield found
    server.shutdown()
    server.server_close()


def test_the_conversion_calls_nobody(tmp_path: Path, listener: Listener) -> None:
    need(SOFFICE, "LibreOffice")

    def reach_out(parts: Parts) -> None:
        linked_image(parts, listener.address)
        first(parts, field_code(f'INCLUDEPICTURE "{listener.address}/b.png" \\d'))
        first(parts, field_code(f'INCLUDETEXT "{listener.address}/c.docx"'))
        relate(parts, SETTINGS_RELS, "attachedTemplate", f"{listener.address}/d.dotm")

    path = tmp_path / "様式.docx"
    path.write_bytes(package(reach_out))
    convert_to_pdf(path, tmp_path / "a.pdf")
    assert listener.seen == []
    assert (tmp_path / "a.pdf").stat().st_size > 1000
    soffice(path, "pdf", tmp_path)
    assert listener.seen, "without our settings LibreOffice fetches: the listener does hear"
