"""The same work for template engines and for kumareport: sections × indicators, 7 columns, no graphs.

:func:`sections` is the content, :func:`workbook` writes it as a workbook in the 様式, :func:`data` as
what an engine is given, and :func:`template` makes a Word template in the tags of an engine.
"""

from dataclasses import dataclass
from pathlib import Path

import docx
import openpyxl

ROOT = Path(__file__).resolve().parent.parent
PERIODS = ("基準値\nH27", "実績\nR1", "実績\nR2", "実績\nR3", "実績\nR4", "実績\nR5", "検証値\nR5")
_KINDS = (("checks", "検証と課題"), ("plans", "方向性"))
_SECTIONS_A_CHAPTER = 8
_SUBJECTS = ("講座の参加者", "相談の件数", "施設の利用者", "登録した団体", "満足している市民", "支援した世帯",
             "実施した訓練", "交流の機会")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Section:
    """A section: its title, its indicators (a name and seven values each) and its two boxes."""

    name: str
    rows: tuple[tuple[str, tuple[int, ...]], ...]
    checks: tuple[str, ...]
    plans: tuple[str, ...]


def sections(count: int, indicators: int) -> list[Section]:
    """The content; each number and name is another."""
    return [_section(number, indicators) for number in range(1, count + 1)]


def _section(number: int, indicators: int) -> Section:
    rows: list[tuple[str, tuple[int, ...]]] = []
    for row in range(indicators):
        base = 1000 + 37 * number + 11 * row
        past = tuple(base + step * (row + 2) for step in range(1, 6))
        rows.append((f"第{number}地区の{_SUBJECTS[row]}", (base, *past, base + 40)))
    first = rows[0][0]
    return Section(
        f"地区{number}の暮らしの充実",
        tuple(rows),
        (
            f"{first}は、基準値から増加している。広報と現場の取組によるものと考えられる。",
            "一方で、担い手の不足が課題となっており、地域の団体との連携が必要である。",
        ),
        (
            "関係団体と連携し、身近な場所で参加できる機会を増やす。",
            "デジタル技術を活用し、相談と手続の負担を減らす。",
        ),
    )


def workbook(content: list[Section], target: Path) -> Path:
    """The content as a workbook."""
    book = openpyxl.load_workbook(ROOT / "input.xlsx")
    settings = book["設定"]
    first = next(r for r in range(1, 60) if settings.cell(r, 1).value == "章一覧") + 2
    for number in range(9):
        book.remove(book[str(settings.cell(first + number, 1).value)])
    settings.delete_rows(first, 9)
    groups = [
        content[at : at + _SECTIONS_A_CHAPTER] for at in range(0, len(content), _SECTIONS_A_CHAPTER)
    ]
    settings.insert_rows(first, len(groups))
    for chapter, group in enumerate(groups, 1):
        for column, value in enumerate((f"章{chapter}", f"第{chapter}章", f"計画の柱{chapter}"), 1):
            settings.cell(first + chapter - 1, column, value)
        sheet = book.create_sheet(f"章{chapter}")
        sheet.append([f"第{chapter}章"])
        sheet.append([])
        sheet.append(
            [
                "区分",
                "ID",
                "所管課",
                "大項目",
                "項目名・本文",
                "単位",
                *PERIODS,
                "進捗",
                "判定の理由",
                "望ましい方向",
                "グラフ",
                "グラフ題名",
                "備考",
            ]
        )
        for place, section in enumerate(group, 1):
            key = f"{chapter}-{place}"
            sheet.append(["節", key, "人権政策課", None, section.name])
            for number, (name, values) in enumerate(section.rows, 1):
                sheet.append(
                    [
                        "指標",
                        f"{key}-指{number}",
                        None,
                        None,
                        name,
                        "人",
                        *values,
                        None,
                        None,
                        None,
                        "無",
                    ]
                )
            for field, kind in _KINDS:
                for number, text in enumerate(getattr(section, field), 1):
                    sheet.append([kind, f"{key}-{kind[0]}{number}", None, None, text])
    book.save(target)
    return target


def data(content: list[Section]) -> dict[str, object]:
    """The content as an engine is given it."""
    return {
        "sections": [
            {
                "name": section.name,
                "rows": [
                    {"name": name, **{f"v{n}": value for n, value in enumerate(values, 1)}}
                    for name, values in section.rows
                ],
                "checks": [{"text": text} for text in section.checks],
                "plans": [{"text": text} for text in section.plans],
            }
            for section in content
        ]
    }


@dataclass(frozen=True, slots=True)
class Tags:
    """The tags of an engine: a section's opening, a value of one, and its closing; a row of the table
    or a text of a list: before, a value, behind. ``{0}`` is the list, ``{1}`` the value's name."""

    opens: str
    value: str
    closes: str
    row: tuple[str, str, str]
    item: tuple[str, str, str]


_BRACES = Tags("{{#sections}}", "{{{1}}}", "{{/sections}}", ("{{#{0}}}", "{{{1}}}", "{{/{0}}}"),
               ("{{#{0}}}", "{{{1}}}", "{{/{0}}}"))  # fmt: skip
ENGINES = {
    "docxtpl": Tags(
        "{{%p for s in sections %}}", "{{{{ s.{1} }}}}", "{{%p endfor %}}",
        ("{{%tr for r in s.{0} %}}", "{{{{ r.{1} }}}}", "{{%tr endfor %}}"),
        ("{{%p for r in s.{0} %}}", "{{{{ r.{1} }}}}", "{{%p endfor %}}"),
    ),
    "docxtemplater": _BRACES,
    "easy-template-x": _BRACES,
    "carbone": Tags(
        "", "{{d.sections[i].{1}}}", "{{d.sections[i+1].name}}",
        ("", "{{d.sections[i].{0}[i].{1}}}", "{{d.sections[i].{0}[i+1].{1}}}"),
        ("", "{{d.sections[i].{0}[i].{1}}}", "{{d.sections[i].{0}[i+1].{1}}}"),
    ),
}  # fmt: skip


def template(engine: str, target: Path) -> Path:
    """The same template in an engine's tags: heading, table of eight columns, two lists."""
    tags = ENGINES[engine]
    document = docx.Document()
    if tags.opens:
        document.add_paragraph(tags.opens.format())
    document.add_paragraph(tags.value.format("", "name"), style="Heading 2")
    names = ["name", *(f"v{number}" for number in range(1, 8))]
    opens, value, closes = ([part.format("rows", n) for n in names] for part in tags.row)
    if engine == "docxtpl":
        rows = [[opens[0]], value, [closes[0]]]
    elif engine == "carbone":
        rows = [value, closes]
    else:
        rows = [[opens[0] + value[0], *value[1:-1], value[-1] + closes[-1]]]
    table = document.add_table(1 + len(rows), 8)
    for number, row in enumerate([["指標", *PERIODS], *rows]):
        for column, text in enumerate(row):
            table.cell(number, column).text = text
    for field, kind in _KINDS:
        document.add_paragraph(kind)
        before, text, behind = (part.format(field, "text") for part in tags.item)
        for line in filter(None, (before, text, behind)):
            document.add_paragraph(line, style="List Bullet" if "text" in line else None)
    document.add_paragraph(tags.closes.format())
    document.save(str(target))
    return target
