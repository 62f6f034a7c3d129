"""The sheet 記入要領 of a form: what a department does, and nothing that only the office can do."""

from collections.abc import Iterator, Sequence

from openpyxl.styles import Alignment, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from kumareport.model.numbering import numbered
from kumareport.model.period import Role
from kumareport.workbook import layout
from kumareport.workbook.cell_text import lines_needed
from kumareport.workbook.form_columns import COMPUTED_COLUMN
from kumareport.workbook.form_needs import FormNeeds, named
from kumareport.workbook.form_sheet import NEWEST_SIGN
from kumareport.workbook.guide import NOTATIONS
from kumareport.workbook.layout import Column
from kumareport.workbook.looks import BOX, letters, put, set_up_print

_TEXT, _LABEL = letters(10), letters(10, bold=True)
_MIDDLE = Alignment(vertical="center", wrap_text=True)
_HEAD = PatternFill("solid", fgColor="DDEBF7")
_WIDTHS = (26, 94)
_KEPT = ("維持", f"{Role.TARGET}が「維持」の指標の実績", "")


def _steps(needs: FormNeeds) -> Iterator[tuple[str, str]]:
    """What to do, in order: a heading and how."""
    if needs.actual:
        older = f"ほかの年の{needs.actual}も、違っていれば直せます。" if needs.has_older else ""
        yield (
            "値を入れる",
            f"「{NEWEST_SIGN}」の列の、濃い黄色のセルに今年の{needs.actual}を入れます。{older}",
        )
    if needs.fields:
        number = "数や金額は、単位を付けずに入れます。" if needs.has_numbers else ""
        yield (
            "項目に記入する",
            f"{named(needs.fields)}の黄色のセルに記入します。▼ の出るセルでは、一覧から選びます。{number}",
        )
    if needs.texts:
        yield (
            "文を書く",
            f"「{Column.TEXT}」の黄色のセルを書き直します。箇条書き１つを１行に書き、行頭の「・」「○」は付けません。",
        )
        yield (
            "文を増やす",
            "文の前と後に空いた黄色の行があります。足りなければ、文の行の番号を右クリックして「挿入」を選び、その行に書きます。",
        )
        yield (
            "文を消す",
            "文のセルを空にします。行の番号を右クリックして「削除」を選んでも、取消線を引いても構いません。",
        )
        yield (
            "順番を変える",
            "動かす文の行を切り取り、入れたい所の行を右クリックして「切り取ったセルの挿入」を選びます。できないときは、文のセルどうしを入れ替えてください。",
        )
    if needs.is_judged:
        again = "値を直すと、取りまとめのときに判定し直します。" if needs.actual else ""
        by_hand = "記号を入れる必要はありません。" if needs.may_mark else ""
        yield (
            "進捗を見る",
            f"「{COMPUTED_COLUMN}」は、今の値で付く記号と、その計算です。{again}{by_hand}",
        )
    yield (
        "伝える",
        f"黄色でないセルを直したいときや質問は、「{layout.OPINION_COLUMN}」に書くか、セルにコメントを付けます。",
    )
    yield "返す", "上書き保存して、このファイルを返送します。ファイル名は変えても構いません。"


def _notes(needs: FormNeeds) -> Iterator[tuple[str, str]]:
    """What else is good to know."""
    yield (
        "絞り込み",
        "▼ で絞り込めます。絞り込んだまま返送しても、隠れた行も読み取ります。並べ替えはできません（行が元の見出しから離れるためです）。",
    )
    if needs.indicators:
        yield (
            "指標の行",
            f"{named(needs.indicators)}の行は、足すことも消すこともできません。要るときは、「{layout.OPINION_COLUMN}」に書いてください。",
        )
    beyond = "右にある古い年度などの列は、画面で見られます。" if needs.has_beyond else ""
    yield (
        "紙に印刷する",
        f"{'・'.join(needs.papers)} 横で、「{layout.OPINION_COLUMN}」までを印刷します。{beyond}",
    )
    marks = f"「{Column.MARK}」「{Column.REASON}」は、自動の判定を変えたいときだけ、記号を選んで理由を書きます。"
    yield (
        "印刷しない列",
        f"{marks if needs.may_mark else ''}「{Column.MEMO}」は報告書に載りません。",
    )


def _notations(needs: FormNeeds, target: str) -> Iterator[tuple[str, str]]:
    """How values are typed that the department fills in: not those of targets, which are locked."""
    if not needs.actual:
        return
    of_values = [notation for notation in NOTATIONS if not notation[1].startswith(Role.TARGET)]
    for how, what, more in (*of_values, _KEPT):
        said = f"{what}。{more}".rstrip("。").replace(Role.TARGET, target)
        yield how, said.replace("指標の実績", f"指標の{needs.actual}") + "。"


def write_form_guide(sheet: Worksheet, needs: FormNeeds, target: str) -> None:
    """Fill the sheet in: steps, what else is good to know, notations.

    Args:
        sheet: the sheet.
        needs: what the form asks.
        target: what the form calls its targets.
    """
    for letter, width in zip("AB", _WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    put(sheet, 1, 1, layout.GUIDE_SHEET).font = letters(16, "1F3864", bold=True)
    steps = [
        (f"{numbered('１', number)}　{what}", how)
        for number, (what, how) in enumerate(_steps(needs), 1)
    ]
    row = _block(sheet, 3, "記入のしかた", steps)
    row = _block(sheet, row, "そのほか", [*_notes(needs)])
    notations = [*_notations(needs, target)]
    if notations:
        _block(sheet, row, "値の書き方", notations)
    set_up_print(sheet, landscape=False, paper=sheet.PAPERSIZE_A4, repeat="1:1")
    sheet.sheet_view.showGridLines = False


def _block(sheet: Worksheet, row: int, title: str, lines: Sequence[tuple[str, str]]) -> int:
    put(sheet, row, 1, title).font = letters(12, "1F3864", bold=True)
    for label, text in lines:
        row += 1
        for column, content in enumerate((label, text), 1):
            cell = put(sheet, row, column, content)
            cell.font = _LABEL if column == 1 else _TEXT
            cell.alignment = _MIDDLE
            cell.border = BOX
            if column == 1:
                cell.fill = _HEAD
        count = max(lines_needed(t, w) for t, w in zip((label, text), _WIDTHS, strict=True))
        sheet.row_dimensions[row].height = 8 + 14 * count
    return row + 2
