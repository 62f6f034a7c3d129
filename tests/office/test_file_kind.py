"""Files that are no Excel or Word file of today are told what they are, whatever their names say."""

import io
import zipfile
from pathlib import Path

import pytest

from kumareport.errors import InputFileError
from kumareport.office.package.package import Package
from tests.conftest import INPUT


def packed(**parts: bytes) -> bytes:
    """A zip; ``_`` in the name of a file stands for the dot."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        for name, data in parts.items():
            package.writestr(name if "/" in name or "[" in name else name.replace("_", "."), data)
    return file.getvalue()


def ole(stream: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + stream.encode("utf-16-le")


SHEET = b"application/vnd.oasis.opendocument.spreadsheet"
TEXT = b"application/vnd.oasis.opendocument.text"
CASES: dict[str, tuple[bytes, str, str]] = {
    "zip": (packed(a_xlsx=INPUT.read_bytes(), b_docx=b"x"), "ZIP 形式の圧縮ファイル（中に a.xlsx ほか 1 件）", "すべて展開"),
    "空の zip": (packed(), "ZIP 形式の圧縮ファイル（空）", "すべて展開"),
    "7z": (b"7z\xbc\xaf\x27\x1c" + bytes(60), "7z", "展開（解凍）"),
    "rar": (b"Rar!\x1a\x07" + bytes(60), "RAR", "展開（解凍）"),
    "lzh": (b"\x1f\x2d-lh5-" + bytes(60), "LZH", "展開（解凍）"),
    "PDF": (b"%PDF-1.7\n", "PDF ファイル", "そのものを返送"),
    "RTF": (b"{\\rtf1\\ansi", "リッチ テキスト", ".docx にしてください"),
    "eml": (b"From: a@example.invalid\r\nTo: b@example.invalid\r\n\r\nx", "メール（.eml）", "添付ファイル"),
    "eml 受信": (b"Received: from x by y;\r\n Mon, 1 Jan\r\n", "メール（.eml）", "添付ファイル"),
    "msg": (ole("__substg1.0_1000001F"), ".msg", "添付ファイル"),
    "xls": (ole("Workbook"), "古い形式（.xls）", ".xlsx にしてください"),
    "doc": (ole("WordDocument"), "古い形式（.doc）", ".docx にしてください"),
    "ほかの古い形式": (ole("PowerPoint Document"), "古い形式", "名前を付けて保存"),
    "パスワード": (ole("EncryptedPackage"), "パスワード", "外して保存"),
    "xlsb": (packed(**{"[Content_Types].xml": b"<Types/>", "xl/workbook.bin": b""}), ".xlsb", "Excel ブック（.xlsx）"),
    "PowerPoint": (packed(**{"[Content_Types].xml": b"<Types/>", "ppt/presentation.xml": b""}), "PowerPoint", "そのものを返送"),
    "ods": (packed(mimetype=SHEET), "OpenDocument 形式の表（.ods）", ".xlsx にしてください"),
    "odt": (packed(mimetype=TEXT), "OpenDocument の文書（.odt）", ".docx にしてください"),
    "odg": (packed(mimetype=b"application/vnd.oasis.opendocument.graphics"), "OpenDocument", "元のソフト"),
    "Numbers": (packed(Index_zip=b"x"), "Numbers", "書き出す"),
    "PNG": (b"\x89PNG\r\n\x1a\n", "画像（PNG）", "そのものを返送"),
    "JPEG": (b"\xff\xd8\xff\xe0", "画像（JPEG）", "そのものを返送"),
    "HEIC": (b"\0\0\0\x18ftypheic", "画像", "そのものを返送"),
    "Google": (b'{"url":"https://docs.google.com/open?id=1","doc_id":"1"}', "Google", "ダウンロード"),
    "url": (b"[InternetShortcut]\r\nURL=https://example.invalid/", "ショートカット", "ファイルそのもの"),
    "HTML": (b"<!DOCTYPE html><html>", "Web ページ", "名前を付けて保存"),
    "作業用": (b"\x04user" + b" " * 160, "作業用のファイル", "閉じたあとで"),
    "空": (b"", "空のファイル", "確かめてください"),
    "CSV": ("区分,ID\n".encode("cp932"), "Excel ブックではありません", "拡張子だけ"),
    "途中で切れた": (INPUT.read_bytes()[:9000], "壊れている", "もう一度コピー"),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_a_file_of_another_kind_is_told(tmp_path: Path, name: str) -> None:
    data, what, advice = CASES[name]
    file = tmp_path / "照会票_企画課.xlsx"
    file.write_bytes(data)
    with pytest.raises(InputFileError) as error:
        Package(file, "Excel ブック")
    assert what in error.value.message
    assert str(file) in error.value.message
    assert advice in error.value.hint


@pytest.mark.parametrize(
    ("name", "data", "what"),
    [
        ("回答.jtd", ole("JSRV_SegmentInformation"), "一太郎の文書です"),
        ("回答.XDW", b"\x60\x0e\x82", "DocuWorks 文書です"),
        ("一覧.csv", "区分,ID\n".encode("cp932"), "CSV ファイルです"),
        ("メモ.txt", "修正なし".encode(), "テキスト ファイルです"),
        ("照会票.txt", b"%PDF-1.7", "PDF ファイルです"),
    ],
)
def test_a_file_that_only_its_name_tells(tmp_path: Path, name: str, data: bytes, what: str) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(InputFileError, match=what):
        Package(tmp_path / name, "Excel ブック")


def test_a_workbook_is_none_of_these() -> None:
    with Package(INPUT, "Excel ブック") as package:
        assert "xl/workbook.xml" in package
