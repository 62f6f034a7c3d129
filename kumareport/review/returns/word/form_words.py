"""The words that a page of the form prints beside what the departments write."""

import unicodedata

from kumareport.model.anchor import Kind
from kumareport.review.book.book import Book

OF_A_ROW = (Kind.GROUP, Kind.NAME, Kind.NAME_NOTE, Kind.UNIT, Kind.VALUE, Kind.MARK, Kind.FIELD)
"""What stands in the row of an indicator."""
_LEGEND = "グラフの ● は実績、◆ は検証値"
_FORM_WORDS = {"検証指標", "指標", "単位", "年度", "グラフ", _LEGEND, *map(str, Kind)}
"""Words of the standard template."""


def is_of_form(text: str, known: set[str]) -> bool:
    """Whether a text is made of the form's own words, such as 「○：検証値を達成」."""
    rest = word_key(text)
    for word in sorted(known, key=len, reverse=True):
        rest = rest.replace(word, "")
    return not rest.strip("：:・、()[]【】/")


def words_of_form(book: Book) -> set[str]:
    """The words that the form prints beside the texts."""
    kinds = (*OF_A_ROW, Kind.TEXT, Kind.SECTION)
    printed = {word_key(text) for anchor, text in book.printed.items() if anchor.kind not in kinds}
    years = {word_key(p.tier) for c in book.report.chapters for p in c.periods}
    form = {word for kind in book.report.settings.form.kinds for word in (kind.name, kind.heading)}
    return {word for word in printed | years | set(map(word_key, _FORM_WORDS | form)) if word}


def word_key(text: str) -> str:
    """A text without the differences of width and space that copying makes."""
    return "".join(unicodedata.normalize("NFKC", text).split())
