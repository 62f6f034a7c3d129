"""The headings that stand in the rows of a table, with the codes that number them."""

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from kumareport.importing.codes import coded
from kumareport.importing.found import FoundTable
from kumareport.importing.numbers import split_number
from kumareport.importing.placing import Placing
from kumareport.importing.placing_lines import RowCell
from kumareport.importing.quote import Quote
from kumareport.importing.targets import LEVELS, Choice, Goes
from kumareport.importing.words import meaning
from kumareport.model.form import FieldType

_DASHES = ("－", "-", "―", "ー", "‐", "–", "—")


class RowHeadings:
    """Opens the parts that the rows of a table name."""

    def __init__(self, placing: Placing, table: FoundTable, choices: Sequence[Choice]) -> None:
        self._placing = placing
        self._table = table
        self._has_codes = any(choice.target is Goes.CODE and not choice.name for choice in choices)

    def take(self, cells: Sequence[RowCell]) -> None:
        """Go on in the part that a row names, the shallowest heading first."""
        placing = self._placing
        codes = {c.quote: c for c in cells if c.choice.target is Goes.CODE and c.text.strip()}
        levels = sorted((c for c in cells if c.choice.target in LEVELS), key=_depth)
        for number, cell in enumerate(levels):
            depth = _depth(cell)
            code = self._code(cell, codes)
            is_field = code is not None and bool(codes[code].choice.name)
            text = self._text(cell, None if is_field else code)
            if code is not None and is_field:
                placing.placed(code, f"項目：{codes[code].choice.name}")
            if cell.placed.goes_on and self._is_open(depth, text):
                continue
            if text in _DASHES:
                placing.close(depth)
                placing.left(cell.quote, "この段の見出しがないことを示します")
                continue
            if number + 1 == len(levels) or not self._is_open(depth, text):
                placing.enter(depth, text, cell.choice.name)
                self._keep(codes.get(code) if code else None)
            placing.placed(cell.quote, "見出し")
        for quote in codes:
            placing.left(quote, "この番号の見出しが、同じ行にありません")

    def _text(self, cell: RowCell, code: Quote | None) -> str:
        """A heading behind the code that numbers it, unless it has a number of its own."""
        text = " ".join(cell.text.split())
        if text in _DASHES:
            return text
        if code is None:
            is_open = self._has_codes and self._open_text(_depth(cell)).endswith(f" {text}")
            return self._open_text(_depth(cell)) if is_open else text
        number = " ".join(code.text.split())
        if split_number(text)[0] or text.startswith(f"{number} "):
            self._placing.left(code, "見出しに番号があります")
            return text
        self._placing.placed(code, "見出しの番号")
        return f"{number} {text}"

    def _keep(self, code: RowCell | None) -> None:
        """A code that counts nothing is a field of the heading."""
        if code is not None and code.choice.name:
            field = replace(code.choice, target=Goes.FIELD, type=code.choice.type or FieldType.TEXT)
            self._placing.field_of_part(field, (code.text, ""), code.quote)

    def _code(self, cell: RowCell, codes: Mapping[Quote, RowCell]) -> Quote | None:
        """The code of a heading: of the column that says so, else of the one just before it."""
        known = meaning(self._words(cell))
        for quote, code in codes.items():
            numbered = coded(self._words(code))
            is_its = known is not None and numbered is known.target
            if is_its or (numbered is None and code.placed.last + 1 == cell.placed.first):
                return quote
        return None

    def _words(self, cell: RowCell) -> str:
        return self._table.columns[cell.placed.first].text

    def _is_open(self, depth: int, text: str) -> bool:
        return self._open_text(depth) == text

    def _open_text(self, depth: int) -> str:
        path = self._placing.path
        return path[depth - 1].text if len(path) >= depth else ""


def _depth(cell: RowCell) -> int:
    return LEVELS.index(cell.choice.target) + 1
