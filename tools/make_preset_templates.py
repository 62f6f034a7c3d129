"""Write the Word templates of the presets of ``kumareport init --form``: as offices publish such reports.

The files in ``kumareport/presets`` are copied for an office, which edits its copy in Word. This script
documents how they were made: ``python tools/make_preset_templates.py``.
"""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: E402

from tools.make_template import (  # noqa: E402
    HEAD,
    NAVY,
    TEXT_WIDTH,
    TINT,
    cell,
    chart_paragraph,
    indicator_table,
    legend,
    make,
    overview_page,
    p,
    record_table,
    report_sheets,
    row,
    summary_page,
    table,
    tag,
    tag_cell,
    tag_row,
    title_page,
)

PRESETS = ROOT / "kumareport" / "presets"
LYING = 297 - 36
"""Millimetres between the margins of a page on its side."""
LABEL = 30
TITLE: dict[str, Any] = {
    "size": 22, "bold": True, "align": WD_ALIGN_PARAGRAPH.CENTER, "color": NAVY, "before": 150, "after": 60,
}  # fmt: skip
STYLES: dict[str, Any] = {
    "シートの見出し": {
        "size": 10,
        "bold": True,
        "color": NAVY,
        "pitch": 14,
        "before": 5,
        "after": 2,
    },
    "説明": {"size": 10.5, "pitch": 18, "after": 4},
}


def main() -> None:
    """Write the templates."""
    make(
        PRESETS / "2-measures.docx",
        lambda lines, bars, level: [
            *cover("目標値"),
            *overview_page(level, "目標値"),
            *measures(lines),
            *summary_page(bars),
            *report_sheets("巻末"),
        ],
        "施策評価シートの様式",
        styles=STYLES,
    )
    make(
        PRESETS / "3-strategy.docx",
        lambda _, bars, level: [
            *cover("目標値", has_graphs=False, width=LYING),
            *overview_page(level, "目標値", LYING),
            *strategy(),
            *summary_page(bars, LYING),
            *report_sheets("巻末", LYING),
        ],
        "総合戦略の効果検証の様式",
        is_landscape=True,
        has_lines=False,
        styles=STYLES | {"Title": TITLE | {"before": 90}},
    )
    make(
        PRESETS / "4-education.docx",
        lambda lines, bars, level: [
            *cover("目標", has_legend=False),
            *overview_page(level, "目標"),
            *purpose(),
            *education(lines),
            *summary_page(bars),
            *report_sheets("巻末"),
        ],
        "教育委員会の点検・評価の様式",
        styles=STYLES,
    )
    make(
        PRESETS / "5-projects.docx",
        lambda lines, bars, level: [
            *cover("目標値"),
            *overview_page(level, "目標値"),
            *projects(lines),
            *summary_page(bars),
            *report_sheets("巻末"),
        ],
        "行政評価の様式",
        styles=STYLES,
    )


def cover(
    target: str, *, has_graphs: bool = True, has_legend: bool = True, width: float = TEXT_WIDTH
) -> list[str]:
    """The front page, in the words of the form, and what the report begins with."""
    parts = legend(target, has_graphs=has_graphs) if has_legend else []
    return [*title_page(), *parts, *report_sheets("巻頭", width)]


def head(text: str, width: float, *, merge: str = "") -> str:
    """A cell of a head."""
    return cell(p(text, "表の見出し", keep=True), width, fill=HEAD, merge=merge)


def label(text: str, width: float = LABEL) -> str:
    """A cell that names what stands beside it."""
    return cell(p(text, "表の見出し", keep=True), width, fill=HEAD)


def said(text: str, width: float, style: str = "表の項目名", *, span: int = 1) -> str:
    """A cell with a text."""
    return cell(p(text, style, keep=True), width, span=span)


def bullets(texts: str, width: float, *, span: int = 1, fill: str = "") -> str:
    """A cell with the texts of a kind."""
    loop = tag(f"{{%p for 箇条 in {texts} %}}") + p("{{ 箇条 }}", "箇条書き") + tag("{%p endfor %}")
    return cell(loop, width, span=span, fill=fill)


def without(thing: str, names: Sequence[str]) -> str:
    """The condition that leaves out what stands elsewhere on the page."""
    return " and ".join(f'{thing} != "{name}"' for name in names)


def boxes(apart: Sequence[str] = (), *, width: float = TEXT_WIDTH, height: float = 11) -> str:
    """The boxes of the form, their labels lying; those that stand elsewhere are left out."""
    inside = row([label("{{ 枠.見出し }}"), bullets("枠.文", width - LABEL)], height=height)
    rows = [
        tag_row("{%tr for 枠 in 節.枠 %}", 2, width),
        inside,
        tag_row("{%tr endfor %}", 2, width),
    ]
    if apart:
        rows[1:2] = [
            tag_row(f"{{%tr if {without('枠.見出し', apart)} %}}", 2, width),
            inside,
            tag_row("{%tr endif %}", 2, width),
        ]
    return table(rows, [LABEL, width - LABEL], "本文", width)


def fields(apart: Sequence[str], *, width: float = TEXT_WIDTH) -> str:
    """The fields of the form that have no place of their own, one a row."""
    value = (
        tag("{%p for 値 in 項目.値 %}")
        + p("{% if 値.年度 %}{{ 値.年度 }}　{% endif %}{{ 値.表示 }}{% if 値.表示 %}{{ 項目.単位 }}{% endif %}", "表の項目名", keep=True)
        + tag("{%p endfor %}")
    )  # fmt: skip
    rows = [
        tag_row("{%tr for 項目 in 節.項目 %}", 2, width),
        row([label("{{ 項目.名称 }}"), cell(value, width - LABEL)], height=6.2),
        tag_row("{%tr endfor %}", 2, width),
    ]
    if apart:
        rows.insert(1, tag_row(f"{{%tr if {without('項目.名称', apart)} %}}", 2, width))
        rows.insert(3, tag_row("{%tr endif %}", 2, width))
    return table(rows, [LABEL, width - LABEL], "項目", width)


def money(lines: Mapping[str, str], *, width: float = TEXT_WIDTH) -> str:
    """Costs, a field and its unit a row, a year a column."""
    names_width, unit_width = 36, 16
    year = t = (width - names_width - unit_width) / 3

    def line(texts: tuple[str, str], loop: str, shown: str, style: str, fill: str) -> str:
        inner = cell(p(shown, style, keep=True), year, fill=fill)
        return row([
            cell(p(texts[0], "表の見出し" if fill else "表の項目名", keep=True), names_width, fill=HEAD),
            cell(p(texts[1], "表の見出し" if fill else "表の単位", keep=True), unit_width, fill=fill),
            tag_cell(f"{{%tc for 値 in 節.{loop} %}}"), inner, tag_cell("{%tc endfor %}"),
        ], height=6.2)  # fmt: skip

    first = next(iter(lines))
    rows = [
        line(("区分", "単位"), first, "{{ 値.年度 }}", "表の見出し", HEAD),
        *(line(one, one[0], "{{ 値.表示 }}", "表の数値", "") for one in lines.items()),
    ]
    return table(rows, [names_width, unit_width, t, year, t], "事業費", width)


def part(text: str) -> str:
    """The small heading of a part of a sheet."""
    return p(text, "シートの見出し", keep=True)


def graphs(rel_id: str, height: float = 34) -> list[str]:
    """The graphs of a part."""
    return [
        tag("{%p for 段 in 節.グラフの段 %}"), chart_paragraph(rel_id, "段", height, 1),
        tag("{%p endfor %}"),
    ]  # fmt: skip


def notes() -> list[str]:
    """The notes below a table."""
    return [tag("{%p for 注 in 節.注 %}"), p("{{ 注 }}", "注記", keep=True), tag("{%p endfor %}")]


def own_tables(width: float = TEXT_WIDTH) -> list[str]:
    """What the form may add: fields of the indicators, and lists."""
    return [
        tag("{%p if 節.項目列 %}"), p("", "間隔", keep=True),
        record_table("指標", "節.項目列", "節.項目行", "指標の項目", width), tag("{%p endif %}"),
        tag("{%p for 一覧 in 節.一覧 %}"), p("", "間隔", keep=True),
        record_table("{{ 一覧.見出し }}", "一覧.項目列", "一覧.行", "一覧", width), tag("{%p endfor %}"),
    ]  # fmt: skip


def others(rel_id: str, *, depths: Sequence[int] = (2,), width: float = TEXT_WIDTH) -> list[str]:
    """The parts that have no layout of their own, printed as they come: what a sheet says itself, what
    stands at the end of a part, and deeper parts. What follows is for the parts of ``depths``."""
    headings = [
        line
        for depth in (3, 4)
        if depth not in depths
        for line in (
            tag(f"{{%p if 節.深さ == {depth} %}}"),
            p("{{ 節.見出し }}", f"Heading {depth}"),
            tag("{%p endif %}"),
        )
    ]
    gap = p("", "間隔", keep=True)
    of_indicators = [
        tag("{%p if 節.群 %}"), indicator_table("指標", "評価", width=width), gap, tag("{%p endif %}"),
    ]  # fmt: skip
    others = " and ".join(f"節.深さ != {depth}" for depth in depths)
    return [
        tag(f"{{%p if {others} %}}"), *headings,
        tag("{%p if 節.項目 %}"), fields((), width=width), gap, tag("{%p endif %}"),
        *of_indicators, *notes(), *(graphs(rel_id) if rel_id else []),
        tag("{%p if 節.枠 %}"), boxes(width=width), p("", "間隔"), tag("{%p endif %}"),
        *own_tables(width), tag("{%p else %}"),
    ]  # fmt: skip


# --- 施策評価シート ------------------------------------------------------------------------------

_JUDGED = ("一次評価", "二次評価")
_APART = (
    "事業費",
    "うち一般財源",
    *(f"{j}{x}" for j in _JUDGED for x in ("", "の理由")),
    "今後の取扱い",
)


def measures(rel_id: str) -> list[str]:
    """A page a 施策: what it is for, its figures, its costs, what was done, how it was judged."""
    half = (TEXT_WIDTH - 2 * LABEL) / 2
    about = table(
        [
            row([label("政策"), said("{{ 章.見出し }}", half), label("所管課"), said("{{ 節.所管課 }}", half)], height=6.2),
            row([label("施策の目的"), bullets("節.目的", 2 * half + LABEL, span=3)], height=10),
        ],
        [LABEL, half, LABEL, half],
        "施策の概要",
    )  # fmt: skip
    reasons = TEXT_WIDTH - LABEL - 20
    judged = table(
        [
            row([head("区分", LABEL), head("評価", 20), head("評価の理由", reasons)], header=True),
            *(
                row([label(name), said(f"{{{{ 節.{name} }}}}", 20, "表の進捗"),
                     said(f"{{{{ 節.{name}の理由 }}}}", reasons)], height=9)
                for name in _JUDGED
            ),
            row([label("今後の取扱い"), said("{{ 節.今後の取扱い }}", 20, "表の進捗"), said("", reasons)], height=7),
        ],
        [LABEL, 20, reasons],
        "評価",
    )  # fmt: skip
    gap = p("", "間隔", keep=True)
    return [
        tag("{%p for 章 in 報告書.章 %}"),
        tag("{%p for 節 in 章.部 %}"),
        tag("{%p if loop.first %}"), p("{{ 章.見出し }}", "Heading 1"), tag("{%p endif %}"),
        *others(rel_id),
        tag("{%p if loop.first %}"), p("{{ 節.見出し }}", "Heading 2"),
        tag("{%p else %}"), p("{{ 節.見出し }}", "Heading 2").replace("</w:pPr>", "<w:pageBreakBefore/></w:pPr>"),
        tag("{%p endif %}"),
        about,
        tag("{%p if 節.項目 %}"), gap, fields(_APART), tag("{%p endif %}"),
        part("１　目標の達成状況"),
        tag("{%p if 節.群 %}"), indicator_table("指標", "評価", has_rate=True), tag("{%p endif %}"),
        *notes(), *graphs(rel_id), *own_tables(),
        part("２　事業費"), money(dict.fromkeys(_APART[:2], "千円")),
        part("３　取組と成果"), boxes(("施策の目的",)),
        part("４　評価"), judged,
        tag("{%p endif %}"),
        tag("{%p endfor %}"),
        tag("{%p endfor %}"),
    ]  # fmt: skip


# --- 総合戦略（KPI） -----------------------------------------------------------------------------


def strategy() -> list[str]:
    """A table of KPIs a 具体的施策, on pages on their side; no graphs."""
    year = t = (LYING - 3 * LABEL) / 3
    funds = table(
        [
            row([
                label("交付金の活用"), said("{{ 節.交付金の活用 }}", LABEL), label("事業費（千円）"),
                tag_cell("{%tc for 値 in 節.事業費 %}"), said("{{ 値.年度 }}　{{ 値.表示 }}", year), tag_cell("{%tc endfor %}"),
            ], height=6.2)
        ],
        [LABEL, LABEL, LABEL, t, year, t],
        "交付金と事業費",
        LYING,
    )  # fmt: skip
    gap = p("", "間隔", keep=True)

    def figures(title: str) -> list[str]:
        inside = indicator_table(title, "評価", width=LYING, has_rate=True)
        return [tag("{%p if 節.群 %}"), inside, tag("{%p endif %}"), *notes(), *own_tables(LYING)]

    def words() -> list[str]:
        return [
            tag("{%p if 節.枠 %}"), gap, boxes(width=LYING), p("", "間隔"), tag("{%p endif %}"),
        ]  # fmt: skip

    return [
        tag("{%p for 章 in 報告書.章 %}"),
        p("{{ 章.見出し }}", "Heading 1"),
        tag("{%p for 節 in 章.部 %}"),
        *others("", depths=(1, 2), width=LYING),
        tag("{%p if 節.深さ == 1 %}"),
        tag("{%p if 節.項目 %}"), fields((), width=LYING), gap, tag("{%p endif %}"),
        *figures("数値目標"), *words(),
        tag("{%p else %}"),
        p("{{ 節.見出し }}", "Heading 2"), funds,
        tag("{%p if 節.項目 %}"), gap, fields(("交付金の活用", "事業費"), width=LYING), tag("{%p endif %}"),
        gap, *figures("重要業績評価指標（KPI）"), *words(),
        tag("{%p endif %}"),
        tag("{%p endif %}"),
        tag("{%p endfor %}"),
        tag("{%p endfor %}"),
    ]  # fmt: skip


# --- 教育委員会の点検・評価 -----------------------------------------------------------------------

_PURPOSE = (
    ("点検及び評価の趣旨", "地方教育行政の組織及び運営に関する法律第26条の規定により、教育に関する事務の管理及び執行の状況について点検及び評価を行い、その結果をまとめたものです。議会に提出するとともに、公表します。"),
    ("点検及び評価の対象", "教育振興基本計画に掲げる施策を対象とし、前年度の取組の状況を点検しました。"),
    ("点検及び評価の方法", "施策ごとに、取組の状況、成果及び課題を明らかにし、今後の方向性を示しました。指標の達成と、教育委員会の自己評価の区分は、次のとおりです。"),
    ("学識経験者の知見の活用", "点検及び評価に当たっては、教育に関し学識経験を有する方から御意見をいただきました。御意見は施策ごとに載せています。"),
)  # fmt: skip


def purpose() -> list[str]:
    """What the law asks, and how it was done: the same every year, and the office's to change."""
    lines = [p("点検及び評価について", "Heading 1")]
    for number, (heading, text) in enumerate(_PURPOSE, 1):
        lines += [p(f"{number}　{heading}", "シートの見出し", keep=True), p(text, "説明")]
        if "自己評価" in text:
            rows = [
                row([head("区分", 20), head("評価の基準", TEXT_WIDTH - 20)], header=True),
                tag_row("{%tr for 凡例 in 報告書.凡例 %}", 2),
                tag_row("{%tr if 凡例.方式 %}", 2),
                row(
                    [
                        cell(
                            p("{{ 凡例.方式 }}", "表の項目名", keep=True),
                            TEXT_WIDTH,
                            fill=TINT,
                            span=2,
                        )
                    ]
                ),
                tag_row("{%tr endif %}", 2),
                row(
                    [
                        said("{{ 凡例.記号 }}", 20, "表の単位"),
                        said("{{ 凡例.説明 }}", TEXT_WIDTH - 20),
                    ]
                ),
                tag_row("{%tr endfor %}", 2),
            ]
            lines += [
                table(rows, [20, TEXT_WIDTH - 20], "評価の区分"),
                tag("{%p if 報告書.グラフあり %}"), p("グラフの ● は実績、◆ は目標", "注記"), tag("{%p endif %}"),
                p("", "間隔"),
            ]  # fmt: skip
    return lines


def education(rel_id: str) -> list[str]:
    """A 施策: what was to be reached, what was done, the own judgement, the words of others."""
    reasons = TEXT_WIDTH - LABEL - 20
    grade = table(
        [
            row([label("自己評価"), said("{{ 節.自己評価 }}", 20, "表の進捗"),
                 said("{{ 節.自己評価の理由 }}", reasons)], height=10)
        ],
        [LABEL, 20, reasons],
        "自己評価",
    )  # fmt: skip
    opinion = table(
        [row([label("学識経験者の意見"), bullets("節.学識経験者の意見", TEXT_WIDTH - LABEL, fill=TINT)], height=14)],
        [LABEL, TEXT_WIDTH - LABEL],
        "学識経験者の意見",
    )  # fmt: skip
    begin = ("施策の目標", "主な取組の状況")
    first = table(
        [
            row([label(begin[0]), bullets("節.施策の目標", TEXT_WIDTH - LABEL)], height=11),
            row([label(begin[1]), bullets("節.主な取組", TEXT_WIDTH - LABEL)], height=11),
        ],
        [LABEL, TEXT_WIDTH - LABEL],
        "目標と取組",
    )
    gap = p("", "間隔", keep=True)
    return [
        tag("{%p for 章 in 報告書.章 %}"),
        p("{{ 章.見出し }}", "Heading 1"),
        tag("{%p for 節 in 章.部 %}"),
        *others(rel_id),
        p("{{ 節.見出し }}", "Heading 2"),
        tag("{%p if 節.所管課 %}"), p("担当：{{ 節.所管課 }}", "注記", keep=True), tag("{%p endif %}"),
        tag("{%p if 節.項目 %}"), fields(("自己評価", "自己評価の理由")), tag("{%p endif %}"),
        first, gap,
        tag("{%p if 節.群 %}"), indicator_table("指標", "達成", has_rate=True), tag("{%p endif %}"),
        *notes(), *graphs(rel_id), *own_tables(), gap,
        boxes((*begin, "学識経験者の意見")), gap,
        grade, gap, opinion, p("", "間隔"),
        tag("{%p endif %}"),
        tag("{%p endfor %}"),
        tag("{%p endfor %}"),
    ]  # fmt: skip


# --- 行政評価 ------------------------------------------------------------------------------------

_VIEWS = ("妥当性", "有効性", "効率性", "総合評価", "今後の取扱い")


def projects(rel_id: str) -> list[str]:
    """Four levels; a 事務事業 with its costs and how it was judged."""
    width = TEXT_WIDTH / len(_VIEWS)
    views = table(
        [
            row([head(name, width) for name in _VIEWS], header=True),
            row([said(f"{{{{ 節.{name} }}}}", width, "表の単位") for name in _VIEWS], height=7),
        ],
        [width] * len(_VIEWS),
        "事務事業の評価",
    )
    grade = table(
        [row([label("総合評価"), said("{{ 節.総合評価 }}", 20, "表の進捗"), label("所管課"),
              said("{{ 節.所管課 }}", TEXT_WIDTH - 2 * LABEL - 20)], height=8)],
        [LABEL, 20, LABEL, TEXT_WIDTH - 2 * LABEL - 20],
        "施策の評価",
    )  # fmt: skip
    gap = p("", "間隔", keep=True)
    costs = {"予算額": "千円", "決算額": "千円", "執行率": "％"}
    return [
        tag("{%p for 章 in 報告書.章 %}"),
        p("{{ 章.見出し }}", "Heading 1"),
        tag("{%p for 節 in 章.部 %}"),
        *others(rel_id, depths=(2, 3, 4)),
        tag("{%p if 節.深さ == 2 %}"), p("{{ 節.見出し }}", "Heading 2"), grade, tag("{%p endif %}"),
        tag("{%p if 節.深さ == 3 %}"), p("{{ 節.見出し }}", "Heading 3"), tag("{%p endif %}"),
        tag("{%p if 節.深さ == 4 %}"), p("{{ 節.見出し }}", "Heading 4"),
        tag("{%p if 節.所管課 %}"), p("所管課：{{ 節.所管課 }}", "注記", keep=True), tag("{%p endif %}"),
        tag("{%p endif %}"),
        tag("{%p if 節.深さ == 4 %}"), gap, money(costs), gap, views, tag("{%p endif %}"),
        tag("{%p if 節.項目 %}"), gap, fields((*costs, *_VIEWS)), tag("{%p endif %}"),
        tag("{%p if 節.群 %}"), gap, indicator_table("指標", "評価", has_rate=True), tag("{%p endif %}"),
        *notes(), *graphs(rel_id), *own_tables(),
        tag("{%p if 節.枠 %}"), gap, boxes(), p("", "間隔"), tag("{%p endif %}"),
        tag("{%p endif %}"),
        tag("{%p endfor %}"),
        tag("{%p endfor %}"),
    ]  # fmt: skip


if __name__ == "__main__":
    main()
