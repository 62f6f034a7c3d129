"""Years written wrongly: eras that had no such year, and 和暦 beside another 西暦."""

from collections.abc import Iterator

from kumareport.narrative.sentences import flatten
from kumareport.narrative.windows import year_of
from kumareport.patterns import regex

_LAST_YEAR = {"明治": 45, "大正": 15, "昭和": 64, "平成": 31}
_PAIR = regex(r"((?:令和|平成|昭和)(?:元|\d{1,2})年度?)\((\d{4})(?:年度?)?\)")
_REVERSED = regex(r"(\d{4})年?(?:度)?\(((?:令和|平成|昭和)(?:元|\d{1,2})年度?)\)")
_ERA = regex(r"(明治|大正|昭和|平成)(\d{1,3})年")


def wrong_years(text: str) -> Iterator[tuple[str, str]]:
    """The wrong years of a text: the words, and why they are wrong."""
    plain = flatten(text)
    pairs = [(match[0], match[1], match[2]) for match in _PAIR.finditer(plain)]
    pairs += [(match[0], match[2], match[1]) for match in _REVERSED.finditer(plain)]
    for words, era, western in pairs:
        year = year_of(era)
        if year is not None and year != int(western):
            yield words, f"{era}は {year} 年です"
    for match in _ERA.finditer(plain):
        last = _LAST_YEAR[match[1]]
        if int(match[2]) > last or int(match[2]) == 0:
            yield match[0], f"{match[1]}は {last} 年までです"
