"""Write the drawings of ``docs/pictures``: explanatory pictures, no photographs of a screen.

``python tools/make_pictures.py``
"""

from html import escape
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "pictures"
FONT = "'BIZ UDPGothic','BIZ UDPゴシック',Meiryo,'Noto Sans CJK JP',sans-serif"
NAVY, TINT, GREY = "#1F3864", "#DEEAF6", "#595959"


def picture(width: int, height: int, *shapes: str) -> str:
    """A drawing on white."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" font-family="{FONT}">'
        f'<rect width="{width}" height="{height}" fill="#FFFFFF" stroke="#BFBFBF"/>'
        + "".join(shapes)
        + "</svg>\n"
    )


def text(x: int, y: int, words: str, size: int = 15, color: str = "#262626", bold: bool = False,
         middle: bool = False) -> str:  # fmt: skip
    """A line of text."""
    weight = ' font-weight="bold"' if bold else ""
    anchor = ' text-anchor="middle"' if middle else ""
    return (
        f'<text x="{x}" y="{y}" font-size="{size}" fill="{color}"{weight}{anchor}>'
        f"{escape(words)}</text>"
    )


def box(x: int, y: int, width: int, height: int, fill: str = "#FFFFFF", line: str = NAVY) -> str:
    """A rectangle with round corners."""
    return (
        f'<rect x="{x}" y="{y}" width="{width}" height="{height}" rx="6" fill="{fill}" '
        f'stroke="{line}" stroke-width="1.5"/>'
    )


def arrow(x: int, y: int, to_x: int, to_y: int) -> str:
    """An arrow; level or upright."""
    level = y == to_y
    side = 1 if (to_x > x or to_y > y) else -1
    tip = (
        f"{to_x},{to_y} {to_x - side * 11},{to_y - 6} {to_x - side * 11},{to_y + 6}"
        if level
        else f"{to_x},{to_y} {to_x - 6},{to_y - side * 11} {to_x + 6},{to_y - side * 11}"
    )
    return (
        f'<line x1="{x}" y1="{y}" x2="{to_x}" y2="{to_y}" stroke="{NAVY}" stroke-width="3"/>'
        f'<polygon points="{tip}" fill="{NAVY}"/>'
    )


def file_icon(x: int, y: int, kind: str, name: str, color: str) -> str:
    """A sheet of paper with its kind, and its name below."""
    return (
        f'<path d="M{x} {y} h44 l16 16 v58 h-60 z" fill="#FFFFFF" stroke="{color}" stroke-width="2"/>'
        f'<path d="M{x + 44} {y} v16 h16" fill="none" stroke="{color}" stroke-width="2"/>'
        + text(x + 30, y + 50, kind, 15, color, bold=True, middle=True)
        + text(x + 30, y + 96, name, 13, middle=True)
    )


def step(x: int, y: int, number: str) -> str:
    """A number in a circle."""
    return f'<circle cx="{x}" cy="{y}" r="14" fill="{NAVY}"/>' + text(
        x, y + 6, number, 16, "#FFFFFF", bold=True, middle=True
    )


def unpacking() -> str:
    """Unpack everything first."""
    return picture(
        720, 210,
        step(30, 32, "1"), text(54, 38, "届いた ZIP ファイルを右クリックし、「すべて展開」を選びます", 17, bold=True),
        file_icon(70, 70, "ZIP", "kumareport-windows.zip", "#7F6000"), arrow(190, 107, 300, 107),
        box(320, 66, 370, 110, TINT), text(338, 92, "kumareport-windows フォルダー", 15, NAVY, bold=True),
        text(338, 118, "はじめに（準備と確認）　報告書を作る　案を作る"),
        text(338, 142, "点検する　返ってきたファイルを集める　など"),
        text(338, 166, "program　templates　使い方　見本", 14, GREY),
        text(70, 196, "展開しないで、ZIP の中から動かすことはできません。", 13, GREY),
    )  # fmt: skip


def preparing() -> str:
    """The first double click."""
    return picture(
        720, 250,
        step(30, 32, "2"), text(54, 38, "「はじめに（準備と確認）」をダブルクリックします", 17, bold=True),
        box(70, 62, 580, 150, "#0C0C0C", "#0C0C0C"),
        text(88, 90, "最初の準備をしています（１分ほどかかります）…", 14, "#F2F2F2"),
        text(88, 114, "○ kumareport 0.1.0", 14, "#F2F2F2"),
        text(88, 138, "○ テンプレートの書体がそろっています", 14, "#F2F2F2"),
        text(88, 162, "△ LibreOffice がありません", 14, "#F2F2F2"),
        text(88, 186, "使えます。　Enter キーを押すと、この画面を閉じます。", 14, "#F2F2F2"),
        text(70, 236, "○ と △ だけなら使えます。× があれば、その下の「→」のとおりにします。", 13, GREY),
    )  # fmt: skip


def dropping() -> str:
    """Drop the workbook."""
    return picture(
        720, 260,
        step(30, 32, "3"), text(54, 38, "ブックを「報告書を作る」の上に重ねて、放します", 17, bold=True),
        file_icon(90, 80, "Excel", "input.xlsx", "#217346"), arrow(200, 120, 330, 120),
        box(350, 84, 150, 74, TINT), text(425, 116, "報告書を作る", 16, NAVY, bold=True, middle=True),
        text(425, 140, "（アイコン）", 13, GREY, middle=True), arrow(510, 120, 590, 120),
        file_icon(610, 80, "Word", "input.docx", "#2B579A"),
        text(70, 214, "ブックと同じ場所の output フォルダーにでき、フォルダーが開きます。", 15),
        text(70, 240, "いくつかのブックを一度に放すこともできます。", 13, GREY),
    )  # fmt: skip


def collecting() -> str:
    """Drop the workbook and the folder of returns together."""
    return picture(
        720, 250,
        step(30, 32, "4"), text(54, 38, "返ってきたファイルは、フォルダーに入れて、ブックと一緒に放します", 17, bold=True),
        file_icon(70, 76, "Excel", "input.xlsx", "#217346"),
        box(170, 86, 90, 62, "#FFF2CC", "#7F6000"), text(215, 122, "返送", 16, "#7F6000", bold=True, middle=True),
        text(150, 120, "＋", 20, NAVY, bold=True, middle=True), arrow(280, 116, 350, 116),
        box(366, 80, 180, 74, TINT), text(456, 112, "返ってきた", 15, NAVY, bold=True, middle=True),
        text(456, 136, "ファイルを集める", 15, NAVY, bold=True, middle=True), arrow(556, 116, 610, 116),
        file_icon(624, 76, "Excel", "反映案.xlsx", "#217346"),
        text(70, 214, "Ctrl キーを押しながら２つを選び、まとめてドラッグします。", 15),
    )  # fmt: skip


PICTURES = {
    "1-展開.svg": unpacking, "2-準備.svg": preparing, "3-報告書.svg": dropping, "4-集める.svg": collecting,
}  # fmt: skip

if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name, draw in PICTURES.items():
        (FOLDER / name).write_text(draw(), encoding="utf-8")
