"""A hasty colleague: makes random edits to a Word report, with recording on or off.

It knows places by their bookmarks and writes the markup that Word writes. What a reader then sees is
told by :func:`accepted`, which shares nothing with the tool's own reader.
"""

import copy
import io
import random
import zipfile
from collections import Counter
from pathlib import Path

from lxml import etree

from kumareport.model.anchor import Anchor, Kind
from kumareport.office.package.package import XmlElement
from kumareport.office.word.word_document import read_word

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
WHO = {f"{W}author": "甲課 太郎", f"{W}date": "2026-11-22T10:00:00Z", f"{W}id": "9000"}
LETTERS = "市民と企業の割合は増減した&<>\"'①㎜〇12,.％「」（）・ＡＢ 　"
VALUES = (
    "12", "1,234.5", "▲0.6", "0.00", "99,999", "未集計", "－", "維持", "上昇", "60以上",
    "概ね良好", "7.25",
)  # fmt: skip
BULLETS = ("検証と課題", "方向性")
TEXTS = (*BULLETS, "注記")
MARKS = set("○△×")
_HEADER_ROWS = 2


class Editor:
    """Edits one file.

    Args:
        source: a report of the tool.
        chance: decides everything.
    """

    def __init__(self, source: Path, chance: random.Random) -> None:
        self._source = source
        self._chance = chance
        with zipfile.ZipFile(source) as package:
            self._root = etree.fromstring(package.read("word/document.xml"))
        issued = read_word(source).issued
        assert issued is not None
        anchors = {part.bookmark: part for p in issued.paragraphs for part in p.anchored}
        self._places: list[tuple[Anchor, str, XmlElement]] = []
        for paragraph in self._root.iter(f"{W}p"):
            for start in paragraph.findall(f"{W}bookmarkStart"):
                part = anchors.get(start.get(f"{W}name", ""))
                if part is not None and part.anchor is not None:
                    self._places.append((part.anchor, part.text, paragraph))
        self._touched: set[XmlElement] = set()
        self.done: Counter[str] = Counter()

    def edit(self, times: int) -> None:
        """Make so many edits, each at a place of its own."""
        kinds = {
            "値": ([Kind.VALUE], self._value),
            "名前": ([Kind.NAME, Kind.UNIT], self._rename),
            "書き換え": (TEXTS, self._rewrite),
            "書き足し": (TEXTS, self._type_into),
            "追加": (BULLETS, self._add),
            "削除": (BULLETS, self._delete),
            "移動": (BULLETS, self._move),
            "行の削除": ([Kind.NAME], self._delete_row),
        }
        names = list(kinds)
        weights = [6, 2, 4, 6, 5, 4, 4, 3]
        for _ in range(times * 3):
            if self.done.total() >= times:
                return
            name = self._chance.choices(names, weights)[0]
            wanted, act = kinds[name]
            free = [
                place
                for place in self._places
                if place[0].label in wanted and place[2] not in self._touched and place[1]
            ]
            if not free:
                continue
            anchor, text, paragraph = self._chance.choice(free)
            if act(anchor, text, paragraph, self._chance.random() < 0.5):
                self._touched.add(paragraph)
                self.done[name] += 1

    def type_anywhere(self, times: int) -> list[str]:
        """Type a word of its own into paragraphs of every sort, or as paragraphs of their own; the
        words."""
        paragraphs = [p for p in self._root.iter(f"{W}p") if _plain_runs(p)]
        words: list[str] = []
        for number, paragraph in enumerate(self._chance.sample(paragraphs, times)):
            words.append(f"語{number:03}語")
            recorded = self._chance.random() < 0.5
            run = _plain_runs(paragraph)[0]
            new = _wrapped(_with_text(run, words[-1]), "ins" if recorded else "")
            if self._chance.random() < 0.7:
                run.addnext(new)
                continue
            added = etree.Element(f"{W}p")
            added.append(new)
            if recorded:
                _mark(added, "ins")
            paragraph.addnext(added)
        return words

    def save(self, target: Path) -> Path:
        """Write the file as it is now."""
        data = etree.tostring(self._root, xml_declaration=True, encoding="UTF-8", standalone=True)
        out = io.BytesIO()
        with zipfile.ZipFile(self._source) as old, zipfile.ZipFile(out, "w") as new:
            for name in old.namelist():
                new.writestr(name, data if name == "word/document.xml" else old.read(name))
        target.write_bytes(out.getvalue())
        return target

    # --- edits: each tells whether it was possible --------------------------------------------

    def _value(self, anchor: Anchor, text: str, paragraph: XmlElement, recorded: bool) -> bool:
        return "\n" not in text and self._replace(paragraph, self._chance.choice(VALUES), recorded)

    def _rename(self, anchor: Anchor, text: str, paragraph: XmlElement, recorded: bool) -> bool:
        new = self._words() if anchor.kind is Kind.NAME else self._chance.choice(("件", "名", "㎏"))
        return self._replace(paragraph, new, recorded)

    def _rewrite(self, anchor: Anchor, text: str, paragraph: XmlElement, recorded: bool) -> bool:
        return self._replace(paragraph, self._words(), recorded)

    def _type_into(self, anchor: Anchor, text: str, paragraph: XmlElement, recorded: bool) -> bool:
        """Words typed into a text; some of what follows is taken out."""
        runs = _plain_runs(paragraph)
        if not runs:
            return False
        run = self._chance.choice(runs)
        said = run.findtext(f"{W}t") or ""
        at = self._chance.randrange(len(said) + 1)
        end = min(len(said), at + self._chance.choice((0, 0, 1, 4, 12)))
        pieces = [
            (_with_text(run, said[:at]), ""),
            (_with_text(run, said[at:end]), "del"),
            (_with_text(run, self._words()), "ins"),
            (_with_text(run, said[end:]), ""),
        ]
        for piece, kind in pieces:
            if kind == "del" and not recorded:
                continue
            if piece.findtext(f"{W}t"):
                run.addprevious(_wrapped(piece, kind if recorded else ""))
        _parent(run).remove(run)
        return True

    def _add(self, anchor: Anchor, text: str, paragraph: XmlElement, recorded: bool) -> bool:
        new = etree.Element(f"{W}p")
        properties = paragraph.find(f"{W}pPr")
        if properties is not None:
            new.append(copy.deepcopy(properties))
        run = etree.Element(f"{W}r")
        etree.SubElement(run, f"{W}t").set(XML_SPACE, "preserve")
        new.append(_wrapped(_with_text(run, self._words()), "ins" if recorded else ""))
        if recorded:
            _mark(new, "ins")
        if self._chance.random() < 0.5:
            # A cell's last bullet has the end of its box's bookmark behind its text.
            paragraph.addnext(new)
        else:
            paragraph.addprevious(new)
        self._touched.add(new)
        return True

    def _delete(self, anchor: Anchor, text: str, paragraph: XmlElement, recorded: bool) -> bool:
        if not recorded:
            return self._take_out(paragraph)
        if not _is_followed(paragraph):
            return False
        self._replace(paragraph, "", recorded=True)
        _mark(paragraph, "del")
        return True

    def _take_out(self, paragraph: XmlElement) -> bool:
        parent = _parent(paragraph)
        if len(parent.findall(f"{W}p")) < 2 or not _is_followed(paragraph):
            return False
        following = paragraph.getnext()
        assert following is not None
        # Word keeps the ends and starts of bookmarks that reach beyond what is deleted.
        own = {e.get(f"{W}id") for e in paragraph.iter(f"{W}bookmarkEnd")}
        for start in paragraph.findall(f"{W}bookmarkStart"):
            if start.get(f"{W}id") not in own:
                following.insert(1 if following.find(f"{W}pPr") is not None else 0, start)
        parent.remove(paragraph)
        return True

    def _move(self, anchor: Anchor, text: str, paragraph: XmlElement, recorded: bool) -> bool:
        """Elsewhere in the same box; only whole bullets that hold no part of a box's bookmark."""
        siblings = list(paragraph.itersiblings(f"{W}p", preceding=True))
        starts = {e.get(f"{W}id") for e in paragraph.iter(f"{W}bookmarkStart")}
        ends = {e.get(f"{W}id") for e in paragraph.iter(f"{W}bookmarkEnd")}
        if not siblings or starts != ends or not _is_followed(paragraph):
            return False
        target = self._chance.choice(siblings)
        if target in self._touched:
            return False
        if not recorded:
            target.addprevious(paragraph)
            return True
        came = copy.deepcopy(paragraph)
        for element in list(came.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")):
            _parent(element).remove(element)
        for run in _plain_runs(came):
            run.addprevious(_wrapped(copy.deepcopy(run), "moveTo"))
            came.remove(run)
        _mark(came, "ins")
        for run in _plain_runs(paragraph):
            run.addprevious(_wrapped(copy.deepcopy(run), "moveFrom"))
            paragraph.remove(run)
        _mark(paragraph, "del")
        target.addprevious(came)
        self._touched.add(came)
        return True

    def _delete_row(self, anchor: Anchor, text: str, paragraph: XmlElement, recorded: bool) -> bool:
        row = next(paragraph.iterancestors(f"{W}tr"))
        inside = list(row.iter(f"{W}p"))
        table = _parent(row)
        # A section without any indicator has no table at all in the next report.
        if table in self._touched or len(table.findall(f"{W}tr")) < _HEADER_ROWS + 2:
            return False
        following = row.getnext()
        merges = [*row.iter(f"{W}vMerge")]
        if following is not None and following.tag == f"{W}tr":
            below = [m for m in following.iter(f"{W}vMerge") if m.get(f"{W}val") != "restart"]
        else:
            below = []
        if (
            below
            or any(m.get(f"{W}val") != "restart" for m in merges)
            or self._touched & set(inside)
        ):
            return False
        self._touched.update([table, *inside])
        if not recorded:
            table.remove(row)
            return True
        properties = row.find(f"{W}trPr")
        if properties is None:
            properties = etree.Element(f"{W}trPr")
            row.insert(0, properties)
        etree.SubElement(properties, f"{W}del", WHO)
        for inner in inside:
            self._replace(inner, "", recorded=True)
        return True

    def _replace(self, paragraph: XmlElement, new: str, recorded: bool) -> bool:
        runs = _plain_runs(paragraph)
        if not runs:
            return False
        added = _wrapped(_with_text(runs[0], new), "ins" if recorded else "")
        if new:
            runs[-1].addnext(added)
        for run in runs:
            if recorded:
                run.addprevious(_wrapped(copy.deepcopy(run), "del"))
            paragraph.remove(run)
        return True

    def _words(self) -> str:
        text = "".join(self._chance.choices(LETTERS, k=self._chance.randrange(1, 25)))
        return text.strip() or "文"


def _plain_runs(paragraph: XmlElement) -> list[XmlElement]:
    return [run for run in paragraph.findall(f"{W}r") if run.find(f"{W}t") is not None]


def _parent(element: XmlElement) -> XmlElement:
    parent = element.getparent()
    assert parent is not None
    return parent


def _is_followed(paragraph: XmlElement) -> bool:
    following = paragraph.getnext()
    return following is not None and following.tag == f"{W}p"


def _with_text(run: XmlElement, text: str) -> XmlElement:
    new = copy.deepcopy(run)
    node = new.find(f"{W}t")
    assert node is not None
    for other in [e for e in new if e.tag in (f"{W}t", f"{W}br") and e is not node]:
        new.remove(other)
    node.text = text
    node.set(XML_SPACE, "preserve")
    return new


def _wrapped(run: XmlElement, kind: str) -> XmlElement:
    if not kind:
        return run
    outer = etree.Element(f"{W}{kind}", WHO)
    outer.append(run)
    if kind == "del":
        for node in run.findall(f"{W}t"):
            node.tag = f"{W}delText"
    return outer


def _mark(paragraph: XmlElement, kind: str) -> None:
    """Mark the paragraph's own end as inserted or deleted."""
    properties = paragraph.find(f"{W}pPr")
    if properties is None:
        properties = etree.Element(f"{W}pPr")
        paragraph.insert(0, properties)
    run_properties = properties.find(f"{W}rPr")
    if run_properties is None:
        run_properties = etree.SubElement(properties, f"{W}rPr")
    run_properties.insert(0, etree.Element(f"{W}{kind}", WHO))


def accepted(file: Path) -> list[str]:
    """The paragraphs that a reader sees with all changes accepted, without empty ones and marks."""
    with zipfile.ZipFile(file) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    texts: list[str] = []
    carried = ""
    for paragraph in root.iter(f"{W}p"):
        if any(
            row.find(f"{W}trPr/{W}del") is not None for row in paragraph.iterancestors(f"{W}tr")
        ):
            continue
        text = carried + "".join(
            "\n" if node.tag == f"{W}br" else node.text or ""
            for node in paragraph.iter(f"{W}t", f"{W}br")
            if not any(True for _ in node.iterancestors(f"{W}del", f"{W}moveFrom"))
        )
        carried = ""
        if paragraph.find(f"{W}pPr/{W}rPr/{W}del") is not None:
            carried = text
        elif text.strip() and text not in MARKS:
            texts.append(text)
    return texts
