"""What a graph shows, for any series: its cache, its workbook and its words agree."""

import io
import re
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace

from kumareport.graphs.indicator import graph_of
from kumareport.model.indicator import Indicator
from kumareport.model.location import Location
from kumareport.model.period import Year, parse_period
from kumareport.model.settings import Settings
from kumareport.model.value import Entry, Value, ValueKind
from kumareport.office.charts.chart_data import Axis, ChartData, Series
from kumareport.office.charts.chart_layout import label_sides, labelled
from kumareport.office.charts.chart_workbook import embedded_workbook
from kumareport.office.charts.charts import SampleChart
from kumareport.office.package.package import parse_xml
from tests.conftest import TEMPLATE
from tests.make_package import parts

NOWHERE = Location()
SAMPLE = SampleChart(parts(TEMPLATE)["word/charts/chart1.xml"])
NUMBER = st.none() | st.decimals(-(10**12), 10**12, places=4) | st.just(Decimal(0))
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


def entry(header: str, number: Decimal | None, column: int) -> Entry:
    period = parse_period(header, column)
    assert period is not None
    kind = ValueKind.BLANK if number is None else ValueKind.NUMBER
    decimals = 0 if number is None else 4
    return Entry(period, Value(kind, str(number), number, decimals=decimals), NOWHERE)


def indicator(values: list[Decimal | None], target: Decimal | None, gap: int) -> Indicator:
    first, *rest = values
    entries = [entry("基準値 H20", first, 7)]
    entries += [entry(f"実績 {2008 + gap + n}", number, 8 + n) for n, number in enumerate(rest, 1)]
    entries.append(entry(f"検証値 {2008 + gap + len(values)}", target, 40))
    return Indicator(
        "1", "指標", (), "件", tuple(entries), "", "", None, True, "指標", "課", NOWHERE, NOWHERE
    )


@given(
    values=st.lists(NUMBER, min_size=2, max_size=16).filter(
        lambda v: any(n is not None for n in v)
    ),
    target=NUMBER,
    gap=st.integers(0, 5),
    width=st.sampled_from((160.0, 246.0, 493.0)),
)
@example([Decimal(0), Decimal(0)], None, 0, 160.0)
@example([None, Decimal(7)], Decimal(-7), 5, 160.0)
@example([Decimal("0.0001"), Decimal(10**12)], Decimal(1), 0, 493.0)
@example([Decimal(n) for n in range(16)], Decimal(99), 0, 160.0)
def test_cache_workbook_and_words_agree(
    values: list[Decimal | None], target: Decimal | None, gap: int, width: float
) -> None:
    graph = graph_of(indicator(values, target, gap), Settings(), titled=False)
    data = labelled(graph.data(SAMPLE.kind, 4), width)
    root = parse_xml(SAMPLE.with_data(data, width, 96))
    sheet = openpyxl.load_workbook(io.BytesIO(embedded_workbook(data))).worksheets[0]
    count = 1 + gap + len(values) - 1 if target is None else gap + len(values) + 1
    years = [cell.value for cell in sheet["A"][1:]]
    assert len(years) == len(data.categories) == count
    expected = [values[0], *[None] * gap, *values[1:]]
    cached: list[list[Decimal | None]] = []
    for column, series in enumerate(root.iter(f"{C}ser"), 2):
        points = {
            int(p.get("idx", "")): Decimal(p[0].text or "")
            for p in series.iterfind(f"{C}val//{C}pt")
        }
        cached.append([points.get(n) for n in range(count)])
        stored = [sheet.cell(row, column).value for row in range(2, count + 2)]
        assert [None if v is None else float(v) for v in cached[-1]] == [
            None if v is None else float(str(v)) for v in stored
        ]
        assert [v.text for v in series.iterfind(f"{C}cat//{C}v")] == years
    assert cached[0][: len(expected)] == expected
    assert len(cached) == (1 if target is None else 2)
    words = graph.alt_text(SAMPLE.kind)
    known = [n for n in values if n is not None]
    for number in (known[0], known[-1], max(known), min(known), target):
        if number is not None:
            shown = f"{abs(number):,.4f}"
            assert f"{'▲' if number < 0 else ''}{shown}件" in words
    assert words.startswith("折れ線グラフ。")


def test_the_axis_names_the_unit_and_the_sign() -> None:
    graph = graph_of(indicator([Decimal(3), Decimal(5)], None, 0), Settings(), titled=False)
    assert '"件"' in SAMPLE.with_data(graph.data(SAMPLE.kind, 4)).decode().replace("&quot;", '"')
    below = graph_of(
        indicator([Decimal(-3), Decimal(5)], None, 0), Settings(minus="△"), titled=False
    )
    code = SAMPLE.with_data(below.data(SAMPLE.kind, 4)).decode().replace("&quot;", '"')
    assert '"△"#,##0' in code


@pytest.mark.parametrize("prefix", ["", "chart:"])
def test_the_names_of_the_namespaces_are_the_templates_own(prefix: str) -> None:
    sample = parts(TEMPLATE)["word/charts/chart1.xml"].decode()
    other = re.sub("(</?)c:", rf"\1{prefix}", sample)
    other = other.replace("xmlns:c=", f"xmlns:{prefix[:-1]}=" if prefix else "xmlns=")
    graph = graph_of(
        indicator([Decimal(3), None, Decimal(5)], Decimal(9), 0), Settings(), titled=True
    )
    data = graph.data(SAMPLE.kind, 4)
    made = [SampleChart(xml.encode()).with_data(data) for xml in (sample, other)]
    usual, found = (
        [(e.tag, dict(e.attrib), e.text) for e in parse_xml(xml).iter()] for xml in made
    )
    assert found == usual
    assert made[0] != made[1]


def test_a_mark_keeps_its_colour_where_another_is_absent() -> None:
    """○ and × without △ take the first and the third colour of the sample's bars."""
    one = (Decimal(1),)
    series = (Series("○", one, look=0), Series("×", one, look=2))
    data = ChartData("", ("第１章",), series, Axis(Decimal(0), Decimal(1), Decimal(1)))
    bars = parse_xml(SampleChart(parts(TEMPLATE)["word/charts/chart2.xml"]).with_data(data), "bars")
    found = [
        (ser.findtext(f".//{C}tx//{C}v"), color.get("val"), index.get("val"))
        for ser in bars.iter(f"{C}ser")
        if (color := ser.find(f"{C}spPr//{{*}}srgbClr")) is not None
        and (index := ser.find(f"{C}idx")) is not None
    ]
    assert found == [("○", "1F4E79", "0"), ("×", "C55A11", "1")]


def test_labels_that_find_no_room_are_left_out() -> None:
    """A million at each of eight years on 75 points: 51 points wide each, 9.3 apart."""
    years = tuple(f"令和{n}年度" for n in range(1, 9))
    actual = Series("実績", (None,) * 8)
    target = Series("目標", (Decimal(1_000_000),) * 8)
    shorter = (tuple(f"R{n}" for n in range(1, 9)), ("R1", *map(str, range(2, 9))))
    axis = Axis(Decimal(0), Decimal(2_000_000), Decimal(500_000))
    data = ChartData("", years, (actual, target), axis, shorter=shorter)
    assert labelled(data, 493).categories == shorter[0]
    assert labelled(data, 800).categories == years
    assert labelled(data, 140).categories == shorter[1]
    assert label_sides(data, 1, 140, 96) == {0: "t", 3: "b", 7: "t"}
    labels = parse_xml(SAMPLE.with_data(data, 140, 96)).findall(f".//{C}dLbl")
    assert [one.find(f"{C}delete") is None for one in labels] == [n in (0, 3, 7) for n in range(8)]


def test_years_in_their_shortest_form() -> None:
    row = indicator([Decimal(3), Decimal(5)], None, 0)
    entries = tuple(
        replace(e, period=replace(e.period, year=Year(ad, label)))
        for e, ad, label in zip(
            row.entries[:2], (2018, 2019), ("平成30年度", "令和元年度"), strict=True
        )
    )
    graph = graph_of(replace(row, entries=entries), Settings(), titled=False)
    assert graph.data(SAMPLE.kind, 4).shorter == (
        ("H30", "R1"),
        ("H30", "R1"),
        ("30\nH", "1\nR"),
    )
