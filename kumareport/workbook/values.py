"""A value cell as Excel holds it → a value of the model."""

import unicodedata

from msgspec.structs import replace

from kumareport import notation
from kumareport.model.location import Location
from kumareport.model.problem import Problem, ProblemKind
from kumareport.model.value import BLANK, Fault, Value, ValueKind
from kumareport.office.excel.references import Merge
from kumareport.office.excel.spreadsheet import Cell, CellKind
from kumareport.office.package.text import UNPRINTABLE, printable
from kumareport.patterns import regex
from kumareport.wording.doubts import doubt
from kumareport.workbook.lettering import lettering_problems, said_of_raised_digits
from kumareport.workbook.seen import is_date, is_hidden, seen, struck

_DATE = "Excel が入力を日付に変えています（例：「3-1」や「1/2」と打つと日付になります）"
_TIME = (
    "Excel が入力を時刻に変えています（「8:30」と打つと時刻になります）。表示形式を「文字列」にして、"
    "「8分30秒」「8時間30分」のように打ってください"
)
_DAY = regex("[/年月日]")
_ERRORS = {
    "#DIV/0!": "0 で割る計算",
    "#N/A": "見つからない値の参照",
    "#NAME?": "関数名や名前の打ち間違い",
    "#NULL!": "セル範囲の書き間違い",
    "#NUM!": "計算できない数値",
    "#REF!": "削除されたセルの参照",
    "#VALUE!": "文字を含むセルの計算",
}


def sanitize(text: str) -> tuple[str, str]:
    """The text without characters that neither XML nor Word can hold, and what was removed.

    Returns:
        The clean text, and the removed characters' code points (``U+0001``) joined by commas.
    """
    removed = [] if text.isprintable() else sorted(set(UNPRINTABLE.findall(text)))
    if not removed:
        return text, ""
    clean = printable(text)
    return clean, "、".join(f"U+{ord(char):04X}" for char in removed)


def read_value(cell: Cell | None, unit: str, location: Location, problems: list[Problem]) -> Value:
    """Read one value cell; what cannot be a value is UNREADABLE with a reason."""
    if cell is None:
        return BLANK
    gone = cell.struck
    if cell.kind is CellKind.NUMBER and not gone and not is_date(cell):
        return notation.from_number(cell.text, cell.number_format, unit)
    if gone.strip():
        problems.append(Problem(ProblemKind.STRUCK_TEXT, location, seen=struck(cell)))
    if not cell.kept and cell.kind is not CellKind.NO_RESULT:
        return BLANK
    if cell.kind is CellKind.TEXT:
        return _read_text(cell, unit, location, problems)
    if cell.kind is CellKind.NUMBER:
        return Value(
            ValueKind.UNREADABLE,
            seen(cell),
            reason=_TIME if ":" in seen(cell) and not _DAY.search(seen(cell)) else _DATE,
            fault=Fault.DATE,
        )
    if cell.kind is CellKind.ERROR:
        why = _ERRORS.get(cell.text, "計算の誤り")
        reason = f"数式の結果がエラー（{why}）になっています"
        return Value(ValueKind.UNREADABLE, cell.text, reason=reason, fault=Fault.EXCEL_ERROR)
    if cell.kind is CellKind.BOOLEAN:
        reason = "数値ではなく論理値（TRUE／FALSE）です"
        return Value(ValueKind.UNREADABLE, seen(cell), reason=reason, fault=Fault.EXCEL_ERROR)
    return Value(
        ValueKind.UNREADABLE,
        "（結果のない数式）",
        reason="数式の計算結果が保存されていません。Excel で開いて上書き保存すると入ります",
        fault=Fault.NO_RESULT,
    )


def _read_text(cell: Cell, unit: str, location: Location, problems: list[Problem]) -> Value:
    text, removed = sanitize(seen(cell) or cell.kept)
    if removed:
        problems.append(Problem(ProblemKind.UNPRINTABLE, location, removed, text))
    raised = said_of_raised_digits(cell)
    if raised:
        return Value(ValueKind.UNREADABLE, text, reason=raised, fault=Fault.NOTATION)
    problems += lettering_problems(cell, location)
    if is_hidden(cell):
        problems.append(Problem(ProblemKind.UNSEEN, location, seen=text))
    value = replace(notation.parse(text, unit), is_text=True)
    has_unit = unicodedata.normalize("NFKC", unit).strip("-ー― ") != ""
    if value.kind is ValueKind.QUALITATIVE and has_unit and not value.shown:
        has_digit = any(char.isdigit() for char in value.raw)
        return replace(
            value,
            kind=ValueKind.UNREADABLE,
            reason=doubt(*map(notation.normalize, (text, unit))) if has_digit else _NO_WORD,
            fault=Fault.NOTATION if has_digit else Fault.WORD,
        )
    return value


_NO_WORD = "決められた語（中止・未集計・調査中・未実施・未公表・該当なし・-、検証値なら 上昇・減少・維持）ではありません"


class Merges:
    """The merged ranges of a sheet."""

    def __init__(self, merges: list[Merge]) -> None:
        self._merges = merges

    def top(self, row: int, column: int) -> int:
        """The first row of the range that covers a cell; the row itself where none does."""
        for merge in self._merges:
            if merge.top <= row <= merge.bottom and merge.left <= column <= merge.right:
                return merge.top
        return row

    def span(self, row: int, column: int, columns: list[int]) -> int:
        """Over how many of the columns a cell reaches: 1, more where merged, 0 where covered."""
        for merge in self._merges:
            if merge.top <= row <= merge.bottom and merge.left <= column <= merge.right:
                if merge.left == merge.right:
                    return 1
                inside = [number for number in columns if merge.left <= number <= merge.right]
                return len(inside) if inside and inside[0] == column else 0
        return 1
