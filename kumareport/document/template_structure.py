"""Whether the tags that stand for a paragraph, a row or a cell stand alone in it, and whether what
they begin ends at the same place of the document."""

from collections.abc import Iterator

from docx.oxml.ns import qn

from kumareport.document.template_lines import TemplateLine
from kumareport.office.package.package import XmlElement
from kumareport.office.word.tag_text import BLOCK, TAG, paragraph_text
from kumareport.patterns import regex

_HOLDERS = {"p": "段落", "tr": "表の行", "tc": "表のセル"}
_SEEN = {
    "w:drawing": "図", "w:pict": "図", "w:object": "図", "w:sectPr": "セクション区切り",
    "w:footnoteReference": "脚注", "w:endnoteReference": "文末脚注", "w:fldChar": "フィールド",
}  # fmt: skip
_COMMAND = regex(r"\{%-?\s*(?:(p|tr|tc|r)\s+)?(for|if|elif|else|endfor|endif)\b")
_ENDS = {"endfor": "for", "endif": "if"}

Fault = tuple[str, TemplateLine, str]


def faults_of_structure(lines: list[TemplateLine]) -> Iterator[Fault]:
    """The faults of a part, each with its code, its line and what is wrong."""
    yield from _crowded(lines)
    yield from _apart(lines)


def _crowded(lines: list[TemplateLine]) -> Iterator[Fault]:
    """What would vanish with a tag that stands for its paragraph, row or cell."""
    for line in lines:
        block = None if line.paragraph is None else BLOCK.search(paragraph_text(line.paragraph))
        if block is None or line.paragraph is None:
            continue
        holder = _holder(line.paragraph, block[1])
        if holder is None:
            yield "T04", line, f"{{%{block[1]} のタグが、表の外にあります"
            continue
        name = _HOLDERS[block[1]]
        paragraphs = [holder] if block[1] == "p" else list(holder.iter(qn("w:p")))
        text = "".join(map(paragraph_text, paragraphs))
        tags = TAG.findall(text)
        rest = TAG.sub("", text).strip()
        thing = next((_SEEN[k] for k in _SEEN if next(holder.iter(qn(k)), None) is not None), "")
        if any(br.get(qn("w:type")) in ("page", "column") for br in holder.iter(qn("w:br"))):
            thing = "改ページ"
        if len(tags) > 1:
            shown = " ".join(tags)
            yield "T11", line, f"{name}のタグと同じ{name}に、ほかのタグがあります：{shown[:60]}"
        elif rest or thing:
            yield (
                "T11",
                line,
                f"{name}のタグと同じ{name}に、消える{thing or '文字'}があります{f'：{rest[:40]}' if rest else ''}",
            )


def _holder(paragraph: XmlElement, kind: str) -> XmlElement | None:
    return paragraph if kind == "p" else next(paragraph.iterancestors(qn(f"w:{kind}")), None)


def _apart(lines: list[TemplateLine]) -> Iterator[Fault]:
    """Loops and conditions that begin at one place and end at another."""
    open_blocks: list[tuple[str, str, XmlElement | None, TemplateLine]] = []
    for line in lines:
        for kind, word in _COMMAND.findall(line.text):
            place = _place(line, kind)
            if word in ("for", "if"):
                open_blocks.append((kind, word, place, line))
                continue
            if not open_blocks or (word in _ENDS and open_blocks[-1][1] != _ENDS[word]):
                return  # Unbalanced: the parser tells.
            opener, _, begun, first = open_blocks[-1]
            if place is not begun or _group(kind) != _group(opener):
                words = first.text.strip()[:40]
                yield (
                    "T04",
                    line,
                    f"始まり（{words}）と終わりの場所が合いません。同じ段落の並び・表・行の中に、同じ種類のタグで書いてください",
                )
                return
            if word in _ENDS:
                open_blocks.pop()


def _group(kind: str) -> str:
    return kind if kind in _HOLDERS else ""


def _place(line: TemplateLine, kind: str) -> XmlElement | None:
    """What a tag's paragraph, row or cell must share with the tag that ends it."""
    holder = None if line.paragraph is None else _holder(line.paragraph, _group(kind) or "p")
    return None if holder is None else holder.getparent()
