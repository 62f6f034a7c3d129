"""What an Office package takes from elsewhere, or would run: links, embedded objects, macros.

ECMA-376 Part 2, 6.5 (external relationships); Part 1, 17.16.5 (fields), 14 and 15 (kinds of parts).
A hyperlink is content: nothing follows it until a person clicks.
"""

import re
from collections.abc import Collection, Iterator, Mapping

from msgspec import Struct

from kumareport.office.package.namespaces import w
from kumareport.office.package.package import XmlElement, relationships_part
from kumareport.patterns import regex

_HYPERLINK = "hyperlink"
_LINKED = {
    "image": "リンクされた画像",
    "oleObject": "リンクされたオブジェクト（OLE）",
    "attachedTemplate": "添付テンプレート（attachedTemplate）",
    "aFChunk": "ほかの文書の取り込み（altChunk）",
    "subDocument": "サブ文書",
    "frame": "フレーム",
    "externalLinkPath": "ほかのブックへのリンク",
    "package": "リンクされたデータ",
    "video": "リンクされた動画",
    "audio": "リンクされた音声",
    "media": "リンクされた動画・音声",
    "mailMergeSource": "差し込み印刷のデータ",
}
# Parts inside the package that another program opens, or that run.
_EMBEDDED = {
    "oleObject": "埋め込まれたオブジェクト（OLE）",
    "package": "埋め込まれたファイル（OLE）",
    "aFChunk": "ほかの文書の取り込み（altChunk）",
    "subDocument": "サブ文書",
    "control": "コントロール（ActiveX）",
    "vbaProject": "マクロ",
    "keyMapCustomizations": "キー操作の割り当て",
    "attachedToolbars": "ツールバー",
}
_FIELDS = {
    "INCLUDEPICTURE", "INCLUDETEXT", "INCLUDE", "IMPORT", "LINK", "DDE", "DDEAUTO", "DATABASE",
    "RD", "EMBED", "MACROBUTTON",
}  # fmt: skip
_FETCHED_BY_ADDRESS = {"imagedata", "fill", "stroke", "image"}
_MACRO_PARTS = regex(r"vbaproject|vbadata|/activex/|customui/", re.IGNORECASE)
_WEB = regex(r"(?:https?|mailto|tel):|#", re.IGNORECASE)


class Outside(Struct, frozen=True):
    """Something that comes from outside, or runs.

    Attributes:
        what: its name in Japanese.
        part: the part that holds it.
        target: where it leads, or the field's code; empty where that says nothing.
        words: the text of its paragraph, to find it by; may be empty.
    """

    what: str
    part: str
    target: str = ""
    words: str = ""


def external_targets(rels: XmlElement) -> Iterator[tuple[str, str, str]]:
    """The relationships of a part that lead out of the package: id, kind, target. Hyperlinks are
    left out."""
    for rel in rels:
        kind = rel.get("Type", "").rpartition("/")[2]
        if rel.get("TargetMode") == "External" and kind != _HYPERLINK:
            yield rel.get("Id", ""), kind, rel.get("Target", "")


def has_macros(names: Collection[str]) -> bool:
    """Whether parts of these names hold what a program would run."""
    return any(_MACRO_PARTS.search(name) for name in names)


def from_outside(parts: Mapping[str, XmlElement], names: Collection[str]) -> list[Outside]:
    """All that a Word package takes from elsewhere or would run, in the order of its parts.

    Args:
        parts: its XML parts by name.
        names: all its parts.
    """
    found = [Outside("マクロ", name) for name in names if _MACRO_PARTS.search(name)]
    for name, root in parts.items():
        if name.endswith(".rels"):
            continue
        rels = parts.get(relationships_part(name))
        if rels is not None:
            found += _related(name, root, rels)
        found += _fields(name, root)
        found += _addresses(name, root)
    return found


def private_links(parts: Mapping[str, XmlElement]) -> list[Outside]:
    """The hyperlinks that lead to a folder or a program of the office, not to the web."""
    found: list[Outside] = []
    for name, root in parts.items():
        rels = parts.get(relationships_part(name))
        for rel in rels if rels is not None else ():
            kind, target = rel.get("Type", "").rpartition("/")[2], rel.get("Target", "")
            is_out = kind == _HYPERLINK and rel.get("TargetMode") == "External"
            if is_out and not _WEB.match(target):
                words = _words_at(root, rel.get("Id", ""))
                found.append(Outside("ハイパーリンク", name, target, words))
    return found


def _related(name: str, root: XmlElement, rels: XmlElement) -> Iterator[Outside]:
    external = {key: (kind, target) for key, kind, target in external_targets(rels)}
    for key, (kind, target) in external.items():
        what = _LINKED.get(kind, f"外部の部品（{kind}）")
        yield Outside(what, name, target, _words_at(root, key))
    for rel in rels:
        key, kind = rel.get("Id", ""), rel.get("Type", "").rpartition("/")[2]
        # The data of a graph is a package too, and every graph has it.
        is_data = kind == "package" and "/charts/" in name
        if key not in external and kind in _EMBEDDED and not is_data:
            yield Outside(_EMBEDDED[kind], name, rel.get("Target", ""), _words_at(root, key))


def _fields(name: str, root: XmlElement) -> Iterator[Outside]:
    """Fields that fetch or run: their code may be spread over runs, one inside another."""
    for field in root.iter(w("fldSimple")):
        yield from _field(name, field.get(w("instr"), ""), field)
    codes: list[list[str]] = []
    for element in root.iter(w("fldChar"), w("instrText")):
        if element.tag == w("instrText"):
            if codes:
                codes[-1].append(element.text or "")
            else:
                yield from _field(name, element.text or "", element)
        elif element.get(w("fldCharType")) == "begin":
            codes.append([])
        elif codes and element.get(w("fldCharType")) == "separate":
            yield from _field(name, "".join(codes[-1]), element)
            codes[-1].clear()
        elif codes:
            yield from _field(name, "".join(codes.pop()), element)


def _field(name: str, code: str, element: XmlElement) -> Iterator[Outside]:
    words = code.split()
    if words and words[0].upper() in _FIELDS:
        yield Outside(f"フィールド {words[0].upper()}", name, " ".join(words), _words(element))


def _addresses(name: str, root: XmlElement) -> Iterator[Outside]:
    """Addresses that stand in VML itself."""
    for element in root.iter("{urn:schemas-microsoft-com:vml}*"):
        kind = str(element.tag).rpartition("}")[2]
        address = element.get("src") or element.get("{urn:schemas-microsoft-com:office:office}href")
        if kind in _FETCHED_BY_ADDRESS and address:
            yield Outside("リンクされた画像", name, address, _words(element))


def _words_at(root: XmlElement, key: str) -> str:
    for element in root.iter():
        if key in element.attrib.values():
            return _words(element)
    return ""


def _words(element: XmlElement) -> str:
    paragraph = element if element.tag == w("p") else next(element.iterancestors(w("p")), None)
    if paragraph is None:
        return ""
    return "".join(node.text or "" for node in paragraph.iter(w("t"))).strip()
