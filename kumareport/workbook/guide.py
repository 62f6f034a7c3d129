"""The sheet 記入要領: how to fill the workbook in."""

from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, PatternFill, Side
from openpyxl.worksheet.worksheet import Worksheet

from kumareport.model.field_columns import is_computed
from kumareport.model.form import FieldType, Form, FormField
from kumareport.model.period import Role
from kumareport.model.record_kind import Shape, TextRole
from kumareport.workbook.known_looks import merge_row
from kumareport.workbook.looks import letters, put, set_up_print

_SIDE = Side(style="thin", color="BFBFBF")
_BOX = Border(left=_SIDE, right=_SIDE, top=_SIDE, bottom=_SIDE)
_HEAD = PatternFill("solid", fgColor="DDEBF7")
_DARK = "1F3864"
_LEFT = Alignment(vertical="center", wrap_text=True)
_CENTRED = Alignment(horizontal="center", vertical="center", wrap_text=True)

_STEPS = (
    ("１", "自分の課の節を探します。", "章のシートを開き、「所管課」の見出しの ▼ で自分の課に絞り込めます。"),
    ("２", "実績を入れます。", "「実績」の最新年度の列に値を入れます。桁区切りや小数の桁は、見せたいとおりの表示形式にします。"),
    ("３", "{boxes}を書きます。", "箇条書き１つを１行に書きます。行頭の「・」「○」は付けません。増やすときは行を挿入し、「区分」を選びます。行は節の中の順に載るので、表全体の並べ替えはしません（絞り込みは構いません）。"),
    ("４", "進捗は空欄のままにします。", "○△×は検証値と実績から自動で判定します。変える必要があるときだけ記号を選び、「判定の理由」を書きます。"),
)  # fmt: skip
_COLUMNS = (
    ("区分", "すべての行", "{kinds} から選びます。節の行から次の節の行の前までが、その節の内容です。"),
    ("所管課", "節・指標", "設定の所管課一覧から選びます。２つの課なら「Ａ課、Ｂ課」と入れます。指標の行が空欄なら、節の所管課と同じとみなします。"),
    ("大項目", "指標", "複数の指標で１つの進捗を付けるときの共通の名前です。続く行に同じ名前を入れます。"),
    ("項目名・本文", "すべての行", "節の題名、指標名、箇条書きの文、注記。指標名の２行目以降に「※…」と書くと、名前の下の小さな注になります。"),
    ("単位", "指標", "％、人、件、g/人・日 など。単位のない質的な指標は「-」とします。"),
    ("基準値・実績・検証値", "指標", "下の「値の書き方」のとおりに入れます。"),
    ("望ましい方向", "指標", "検証値と基準値が同じ値のときに、上昇・減少のどちらが良いかを選びます。ほかは空欄で構いません。"),
    ("グラフ", "指標", "グラフを載せないときは「無」を選びます。"),
    ("グラフ題名", "指標", "指標名より短い題名にしたいときに入れます。"),
    ("備考", "すべての行", "連絡用です。報告書には載りません。"),
)  # fmt: skip
NOTATIONS = (
    ("44.6　5,460", "数値", "全角で打っても読み取ります（例：４４．６）。"),
    ("▲0.6　△0.18　-1.3", "負の数", "報告書では、どれか１つの記号にそろえます。"),
    ("41（H26）", "その年度と違う年のデータ", "値の後ろに年度をかっこで書きます。"),
    (
        "5,345（概数）　945（見込み）",
        "確定していない値",
        "概数・見込み・推計・速報 のどれかを書きます。",
    ),
    (
        "64.4（改定）",
        "公表したあとで改めた過去の値",
        "改定・訂正 などと書くと、前の年との点検で指摘しません。",
    ),
    ("7,000以上　881以下", "検証値（向きつき）", "未満・超も使えます。"),
    ("上昇　減少　維持", "検証値（言葉）", "基準値と比べて判定します。実績に「維持」も使えます。"),
    ("中止　未集計　-　…", "値がない", "下の行に「※算出方法変更」のように理由を書けます。"),
    (
        "515（うちH28 255）　5（累計）",
        "内訳や累計の断り",
        "断りもそのまま載せ、515 や 5 で判定します。",
    ),
    (
        "80％以上を維持　1.70→1.80",
        "検証値（言い方つき）",
        "80以上、1.80 として判定し、打たれたとおりに載せます。",
    ),
    (
        "約1,200人　250程度　3.5万人　8分30秒　25件（H27～R1累計）",
        "言葉や断りの付いた値",
        "数として判定し、打たれたとおりに載せます。かっこの数だけの断りは「うち」などの言葉を添えます。",
    ),
    (
        "10～15　5年間で1,000　前年度以上",
        "幅、期間の合計、増減",
        "幅は近い方の端で判定します。ほかはそのまま載せ、進捗は手で入れます（判定の理由も書きます）。",
    ),
    ("365日24時間", "数値で表せない内容", "単位を「-」にした指標で使えます。"),
)
_EXAMPLE_HEADER = (
    "区分",
    "項目名・本文",
    "単位",
    "基準値 H27",
    "実績 R5",
    "検証値 R5",
    "進捗（自動）",
)
_INDICATOR = (
    "市民１人１日当たりのごみ排出量", "g/人・日", "924（H26）", "945（見込み）", "881以下", "×",
)  # fmt: skip
_SENTENCES = {
    TextRole.PURPOSE: "ごみを減らし、環境にやさしいまちにする。",
    TextRole.VERIFICATION: "事業ごみが増えたため、検証値に届かなかった。",
    TextRole.DIRECTION: "食品ロスの削減に、事業者と連携して取り組む。",
    TextRole.OPINION: "事業者への働きかけを強めることが望まれる。",
    TextRole.NONE: "事業者を訪ね、分別のしかたを説明した。",
}

_LINE = "ごみ減量啓発事業"


def _example(form: Form) -> list[tuple[str, ...]]:
    heading = form.of_shape(Shape.HEADING)[:1]
    lines = [(kind.name, "環境にやさしいまちづくり", *[""] * 5) for kind in heading]
    lines += [(kind.name, *_INDICATOR) for kind in form.of_shape(Shape.INDICATOR)[:1]]
    said = (
        (kind.name, _LINE if kind.shape is Shape.LIST else _SENTENCES[kind.role])
        for kind in form.boxes
    )
    return lines + [(name, sentence, *[""] * 5) for name, sentence in said]


def _own_field(field: FormField) -> str:
    """What goes into an own field."""
    if is_computed(field):
        return f"ほかの値から計算して載せます（{field.how or field.name}）。列は要りません。"
    how = {
        FieldType.CHOICE: "一覧から１つを選びます",
        FieldType.CHOICES: "一覧から選びます。いくつもあるときは「、」で区切ります",
        FieldType.MARK: "評価の記号を選びます",
        FieldType.DATE: "「令和６年４月１日」のような日付を入れます",
        FieldType.TEXT: "文で書きます",
    }.get(field.type, "数値を入れます")
    words = f"（{'、'.join(field.choices)}）" if field.choices else ""
    unit = f"（単位：{field.unit}）" if field.unit else ""
    return f"{how}{words}{unit}。記入するのは{field.author}です。"


def write_guide(sheet: Worksheet, form: Form, target: str) -> None:
    """Fill the sheet in: steps, columns, notations and one worked example.

    Args:
        sheet: the sheet.
        form: its kinds of record and its columns.
        target: what the office calls its targets.
    """
    said = {
        "boxes": "、".join(kind.name for kind in form.boxes),
        "kinds": "・".join(kind.name for kind in form.kinds),
    }
    own = tuple((f.name, "・".join(f.of), _own_field(f)) for f in form.own)
    for letter, width in zip("ABCDEFG", (18, 38, 12, 14, 14, 14, 14), strict=True):
        sheet.column_dimensions[letter].width = width
    put(sheet, 1, 1, "記入要領").font = letters(16, _DARK, bold=True)
    row = _block(sheet, 3, "入力の手順", ("", "すること", "くわしく"), _filled(_STEPS, said))
    row = _block(
        sheet, row, "列の意味", ("列", "使う行", "入れるもの"), (*_filled(_COLUMNS, said), *own)
    )
    row = _block(sheet, row, "値の書き方", ("書き方の例", "意味", "補足"), NOTATIONS)
    row = _subtitle(sheet, row, "記入例")
    for offset, line in enumerate((_EXAMPLE_HEADER, *_example(form))):
        for column, text in enumerate(line, 1):
            cell = _cell(sheet, row + offset, column, text, head=offset == 0)
            if column > 2 and offset:
                cell.alignment = _CENTRED
    set_up_print(sheet, landscape=True, paper=sheet.PAPERSIZE_A4, repeat="1:1")
    sheet.sheet_view.showGridLines = False
    for cells in sheet.iter_rows():
        for cell in cells:
            if isinstance(cell, Cell) and isinstance(cell.value, str):
                cell.value = cell.value.replace(Role.TARGET, target)


def _filled(
    lines: tuple[tuple[str, str, str], ...], said: dict[str, str]
) -> tuple[tuple[str, str, str], ...]:
    return tuple((a, b.format_map(said), c.format_map(said)) for a, b, c in lines)


def _block(
    sheet: Worksheet,
    row: int,
    title: str,
    header: tuple[str, str, str],
    lines: tuple[tuple[str, str, str], ...],
) -> int:
    row = _subtitle(sheet, row, title)
    for offset, line in enumerate((header, *lines)):
        at = row + offset
        for column, text in enumerate(line, 1):
            _cell(sheet, at, column, text, head=offset == 0)
        for column in range(4, 8):
            _cell(sheet, at, column, "", head=offset == 0)
        merge_row(sheet, at, 3, 7)
        # A merged cell does not grow with its text: about 38 full-width characters fit a line.
        count = max(1, -(-len(line[2]) // 34), -(-len(line[1]) // 19), -(-len(line[0]) // 10))
        sheet.row_dimensions[at].height = 6 + 14 * count
    return row + len(lines) + 2


def _subtitle(sheet: Worksheet, row: int, title: str) -> int:
    put(sheet, row, 1, title).font = letters(12, _DARK, bold=True)
    return row + 1


def _cell(sheet: Worksheet, row: int, column: int, text: str, *, head: bool):
    cell = put(sheet, row, column, text or None)
    cell.font = letters(10, bold=head or column == 1)
    cell.alignment = _LEFT
    cell.border = _BOX
    if head:
        cell.fill = _HEAD
        cell.alignment = _CENTRED
    return cell
