"""The sheet 記入要領 of a form: what a department does, and nothing that only the office can do."""

from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from kumareport.model.period import Role
from kumareport.workbook import layout
from kumareport.workbook.cell_text import lines_needed
from kumareport.workbook.form_columns import COMPUTED_COLUMN
from kumareport.workbook.form_sheet import NEWEST_SIGN
from kumareport.workbook.guide import NOTATIONS
from kumareport.workbook.layout import Column
from kumareport.workbook.looks import BOX, FONT, put, set_up_print

_HEAD = PatternFill("solid", fgColor="DDEBF7")
_WIDTHS = (26, 94)
_STEPS = (
    ("１　値を入れる", f"「{NEWEST_SIGN}」の列の、濃い黄色のセルに今年の実績を入れます。ほかの年の実績も、違っていれば直せます。"),
    ("２　文を書く", f"「{Column.TEXT}」の黄色のセルを書き直します。箇条書き１つを１行に書き、行頭の「・」「○」は付けません。"),
    ("３　文を増やす", "文の前と後に空いた黄色の行があります。足りなければ、文の行の番号を右クリックして「挿入」を選び、その行に書きます。"),
    ("４　文を消す", "文のセルを空にします。行の番号を右クリックして「削除」を選んでも、取消線を引いても構いません。"),
    ("５　順番を変える", "動かす文の行を切り取り、入れたい所の行を右クリックして「切り取ったセルの挿入」を選びます。できないときは、文のセルどうしを入れ替えてください。"),
    ("６　進捗を見る", f"「{COMPUTED_COLUMN}」は、今の値で付く記号と、その計算です。値を直すと、取りまとめのときに判定し直します。記号を入れる必要はありません。"),
    ("７　伝える", f"黄色でないセルを直したいときや質問は、「{layout.OPINION_COLUMN}」に書くか、セルにコメントを付けます。"),
    ("８　返す", "上書き保存して、このファイルを返送します。ファイル名は変えても構いません。"),
)  # fmt: skip
_NOTES = (
    ("絞り込み", "▼ で絞り込めます。絞り込んだまま返送しても、隠れた行も読み取ります。並べ替えはできません（文が節から離れるためです）。"),
    ("指標の行", "指標の行は、足すことも消すこともできません。要るときは、意見の欄に書いてください。"),
    ("紙に印刷する", f"A4 横（項目の列が多いときは A3 横）で、「{layout.OPINION_COLUMN}」までを印刷します。右にある古い年度などの列は、画面で見られます。"),
    ("印刷しない列", f"「{Column.MARK}」「{Column.REASON}」は、自動の判定を変えたいときだけ、記号を選んで理由を書きます。「{Column.MEMO}」は報告書に載りません。"),
)  # fmt: skip


def write_form_guide(sheet: Worksheet, target: str) -> None:
    """Fill the sheet in: steps, what else is good to know, notations.

    Args:
        sheet: the sheet.
        target: what the form calls its targets.
    """
    for letter, width in zip("AB", _WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    put(sheet, 1, 1, layout.GUIDE_SHEET).font = Font(FONT, size=16, bold=True, color="1F3864")
    row = _block(sheet, 3, "記入のしかた", _STEPS)
    row = _block(sheet, row, "そのほか", _NOTES)
    notations = tuple(
        (how, f"{what}。{more}".rstrip("。").replace(Role.TARGET, target) + "。")
        for how, what, more in NOTATIONS
    )
    _block(sheet, row, "値の書き方", notations)
    set_up_print(sheet, landscape=False, paper=sheet.PAPERSIZE_A4, repeat="1:1")
    sheet.sheet_view.showGridLines = False


def _block(sheet: Worksheet, row: int, title: str, lines: tuple[tuple[str, str], ...]) -> int:
    put(sheet, row, 1, title).font = Font(FONT, size=12, bold=True, color="1F3864")
    for label, text in lines:
        row += 1
        for column, content in enumerate((label, text), 1):
            cell = put(sheet, row, column, content)
            cell.font = Font(FONT, size=10, bold=column == 1)
            cell.alignment = Alignment(vertical="center", wrap_text=True)
            cell.border = BOX
            if column == 1:
                cell.fill = _HEAD
        count = max(lines_needed(t, w) for t, w in zip((label, text), _WIDTHS, strict=True))
        sheet.row_dimensions[row].height = 8 + 14 * count
    return row + 2
