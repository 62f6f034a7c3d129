"""Words in texts that fit last year's report and may not fit this year's."""

import unicodedata

from kumareport.model.period import Year, parse_year
from kumareport.patterns import regex

_YEAR = regex(r"(?:令和|平成|昭和|(?<![A-Z])[SHR])\s*(?:\d{1,2}|元)(?:年度?)?|(?:19|20)\d\d年度?")
_RELATIVE = regex(r"今年度?|本年度?|(?:一?昨|(?<!対)前)年度?|来年度?|次年度|翌年度|現時点|最新")


def stale_words(text: str, newest: Year) -> tuple[str, ...]:
    """The words of a text that speak of the year of last year's report, of the one after it, or of a
    year by its distance (昨年度), as typed.

    Args:
        text: the text.
        newest: the year of last year's report.
    """
    found: list[str] = []
    for match in _YEAR.finditer(unicodedata.normalize("NFKC", text)):
        year = parse_year(match[0])
        if year is not None and year.ad in (newest.ad, newest.ad + 1):
            found.append(match[0])
    found += _RELATIVE.findall(text)
    return tuple(dict.fromkeys(found))
