"""Where the time of a report goes, and what writing and reading Excel's parts ourselves saves.

``python benchmarks/phases.py`` prints three tables; Linux only. Each figure is a median, with the
least and the greatest value in brackets.

1. The phases of one command on the real workbook and on ones with its chapters 10 and 100 times,
   each run in a process of its own.
2. The workbooks behind its graphs: ours, and openpyxl's with the same cells.
3. A sheet with a format, and nothing else, in each row down to the last: our reading, openpyxl's.
"""

import io
import json
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

from bench import ROOT, child, enlarge

from kumareport.office.charts.charts import ChartData

COMMAND_RUNS = {1: 21, 10: 5, 100: 1}
GRAPH_RUNS = 21
SHEET_RUNS = 5
LAST_ROW = 1_048_576

READ = {
    "ours": "from pathlib import Path\nfrom kumareport.office.excel.spreadsheet import read_workbook\n"
    "start = time.perf_counter()\nbook = read_workbook(Path({book!r}))",
    "openpyxl": "import openpyxl\n"
    "start = time.perf_counter()\nbook = openpyxl.load_workbook({book!r})",
}


def spread(values: Sequence[float], form: str = ".3f") -> str:
    """The median, with the least and the greatest value."""
    return f"{statistics.median(values):{form}} ({min(values):{form}}-{max(values):{form}})"


def command_phases(book: Path, count: int) -> None:
    """Table 1 for one workbook."""
    command = [
        sys.executable, str(ROOT / "benchmarks" / "one_command.py"), str(book),
        str(book.with_suffix(".docx")), str(ROOT / "templates" / "report.docx"),
    ]  # fmt: skip
    runs: list[dict[str, float]] = []
    for _ in range(count):
        start = time.perf_counter()
        done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
        whole = time.perf_counter() - start
        phases: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
        runs.append({"interpreter": whole - sum(phases.values()), **phases, "whole": whole})
    for phase in runs[0]:
        print(f"  {phase:<26}{spread([run[phase] for run in runs])}")


def real_graphs() -> list[ChartData]:
    """The data of the real report's graphs."""
    from kumareport import pipeline
    from kumareport.graphs.indicator import graph_of
    from kumareport.office.charts.chart_kinds import LINES

    report = pipeline.check(ROOT / "input.xlsx").report
    rows = [row for _, _, group in report.groups() for row in group.rows if row.is_chartable]
    graphs = (graph_of(row, report.settings, titled=True) for row in rows)
    return [graph.data(LINES, 5) for graph in graphs]


def with_openpyxl(data: ChartData) -> bytes:
    """The workbook of :func:`kumareport.office.charts.chart_workbook.embedded_workbook`, through openpyxl."""
    from openpyxl import Workbook
    from openpyxl.styles import Font

    from kumareport.office.charts.number_codes import number_format

    font = Font("BIZ UDPゴシック", size=11)
    code = number_format(max(series.decimals for series in data.series))
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Sheet1"
    for column, series in enumerate(data.series, 2):
        sheet.cell(1, column, series.name).font = font
        for row, value in enumerate(series.values, 2):
            if value is not None:
                cell = sheet.cell(row, column, value)
                cell.font, cell.number_format = font, code
    for row, category in enumerate(data.categories, 2):
        sheet.cell(row, 1, category).font = font
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def graph_workbooks() -> None:
    """Table 2."""
    from kumareport.office.charts.chart_workbook import embedded_workbook

    graphs = real_graphs()
    ways: dict[str, Callable[[ChartData], object]] = {
        "ours": embedded_workbook,
        "openpyxl": with_openpyxl,
    }
    print(f"a graph's workbook, {GRAPH_RUNS} times {len(graphs)} of them, milliseconds each")
    spent: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(GRAPH_RUNS):
        for name, way in ways.items():
            start = time.perf_counter()
            for data in graphs:
                way(data)
            spent[name].append((time.perf_counter() - start) / len(graphs) * 1000)
    for name, values in spent.items():
        print(f"  {name:<26}{spread(values, '.2f')}")


def blank_rows(path: Path, last: int) -> Path:
    """A workbook with one text, and a cell that only has a format in each row down to ``last``."""
    from openpyxl import Workbook
    from openpyxl.styles import PatternFill

    book = Workbook()
    book.worksheets[0]["A1"] = "text"
    book.worksheets[0]["A2"].fill = PatternFill("solid", fgColor="FFFF00")
    packed = io.BytesIO()
    book.save(packed)
    with zipfile.ZipFile(packed) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name).decode()
            if name == "xl/worksheets/sheet1.xml":
                head, mark, tail = data.partition("</sheetData>")
                rows = "".join(
                    f'<row r="{number}" ht="20" customHeight="1"><c r="A{number}" s="1"/></row>'
                    for number in range(3, last + 1)
                )
                head = head.replace('<dimension ref="A1:A2"', f'<dimension ref="A1:A{last}"')
                data = head + rows + mark + tail
                print(f"  ({last:,} rows: {len(data) / 1e6:.0f} MB of XML)")
            new.writestr(name, data)
    return path


def blank_sheet(folder: Path) -> None:
    """Table 3."""
    print(f"a sheet with nothing but formats, {SHEET_RUNS} processes: seconds, peak MB")
    for last in (3, LAST_ROW):
        book = blank_rows(folder / f"{last}.xlsx", last)
        for name, code in READ.items():
            runs = [child(code.format(book=str(book))) for _ in range(SHEET_RUNS)]
            seconds = spread([run.inner for run in runs], ".2f")
            print(f"  {name:<26}{seconds:<22}{spread([run.peak for run in runs], '.0f')}")


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        for times, count in COMMAND_RUNS.items():
            print(f"one command, chapters {times} times, {count} processes, seconds")
            command_phases(enlarge(times, Path(folder) / f"{times}.xlsx"), count)
        graph_workbooks()
        blank_sheet(Path(folder))


if __name__ == "__main__":
    main()
