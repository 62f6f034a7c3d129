"""概要版: the page at the front, for whoever asks for it in 設定."""

import io
import re
from pathlib import Path
from typing import Any, cast

import pytest
from docx import Document

from kumareport import pipeline
from kumareport.document.context import report_tags
from kumareport.document.overview_tags import OverviewTags
from kumareport.document.template_names import OVERVIEW_TAG, names_tag
from kumareport.errors import TemplateError
from kumareport.model.problem import ProblemKind
from kumareport.workbook.preset import presets
from tests.conftest import TEMPLATE
from tests.make_package import parts
from tests.make_workbook import LONG_HEADER, Row, series, text, workbook
from tests.outside import integrity_problems, validator_problems

PUT_IN = ("概要版", "載せる")
HEADER = [*LONG_HEADER, "前年度の進捗"]
TEXTS = [
    text("検証と課題", "甲の割合は、燃料の高騰により減少し、未達成となった。"),
    text("検証と課題", "乙の件数は増加している。引き続き取り組む。"),
    text("方向性", "丁の人数は、予算の不足のため増やせない。"),
]


def book(
    path: Path, *rows: Row, setting: tuple[str, str] = PUT_IN, texts: list[Row] = TEXTS
) -> Path:
    lines = [text("節", "題"), *rows, *texts]
    return workbook(path, lines, header=HEADER, extra_settings=[("評価の年度", "R5"), setting])


ROWS = (
    [*series(51, 52, 53, 60, 55, name="甲の割合"), "○"],
    [*series(51, 52, 53, 54, 59.5, name="乙の件数"), "×"],
    [*series(51, 52, 53, 54, 61, name="丙の面積"), "○"],
    [*series(51, 52, 53, 54, 55, name="丁の人数", mark="×", reason="制度が終わった"), "×"],
)


def overview(path: Path) -> OverviewTags:
    checked = pipeline.check(path)
    (page,) = report_tags(checked.report, checked.judged).概要版
    return page


def test_what_the_page_says(tmp_path: Path) -> None:
    """Base 50, target 60: ○ from 60, △ from 59, × below."""
    page = overview(book(tmp_path / "a.xlsx", *ROWS))
    (table,) = page.集計
    assert [(row.名称, row.数, row.割合) for row in table.行] == [
        ("第１章 章の題名", ("1", "1", "2"), "50.0％"), ("全体", ("1", "1", "2"), "50.0％"),
    ]  # fmt: skip
    assert [(one.名称, one.数) for one in page.変化] == [("改善", "3"), ("悪化", "1")]
    assert [(one.見出し, one.数, one.指標) for one in page.進捗の変化] == [
        ("進捗が上がった指標", "1", "第１章 乙の件数（×→△）"),
        ("進捗が下がった指標", "1", "第１章 甲の割合（○→×）"),
    ]
    # 方向 speaks of what is to come: 丁 has no sentence of its own, and its mark a reason.
    assert [(one.場所, one.名前, one.進捗, one.理由) for one in page.未達成] == [
        ("第１章 第１節", "甲の割合", "×", "甲の割合は、燃料の高騰により減少し、未達成となった。"),
        ("第１章 第１節", "丁の人数", "×", "制度が終わった"),
    ]
    assert (page.未達成の数, page.未達成のほか) == ("2", "")


def test_without_last_years_marks_the_page_tells_of_values_only(tmp_path: Path) -> None:
    rows = [row[:-1] for row in ROWS]
    page = overview(book(tmp_path / "a.xlsx", *rows))
    assert page.進捗の変化 == ()
    assert [(one.名称, one.数) for one in page.変化] == [("改善", "3"), ("悪化", "1")]


def test_a_long_sentence_is_cut_to_its_reason(tmp_path: Path) -> None:
    """With many missed targets each has a line of 26 letters: what stands before the cause goes first."""
    many = [[*series(51, 52, 53, 54, 55, name=f"指標{n}番"), ""] for n in range(60)]
    reason = "令和２年度までは市民の関心の高まりに支えられて伸びていたが、燃料の高騰により減り、回復が遅れている。"
    told = [text("検証と課題", f"指標{n}番は、{reason}") for n in range(60)]
    page = overview(book(tmp_path / "a.xlsx", *many, texts=[*told, TEXTS[2]]))
    told_of = page.未達成[5].理由
    assert told_of.startswith("…燃料の高騰により")
    assert len(told_of) <= 27
    assert page.未達成の数 == "60"
    left = 60 - len(page.未達成)
    assert page.未達成のほか == f"ほか {left} 指標は、各章をご覧ください。"
    # 758 points less the page's own 192, 3 rows of the tally and one line: 44 rows of 11.6 points.
    assert 40 <= len(page.未達成) <= 46


def test_many_that_fell_are_counted(tmp_path: Path) -> None:
    many = [[*series(51, 52, 53, 60, 55, name=f"指標{n}の長い名前"), "○"] for n in range(30)]
    fell = overview(book(tmp_path / "a.xlsx", *many)).進捗の変化[1]
    assert fell.数 == "30"
    left = re.search(r"、ほか (\d+) 指標$", fell.指標)
    assert left is not None
    assert fell.指標.count("→") + int(left[1]) == 30


@pytest.mark.parametrize("setting", [("市名", "市"), ("概要版", "載せない"), ("概要版", "")])
def test_only_on_request(tmp_path: Path, setting: tuple[str, str]) -> None:
    checked = pipeline.check(book(tmp_path / "a.xlsx", *ROWS, setting=setting))
    assert report_tags(checked.report, checked.judged).概要版 == ()


def test_nothing_to_count_makes_no_page(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx")
    built = pipeline.build(path, tmp_path / "a.docx", TEMPLATE, draft=True)
    assert ["指標がないため" in notice for notice in built.notices] == [True]
    assert "概要" not in [p.text for p in Document(str(built.written[0])).paragraphs]


def test_a_word_that_is_no_choice_is_told(tmp_path: Path) -> None:
    checked = pipeline.check(book(tmp_path / "a.xlsx", *ROWS, setting=("概要版", "あり")))
    told = [p for p in checked.report.problems if p.kind is ProblemKind.BAD_SETTING]
    assert [(p.seen, "載せる" in p.detail) for p in told] == [("あり", True)]


def test_the_report_with_both_pages(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    lines = [text("節", "題"), *ROWS, *TEXTS]
    extra = [("評価の年度", "R5"), PUT_IN, ("集計のページ", "載せる")]
    workbook(path, lines, header=HEADER, extra_settings=extra)
    built = pipeline.build(path, tmp_path / "a.docx", TEMPLATE).written[0]
    document = Document(str(built))
    words = [p.text for p in document.paragraphs]
    assert words.index("概要") < words.index("第１章 章の題名") < words.index("進捗の集計")
    assert "値：改善 3　悪化 1　（指標の数）" in words
    assert "進捗が下がった指標（1）：第１章 甲の割合（○→×）" in words
    tables = [[cell.text for cell in table.rows[0].cells] for table in document.tables]
    assert ["章・節", "指標", "進捗", "理由"] in tables
    # The columns that the loop over three marks left are as wide as each other.
    tally = next(table for table in document.tables if table.rows[0].cells[0].text == "章")
    widths = [int(column.w) for column in tally._tbl.tblGrid.gridCol_lst]  # pyright: ignore
    assert len(widths) == 6
    assert max(widths[1:4]) - min(widths[1:4]) <= 635  # a twip: edges are rounded, not columns
    ids = [p.get("id") for p in document.element.iter("{*}docPr")]
    assert len(set(ids)) == len(ids)
    bars = [d for n, d in parts(built).items() if n.startswith("word/charts/") and b"barChart" in d]
    assert sorted(b'barDir val="bar"' in xml for xml in bars) == [False, True]
    assert not validator_problems(built)
    assert not integrity_problems(built)


def test_some_chapters_have_no_page(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", *ROWS)
    built = pipeline.build(path, tmp_path / "a.docx", TEMPLATE, chapters=["第１章"]).written[0]
    assert "概要" not in [p.text for p in Document(str(built)).paragraphs]


def test_a_template_without_the_page_says_so(tmp_path: Path) -> None:
    content = Document(str(TEMPLATE))
    body = cast(Any, content).element.body
    depth = 0
    for element in list(body):
        words = str("".join(element.itertext()))
        depth += words.startswith("{%p for") and (depth > 0 or "報告書.概要版" in words)
        if depth:
            body.remove(element)
        depth -= depth > 0 and words.startswith("{%p endfor")
    content.save(str(tmp_path / "様式.docx"))
    path = book(tmp_path / "a.xlsx", *ROWS)
    with pytest.raises(TemplateError, match="テンプレートに概要版のページがありません"):
        pipeline.build(path, tmp_path / "a.docx", tmp_path / "様式.docx")
    draft = pipeline.build(path, tmp_path / "案.docx", tmp_path / "様式.docx", draft=True)
    assert ["概要版のページがありません" in notice for notice in draft.notices] == [True]
    without = book(tmp_path / "b.xlsx", *ROWS, setting=("概要版", "載せない"))
    assert pipeline.build(without, tmp_path / "b.docx", tmp_path / "様式.docx").written


@pytest.mark.parametrize("template", [p.template for p in presets().values() if p.template])
def test_the_templates_of_the_presets_have_the_page_in_their_own_words(template: Path) -> None:
    """Outside its tags, a template whose form says 目標値 does not speak of 検証値."""
    content = template.read_bytes()
    assert names_tag(content, OVERVIEW_TAG)
    body = cast(Any, Document(io.BytesIO(content))).element.body
    words = re.sub(r"\{[{%].*?[%}]\}", "", "".join(body.itertext()))
    assert "目標" in words
    assert "検証値" not in words
