"""Arbitrary workbooks: checking never fails, its order is stable, each finding has a real place.

The usual run takes a few hundred; ``--hypothesis-profile=thorough`` takes 10,000.
"""

import zipfile
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kumareport import pipeline
from kumareport.model.form import STANDARD
from kumareport.model.location import column_letters
from kumareport.workbook import layout
from kumareport.workbook.layout import Column, Setting

_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"

words = st.sampled_from(
    ["44.6", "１９３", "▲0.6", "41（H26）", "5,345（概数）", "7,000以上", "上昇", "維持", "-", "ー\n※算出方法変更",
     "18.6（H27）19.1（H28）", "365日24時間", "中止", "○", "×", "有", "無", "節", "指標", "検証と課題", "方向性",
     "注記", "実績\nR5", "検証値 R1", "設定", "=1+1", "{{ x }}", "９.９.９", "(((", "R5", "％", "人", "十億円",
     "指標の割合は、基準値より減少した。", "前年度より増加し、検証値を達成した。", "令和６年３月末時点で９６校区で設立された。",
     "令和元年度以降は減少に転じ、未達成となった。", "過去最多の２兆７,２６０億円（令和2年度）となった", "できなった。。", "・・", "㎜①ｱ"]
)  # fmt: skip
texts = words | st.text(max_size=40) | st.lists(words, max_size=4).map("".join)
numbers = st.floats(allow_nan=False, allow_infinity=False) | st.integers(-(10**9), 10**9)
cells = st.none() | texts | numbers | st.booleans()
headers = st.lists(
    st.sampled_from([*map(str, Column), "基準値 H27", "実績 R1", "実績 R4", "実績 R5", "検証値 R5", "検証値 R1"])
    | texts,
    min_size=2,
    max_size=18,
)  # fmt: skip
records = st.lists(st.lists(cells, max_size=18), max_size=12)
usual = st.just([*[str(c) for c in Column][:6], "基準値 H27", "実績 R3", "実績 R4", "実績 R5", "検証値 R5", *[str(c) for c in Column][6:]])  # fmt: skip
kinds = st.sampled_from([kind.name for kind in STANDARD.kinds])


Sheets = dict[str, list[list[Any]]]
"""The rows of each sheet."""


@st.composite
def workbooks(draw: st.DrawFn) -> Sheets:
    """Sheets by name: 設定 with some of its lines, a chapter in the usual form or in any."""
    lines = [[str(name), draw(cells)] for name in Setting if draw(st.integers(0, 9))]
    lines += [["章一覧"], ["第１章", "第１章", draw(texts)], [draw(texts)], [], ["所管課一覧"], ["企画課"],
              [], [layout.SWITCHES_TITLE], [draw(texts), draw(texts), draw(texts)]]  # fmt: skip
    rows = draw(records)
    if draw(st.booleans()):
        rows = [[draw(kinds), None, None, None, *row] for row in rows]
    head = draw(st.one_of(usual, usual, headers))
    return {
        "設定": lines,
        "第１章": [[draw(texts)], [], head, *rows],
        "確認済": [list(layout.AcknowledgedColumn), draw(st.lists(cells, max_size=6))],
    }


def _cell(value: str | float, row: int, column: int) -> str:
    at = f"{column_letters(column)}{row}"
    if isinstance(value, bool):
        return f'<c r="{at}" t="b"><v>{int(value)}</v></c>'
    if isinstance(value, (int, float)):
        return f'<c r="{at}"><v>{value!r}</v></c>'
    kept = "".join(c for c in value if c in "\t\n\r" or 0x20 <= ord(c) < 0xD800 or 0xE000 <= ord(c) < 0xFFFE or ord(c) > 0xFFFF)  # fmt: skip
    return f'<c r="{at}" t="inlineStr"><is><t xml:space="preserve">{escape(kept)}</t></is></c>'


def write(path: Path, sheets: Sheets) -> Path:
    """A workbook with nothing but cells."""
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("[Content_Types].xml", _TYPES)
        package.writestr("_rels/.rels", f'<Relationships xmlns="{_RELS}"><Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>')  # fmt: skip
        names = "".join(f'<sheet name={quoteattr(name)} sheetId="{n}" r:id="r{n}"/>' for n, name in enumerate(sheets, 1))  # fmt: skip
        package.writestr("xl/workbook.xml", f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{names}</sheets></workbook>')  # fmt: skip
        rels = "".join(f'<Relationship Id="r{n}" Type="{_OFFICE}/worksheet" Target="worksheets/s{n}.xml"/>' for n, _ in enumerate(sheets, 1))  # fmt: skip
        package.writestr("xl/_rels/workbook.xml.rels", f'<Relationships xmlns="{_RELS}">{rels}</Relationships>')  # fmt: skip
        for n, rows in enumerate(sheets.values(), 1):
            data = "".join(
                f'<row r="{r}">{"".join(_cell(v, r, c) for c, v in enumerate(row, 1) if v is not None)}</row>'
                for r, row in enumerate(rows, 1)
            )
            package.writestr(f"xl/worksheets/s{n}.xml", f'<worksheet xmlns="{_MAIN}"><sheetData>{data}</sheetData></worksheet>')  # fmt: skip
    return path


@given(sheets=workbooks())
def test_any_workbook_can_be_checked(
    tmp_path_factory: pytest.TempPathFactory, sheets: Sheets
) -> None:
    path = write(tmp_path_factory.getbasetemp() / "random.xlsx", sheets)
    result = pipeline.check(path)
    assert pipeline.check(path).findings == result.findings
    order = ["", *sheets]
    places = [(order.index(f.location.sheet), f.location.row, f.location.column) for f in result.findings]  # fmt: skip
    assert places == sorted(places)
    for finding in result.findings:
        for place in (finding.location, *finding.related):
            rows = sheets.get(place.sheet, [])
            assert place.row <= max(len(rows), 1)
            widest = max((len(row) for row in rows), default=0)
            assert place.column <= max(widest, len(Column) + 20)
        assert finding.message
        assert finding.key.startswith(finding.code)
