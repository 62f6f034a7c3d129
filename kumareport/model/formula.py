"""What a field is computed from, as 「選択肢または方式」 says it: 決算額÷予算額, 決算額の計, 合計点から総合."""

import unicodedata

from msgspec import Struct

from kumareport.patterns import regex

_PRODUCTS = {"÷": "÷", "/": "÷", "+": "＋", "-": "−", "−": "−"}
_TERMS = regex(r"[÷/+\-−]")


class Formula(Struct, frozen=True):
    """How a field is computed.

    Attributes:
        operator: ÷, −, ＋ (of any number), 計 (of all years), or から (a mark by the bounds of points).
        terms: the names of the fields that it is computed from.
        scheme: of から: the name of the 方式; empty for the first one.
    """

    operator: str
    terms: tuple[str, ...]
    scheme: str = ""


def read_formula(text: str) -> Formula | None:
    """Read how a number is computed; None for what is no such thing."""
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    total = regex(r"(.+)の計").fullmatch(plain)
    if total:
        return Formula("計", (total[1],))
    terms, operators = tuple(_TERMS.split(plain)), set(_TERMS.findall(plain))
    if len({_PRODUCTS[operator] for operator in operators}) != 1 or not all(terms):
        return None
    operator = _PRODUCTS[operators.pop()]
    return Formula(operator, terms) if len(terms) == 2 or operator == "＋" else None


def read_points(text: str) -> Formula | None:
    """Read which points give a mark, and by which 方式; None where people give it."""
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    found = regex(r"(.+?)から(.*)").fullmatch(plain)
    return Formula("から", (found[1],), found[2]) if found else None
