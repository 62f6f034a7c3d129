"""Content that breaks lesser generators: markup, tags, formulas, extremes."""

import re
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kumareport import pipeline
from tests.conftest import TEMPLATE, scaled, soffice
from tests.document.test_real_report import W, blocks, text_of
from tests.make_workbook import HEADER, indicator, text, workbook

# Not measured (docs/テスト.md): it goes through the whole program, whose lines have examples of their own.
pytestmark = pytest.mark.no_cover

ODD = [
    "市民 & 企業 <10%> \"引用\" '一重'",
    "{{ x }} {% raw %} {%p for 章 in 報告書.章 %} {# c #}",
    "{_{ 章 }_} {_% x %_}",
    "=1+1",
    "絵文字😀👨‍👩‍👧 と合成か\u3099濁点",
    "タブ\tと\n改行\nがある",
    "  前後の空白  ",
    "ﾊﾝｶｸ ⚫ ㎜ 〇 ～ 髙﨑",
    "外字\ue000\uf8ff",
    "あ" * 5000,
]


def body_text(path: Path) -> str:
    with zipfile.ZipFile(path) as package:
        root = ET.fromstring(package.read("word/document.xml"))
    parts: list[str] = []
    for node in root.iter():
        if node.tag == W + "t":
            parts.append(node.text or "")
        elif node.tag == W + "br":
            parts.append("\n")
        elif node.tag == W + "tab":
            parts.append("\t")
        elif node.tag == W + "p":
            parts.append("\n")
    return "".join(parts)


def build(
    tmp_path: Path, rows: Sequence[Sequence[object]] | None = None, **more: Any
) -> tuple[pipeline.BuildResult, Path]:
    source = workbook(tmp_path / "様式.xlsx", rows, **more)
    result = pipeline.build(source, tmp_path / "出力.docx", TEMPLATE)
    return result, tmp_path / "出力.docx"


@pytest.mark.parametrize("odd", ODD)
def test_odd_text_comes_out_as_typed(tmp_path: Path, odd: str) -> None:
    rows = [text("節", odd), indicator(name=odd, title=odd), text("検証と課題", odd),
            text("方向性", odd), text("注記", odd)]  # fmt: skip
    result, target = build(tmp_path, rows)
    assert not result.checked.has_errors, result.checked.findings
    bullets = [
        p for kind, _, block, _ in blocks(target) if kind == "table" for p in block.iter(W + "p")
    ]
    assert odd.strip() in body_text(target)
    assert any(text_of(p).replace("\t", "") == odd.strip().replace("\t", "") for p in bullets)


def test_control_characters_are_a_finding_and_the_rest_is_kept(tmp_path: Path) -> None:
    source = workbook(tmp_path / "a.xlsx", [text("節", "題"), indicator(), text("検証と課題", "前_x0001_中_x001F_後_x000D_"), text("方向性", "x")])  # fmt: skip
    result = pipeline.build(source, tmp_path / "a.docx", TEMPLATE)
    assert "C04" in [f.code for f in result.checked.findings]
    assert "前中後" in body_text(tmp_path / "a.docx")


def test_fifteen_period_columns(tmp_path: Path) -> None:
    years = ["基準値 H27", *(f"実績 H{n}" for n in (28, 29, 30)), *(f"実績 R{n}" for n in range(1, 8)),
             "検証値 R1", "検証値 R3", "検証値 R5", "検証値 R7"]  # fmt: skip
    header = [*HEADER[:6], *years, *HEADER[10:]]
    row = ["指標", None, None, None, "とても長い名前の検証指標で折り返しが必要なもの", "千人/年度"]
    row += [695892 + n * 1111 for n in range(15)] + [None] * 6
    result, target = build(tmp_path, [text("節", "題"), row, text("検証と課題", "v"), text("方向性", "d")], header=header)  # fmt: skip
    assert not result.checked.has_errors
    table = next(
        b for kind, _, b, _ in blocks(target) if kind == "table" and "検証指標" in text_of(b)
    )
    widths = [int(c.attrib[W + "w"]) for c in table.findall(f"{W}tblGrid/{W}gridCol")]
    assert len(widths) == 18
    assert abs(sum(widths) - 9866) < 40
    assert min(widths) > 300


@pytest.mark.parametrize("count", [0, 1, 5, 12])
def test_any_number_of_indicators(tmp_path: Path, count: int) -> None:
    rows = [text("節", "題"), *(indicator(name=f"指標{n}") for n in range(count)),
            text("検証と課題", "v")]  # fmt: skip
    result, target = build(tmp_path, rows)
    assert not result.checked.has_errors
    with zipfile.ZipFile(target) as package:
        charts = [n for n in package.namelist() if re.match("word/charts/chart.*xml$", n)]
        root = ET.fromstring(package.read("word/document.xml"))
    assert len(charts) == count
    assert all(len(c) and c[-1].tag == W + "p" for c in root.iter(W + "tc"))


def test_long_box_and_many_indicators_survive_libreoffice(tmp_path: Path) -> None:
    rows = [text("節", "題"), *(indicator(name=f"指標{n}") for n in range(12)),
            text("検証と課題", "長い文。" * 1250), text("方向性", "終わりの文")]  # fmt: skip
    _, target = build(tmp_path, rows)
    saved = soffice(target, "txt:Text (encoded):UTF8", tmp_path)
    shown = saved.read_text(encoding="utf-8-sig")
    assert shown.count("長い文。") == 1250
    assert "終わりの文" in shown


@scaled(1 / 8)
@given(
    content=st.text(st.characters(exclude_categories=("Cc", "Cs", "Cn")), min_size=1, max_size=60)
)
def test_any_text_comes_out(tmp_path: Path, content: str) -> None:
    content = re.sub(r"_x[0-9A-Fa-f]{4}_", "", content).strip()
    if not content or content.startswith("="):
        return
    rows = [text("節", "題"), indicator(), text("検証と課題", content), text("方向性", "d")]
    result, target = build(tmp_path, rows)
    assert not result.checked.has_errors
    assert content in body_text(target)
