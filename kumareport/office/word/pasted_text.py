"""The words of a document that was put into another one whole (``w:altChunk``, 17.17.2.1)."""

import html
import io
import re
import zipfile

from lxml import etree

from kumareport.errors import InputFileError
from kumareport.office.package.package import parse_xml
from kumareport.office.word.word_names import local
from kumareport.own_digest import ZIP_ERRORS
from kumareport.patterns import regex

_TAGS = regex(r"<(script|style|title)\b.*?</\1>|<[^>]*>", re.DOTALL | re.IGNORECASE)
_MAIN, _MOST = "word/document.xml", 20_000_000
_HEADERS = re.compile(rb"MIME-Version:|Content-Type:", re.IGNORECASE)
# RTF: what prints nothing, a line's end, a character by its number with what stands for it, bytes.
_RTF = regex(
    r"\{\\\*[^{}]*\}|\{\\(?:fonttbl|colortbl|stylesheet|info)(?:[^{}]|\{[^{}]*\})*\}"
    r"|\\(?P<line>par|line)\b ?|\\u(?P<code>-?\d+) ?(?:\\'..|\?)?|(?P<bytes>(?:\\'[0-9a-fA-F]{2})+)"
    r"|\\[a-zA-Z]+-?\d* ?|\\(?P<sign>[\\{}])|[{}]|[\r\n]"
)


def pasted_text(data: bytes) -> str:
    """The text of a Word document, HTML, a web page in one file, RTF or plain text; empty of others."""
    if data.startswith(b"PK"):
        return _of_word(data)
    if data.startswith(b"{\\rtf"):
        return _tidy(_RTF.sub(_printed, data.decode("latin-1")))
    if _HEADERS.match(data.lstrip()):
        return _of_mail(data)
    return _of_html(_decoded(data))


def _of_mail(data: bytes) -> str:
    # A mail's reader takes long to load, and hardly any document needs it.
    import email
    import email.policy

    message = email.message_from_bytes(data, policy=email.policy.default)
    whole = message.get_body(("html", "plain"))
    return "" if whole is None else _of_html(str(whole.get_content()))


def _decoded(data: bytes) -> str:
    for encoding in ("utf-8-sig", "cp932", "utf-16"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")


def _of_html(text: str) -> str:
    return _tidy(html.unescape(_TAGS.sub("", text)))


def _tidy(text: str) -> str:
    return regex(r"\s*\n\s*").sub("\n", text).strip()


def _of_word(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            if file.getinfo(_MAIN).file_size > _MOST:
                return ""
            root = parse_xml(file.read(_MAIN), _MAIN)
    except (*ZIP_ERRORS, KeyError, InputFileError, etree.XMLSyntaxError):
        return ""
    paragraphs = (p for p in root.iter() if local(p) == "p")
    lines = ("".join(t.text or "" for t in p.iter() if local(t) == "t") for p in paragraphs)
    return "\n".join(line for line in lines if line)


def _printed(found: re.Match[str]) -> str:
    if found["line"]:
        return "\n"
    if found["code"]:
        return chr(int(found["code"]) % 0x10000)
    if found["bytes"]:
        raw = bytes.fromhex(found["bytes"].replace("\\'", ""))
        return raw.decode("cp932", "replace")
    return found["sign"] or ""
