"""What a file is that is no Excel or Word file of today, by what it holds: its name may say anything.

The one place that knows other kinds. Each is told in Japanese with what to do.
"""

import re
from collections.abc import Collection
from pathlib import Path

from kumareport.errors import InputFileError

OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OLE_READ = 4 * 1024 * 1024
"""Bytes of an old Office file in which the names of its streams are looked for."""
_LOCK_SIZES = (162, 165)
"""Bytes of what Word and Excel lay beside a file that somebody has open: a name, and its length first."""
_LONGEST_NAME = 54
_SAVE_AS = "「名前を付けて保存」で .xlsx（または .docx）にしてください。"
_FORM_ITSELF = "照会票（.xlsx）か報告書案（.docx）そのものを返送してもらってください。"
_ATTACHED = "メールを開き、添付ファイル（.xlsx、.docx）を取り出して保存してください。"
_PACKED = "展開（解凍）し、できたフォルダーを指定してください。"
_EXPANDED = (
    "エクスプローラーで右クリックして「すべて展開」を選び、できたフォルダーを指定してください。"
)

_STARTS: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF", "PDF ファイル", f"PDF は読み取れません。{_FORM_ITSELF}"),
    (b"{\\rtf", "リッチ テキスト（.rtf）", "Word で開き、「名前を付けて保存」で .docx にしてください。"),
    (b"\x89PNG", "画像（PNG）", f"画像は読み取れません。{_FORM_ITSELF}"),
    (b"\xff\xd8\xff", "画像（JPEG）", f"画像は読み取れません。{_FORM_ITSELF}"),
    (b"GIF8", "画像（GIF）", f"画像は読み取れません。{_FORM_ITSELF}"),
    (b"BM", "画像（BMP）", f"画像は読み取れません。{_FORM_ITSELF}"),
    (b"II*\0", "画像（TIFF）", f"画像は読み取れません。{_FORM_ITSELF}"),
    (b"MM\0*", "画像（TIFF）", f"画像は読み取れません。{_FORM_ITSELF}"),
    (b"7z\xbc\xaf", "圧縮ファイル（7z）", _PACKED),
    (b"Rar!", "圧縮ファイル（RAR）", _PACKED),
    (b"[InternetShortcut]", "ショートカット（.url）", "リンク先のファイルそのものを保存してください。"),
    (b"L\0\0\0\x01\x14\x02", "ショートカット（.lnk）", "リンク先のファイルそのものをコピーしてください。"),
)  # fmt: skip
_MAIL = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*(?:From|Received|Return-Path|Delivered-To|MIME-Version|Message-ID|Date|"
    rb"Subject|To|X-[A-Za-z-]+)(?::| )[^\r\n]*\r?\n(?:[A-Za-z-]+:|[ \t])",
    re.IGNORECASE,
)
_STREAMS: tuple[tuple[str, str, str], ...] = (
    (
        "EncryptedPackage", "パスワードで暗号化されたファイル",
        "Office で開き、［ファイル］→［情報］でパスワードを外して保存してください。",
    ),
    ("__substg1.0_", "メール（Outlook の .msg）", _ATTACHED),
    ("WordDocument", "古い形式（.doc）の Word 文書", "Word で開き、「名前を付けて保存」で .docx にしてください。"),
    ("Workbook", "古い形式（.xls）の Excel ブック", "Excel で開き、「名前を付けて保存」で .xlsx にしてください。"),
)  # fmt: skip
_OPEN_DOCUMENT = {
    "application/vnd.oasis.opendocument.spreadsheet": (
        "OpenDocument 形式の表（.ods）",
        "Excel か LibreOffice で開き、「名前を付けて保存」で .xlsx にしてください。",
    ),
    "application/vnd.oasis.opendocument.text": (
        "OpenDocument の文書（.odt）",
        "Word か LibreOffice で開き、「名前を付けて保存」で .docx にしてください。",
    ),
}
_PARTS: tuple[tuple[str, str, str], ...] = (
    ("ppt/presentation.xml", "PowerPoint のファイル", _FORM_ITSELF),
    (
        "xl/workbook.bin", "Excel バイナリ ブック（.xlsb）",
        "Excel で開き、「名前を付けて保存」で「Excel ブック（.xlsx）」にしてください。",
    ),
)  # fmt: skip


_TEXT = f"文字だけのファイルには、記入欄がありません。{_FORM_ITSELF}"
_ICHITARO = (
    "一太郎の文書",
    "一太郎で開き、「名前を付けて保存」で Word 文書（.docx）にしてください。",
)
_DOCUWORKS = ("DocuWorks 文書", f"DocuWorks 文書は読み取れません。{_FORM_ITSELF}")
_ENDINGS = {
    ".jtd": _ICHITARO, ".jtt": _ICHITARO, ".jtdc": _ICHITARO,
    ".xdw": _DOCUWORKS, ".xbd": _DOCUWORKS, ".xct": _DOCUWORKS,
    ".csv": ("CSV ファイル", _TEXT), ".txt": ("テキスト ファイル", _TEXT), ".tsv": ("テキスト ファイル", _TEXT),
}  # fmt: skip
"""What is told by its name only, where nothing that it holds tells it."""


def _is(path: Path, what: str, advice: str) -> InputFileError:
    return InputFileError(f"{what}です：{path}", advice)


def refusal_by_start(path: Path, start: bytes, size: int, wanted: str) -> InputFileError | None:
    """What a file is that is no zip; None for a zip.

    Args:
        path: the file, for the message.
        start: its first bytes, up to :data:`OLE_READ` of them.
        size: how many it has.
        wanted: what it should be, for the message.
    """
    if start[:2] == b"PK":
        return None
    if not start and not path.name.startswith("~$"):
        return _is(path, "空のファイル（0 バイト）", "元のファイルを確かめてください。")
    if start[:8] == OLE_MAGIC:
        for stream, what, advice in _STREAMS:
            if stream.encode("utf-16-le") in start:
                return _is(path, what, advice)
        old = ("古い形式（.xls や .doc）のファイル", f"Office で開き、{_SAVE_AS}")
        return _is(path, *_ENDINGS.get(path.suffix.lower(), old))
    for magic, what, advice in _STARTS:
        if start.startswith(magic):
            return _is(path, what, advice)
    if path.name.startswith("~$") or (size in _LOCK_SIZES and start[0] <= _LONGEST_NAME):
        return _is(
            path,
            "Excel や Word が開いているあいだだけ置く作業用のファイル（~$ で始まるもの）",
            "これは要りません。だれかが元のファイルを開いているので、閉じたあとで集め直してください。",
        )
    return _by_text(path, start[:4096], wanted)


def _by_text(path: Path, start: bytes, wanted: str) -> InputFileError:
    if start[4:8] == b"ftyp" or start[8:12] == b"WEBP":
        return _is(path, "画像か動画", f"画像は読み取れません。{_FORM_ITSELF}")
    if start[2:5] == b"-lh":
        return _is(path, "圧縮ファイル（LZH）", _PACKED)
    if start.lstrip()[:1] == b"{" and (b"doc_id" in start or b"docs.google.com" in start):
        return _is(
            path,
            "Google ドライブへのショートカット（中身は入っていません）",
            "Google ドライブで開き、［ファイル］→［ダウンロード］で .xlsx か .docx を保存してください。",
        )
    if _MAIL.match(start):
        return _is(path, "メール（.eml）", _ATTACHED)
    if re.match(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html)", start, re.IGNORECASE):
        return _is(path, "Web ページ（HTML）", f"Excel や Word で開き、{_SAVE_AS}")
    if path.suffix.lower() in _ENDINGS:
        return _is(path, *_ENDINGS[path.suffix.lower()])
    return InputFileError(
        f"{wanted}ではありません：{path}",
        "拡張子だけを変えたファイル（CSV など）は読めません。"
        "元のソフトで開き、正しい形式で保存し直してください。",
    )


def refusal_by_parts(
    path: Path, names: Collection[str], mimetype: bytes, types: bytes
) -> InputFileError | None:
    """What a zip is that is no Excel or Word file in its usual form; None for one that is.

    Args:
        path: the file, for the message.
        names: the names of its parts.
        mimetype: the part that OpenDocument begins with; empty where there is none.
        types: its ``[Content_Types].xml``; empty where there is none.
    """
    known = _OPEN_DOCUMENT.get(mimetype.decode("ascii", "replace").strip())
    if known is not None:
        return _is(path, *known)
    if mimetype:
        return _is(path, "OpenDocument 形式のファイル", f"元のソフトで開き、{_SAVE_AS}")
    for part, what, advice in _PARTS:
        if part in names:
            return _is(path, what, advice)
    if types:
        return None
    if any(name.endswith(".iwa") or name == "Index.zip" for name in names):
        advice = "Numbers や Pages の［書き出す］で、Excel か Word の形式にしてください。"
        return _is(path, "Apple の Numbers や Pages のファイル", advice)
    files = [name for name in names if not name.endswith("/")]
    inside = (
        f"中に {files[0]}{f' ほか {len(files) - 1} 件' if len(files) > 1 else ''}"
        if files
        else "空"
    )
    return _is(path, f"ZIP 形式の圧縮ファイル（{inside}）", _EXPANDED)


def strict(path: Path) -> InputFileError:
    """The error for a Word document in the strict form of the standard."""
    return _is(
        path,
        "「Strict Open XML」形式の Word 文書",
        "Word で開き、「名前を付けて保存」で「Word 文書（.docx）」（Strict と付かないほう）にしてください。",
    )


_TEMPLATE_TYPES = (
    (
        b"wordprocessingml.template.main+xml", "Word テンプレート（.dotx）",
        "Word で開き、「名前を付けて保存」の「ファイルの種類」で「Word 文書（*.docx）」を選んでください。",
    ),
    (
        b"template.macroEnabledTemplate.main+xml", "マクロ有効テンプレート（.dotm）",
        "Word で開き、「名前を付けて保存」の「ファイルの種類」で「Word 文書（*.docx）」を選んでください。マクロは使えません。",
    ),
    (
        b"document.macroEnabled.main+xml", "マクロ有効文書（.docm）",
        "Word で開き、「名前を付けて保存」の「ファイルの種類」で「Word 文書（*.docx）」を選んでください。マクロは使えません。",
    ),
)  # fmt: skip


def refused_template(path: Path, types: bytes, main: bytes) -> InputFileError | None:
    """Why a Word file cannot be a report's template; None where it can.

    Args:
        path: the file, for the message.
        types: its ``[Content_Types].xml``.
        main: its main part.
    """
    if b"http://purl.oclc.org/ooxml/wordprocessingml/main" in main:
        return strict(path)
    for mark, what, advice in _TEMPLATE_TYPES:
        if mark in types:
            return _is(path, what, advice)
    return None
