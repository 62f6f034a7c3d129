"""Found texts as a workbook stores them."""

import re
import unicodedata

from kumareport.importing.draft import Stored
from kumareport.importing.quote import Quote
from kumareport.importing.units import worded_number
from kumareport.language.signs import MINUS_SIGNS
from kumareport.patterns import regex

_PLAIN = regex(rf"([{MINUS_SIGNS}]?)\s*(\d{{1,3}}(?:,\d{{3}})+|\d{{1,15}})(?:\.(\d{{1,6}}))?")
_WITH_UNIT = regex(rf"([{MINUS_SIGNS}]?[\d,.]*\d)\s*([^\d\s().,以未超~～※-]{{1,6}})")
_VALUE = regex(r"[▲△−‐-]?\s*[\d,]*\d(?:\.\d+)?\s*[^\d\s。、]{0,6}(?:\([^()]*\))?")
_YEARLY = regex(
    r"(?P<year>(?:[SHR]\d{1,2}|(?:昭和|平成|令和)(?:\d{1,2}|元)|20\d\d)(?!\d)(?:年度?)?)[\s:：]*"
    rf"(?P<number>[{MINUS_SIGNS}]?[\d,]*\d(?:\.\d+)?)(?P<unit>[^\d\s、,/]{{0,4}}?)(?=[\s、,/]|$)[\s、,/]*"
)
_YEARLY_TEXT = regex(rf"(?:{regex(r'[(][?]P<[a-z]+>').sub('(?:', _YEARLY.pattern)}){{1,}}")
_BULLET = regex(r"[・●○■◆◇□▪▶►\-－‐*＊]\s*|(?:\(\d{1,2}\)|[①-⑳]|\d{1,2}[.．)）])\s*")
_MARK = regex(r"[・●■◆▪▶►]\s*")
_NO_RESULT = "（結果のない数式"


def is_lost_formula(quote: Quote) -> bool:
    """Whether a cell holds a formula whose result the file does not keep."""
    return quote.text.startswith(_NO_RESULT)


def is_number(text: str) -> bool:
    """Whether a text is a value: a number, perhaps with its unit or year."""
    return _VALUE.fullmatch(unicodedata.normalize("NFKC", text).strip()) is not None


def stored_value(quote: Quote, unit: str = "") -> tuple[Stored, str]:
    """A value as a cell stores it, and the unit that stood behind it; empty for none.

    Args:
        quote: the value.
        unit: that of its indicator, where known.
    """
    if quote.value is not None:
        return (quote.value, quote.number_format), ""
    text = regex(r"\s*\n\s*(?=[(（])").sub("", quote.text.strip())
    plain = unicodedata.normalize("NFKC", text)
    match = _PLAIN.fullmatch(plain)
    if match is not None:
        return _number(match), ""
    typed = _WITH_UNIT.fullmatch(plain)
    number = _PLAIN.fullmatch(typed[1]) if typed else None
    if typed is not None and number is not None and typed[2] not in ("年", "年度"):
        return _number(number), typed[2]
    worded, own = worded_number(text, unit)
    if worded:
        return (int(worded) if worded.isdigit() else worded, ""), own
    return (text, ""), ""


def yearly_values(text: str) -> list[tuple[str, Stored, str]]:
    """The values of several years in one text, each with its year and unit: R5 48,250千円　R6 52,310千円.

    Returns:
        Nothing where the text says anything else.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    if not _YEARLY_TEXT.fullmatch(plain):
        return []
    found: list[tuple[str, Stored, str]] = []
    for match in _YEARLY.finditer(plain):
        number = _PLAIN.fullmatch(match["number"])
        if number is None:
            return []
        found.append((match["year"], _number(number), match["unit"]))
    return found


_PICKED = "■☑☒✓✔●レ"
_OPTION = regex(r"([■☑☒✓✔●レ□☐○])\s*([^■☑☒✓✔●□☐○\s]{1,12})")


def _number(match: re.Match[str]) -> Stored:
    sign, digits, decimals = match[1], match[2].replace(",", ""), match[3] or ""
    if len(digits) > 1 and digits.startswith("0"):
        return match[0], ""
    code = ("#,##0" if len(digits) > 3 else "0") + ("." + "0" * len(decimals) if decimals else "")
    value: float | int = float(f"{digits}.{decimals}") if decimals else int(digits)
    return (-value if sign else value), code


def picked(text: str) -> str:
    """The word that is picked of several, each behind a box: ■拡充　□継続; empty for any other text."""
    options = _OPTION.findall(text)
    rest = _OPTION.sub("", text).strip(" 　・、/／\n")
    marked = [word.strip() for box, word in options if box in _PICKED]
    is_choice = len(options) > 1 and len(marked) == 1 and not rest
    return marked[0] if is_choice and len({box for box, _ in options}) > 1 else ""


def bullets(quote: Quote) -> list[str]:
    """The bullets of a text: a paragraph each, or a line each where every line is one."""
    if quote.items:
        # In Word a line break inside a paragraph is meant.
        return [item for text in quote.items for item in _lines(text, by_sentence=False)]
    return _lines(quote.text, by_sentence=True)


def _lines(text: str, *, by_sentence: bool) -> list[str]:
    lines = [line.strip() for line in text.strip().split("\n")]
    lines = [line for line in lines if line]
    if len(lines) < 2:
        return [_bare(line) for line in lines]
    if not any(map(_BULLET.match, lines)):
        whole = by_sentence and all(line.endswith("。") for line in lines[:-1])
        return lines if whole else [text.strip()]
    if not _BULLET.match(lines[0]):
        return [text.strip()]
    found: list[str] = []
    for line in lines:
        if _BULLET.match(line) or not found:
            found.append(_bare(line))
        else:
            found[-1] = f"{found[-1]}\n{line}"
    return found


def _bare(line: str) -> str:
    """A line without the mark that the report's own bullets stand for; ※ and numbers stay."""
    return _MARK.sub("", line, count=1) if _MARK.match(line) and len(line) > 2 else line
