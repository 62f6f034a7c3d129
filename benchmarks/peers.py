"""kumareport beside the template engines, with the same work in one run, warm, in CPU seconds.

``python benchmarks/peers.py --install`` puts the Node engines into benchmarks/node_modules (which git
ignores); ``python benchmarks/peers.py`` prints the table, ``… 8000x1`` also another size. The engines
only fill in a template; kumareport reads and checks a workbook, lays tables out, and leaves the way
back in the file. CPU time, because a machine may have other work; each run changes one cell.
"""

import json
import re
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from peers_work import ENGINES, ROOT, data, sections, template, workbook

HERE = Path(__file__).resolve().parent
MODULES = HERE / "node_modules"
PACKAGES = ("docxtemplater@3.71.0", "pizzip@3.3.0", "easy-template-x@7.2.8", "carbone@3.8.2")
SIZES = ("40x5", "200x8")
RUNS = 7
# The commands look for garbage as seldom (kumareport/cli/main.py); docxtpl is given the same.
PYTHON = """
import gc, json, resource, sys, time
gc.set_threshold(250_000, 50, 50)
sys.path.insert(0, {root!r})
from pathlib import Path
spent = []
{code}
print(json.dumps([spent, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))
"""
DOCXTPL = """
from docxtpl import DocxTemplate
data = json.loads(Path({data!r}).read_text("utf-8"))
for number in range({runs}):
    data["sections"][0]["rows"][0]["v1"] = 1000 + number
    start = time.process_time()
    document = DocxTemplate({template!r})
    document.render(data, autoescape=True)
    document.save({target!r})
    spent.append(time.process_time() - start)
"""
OURS = """
import io, openpyxl
from kumareport import pipeline
source, target = Path({source!r}), Path({target!r})
book = openpyxl.load_workbook(source)
for number in range({runs}):
    book.worksheets[-1].cell(5, 8).value = 2000 + number
    book.save(source)
    start = time.process_time()
    {call}
    spent.append(time.process_time() - start)
"""
CHECK = "pipeline.check(source)"
BUILD = f"pipeline.build(source, target, Path({str(ROOT / 'templates' / 'report.docx')!r}))"


def install() -> None:
    """The Node engines, by npm."""
    MODULES.mkdir(exist_ok=True)
    command = ["npm", "install", "--no-save", "--no-package-lock", "--prefix", str(HERE), *PACKAGES]
    subprocess.run(command, check=True)


def measured(command: list[str]) -> tuple[float, float]:
    """The median of the warm runs in CPU seconds, and the peak in MB."""
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    spent, peak = json.loads(done.stdout.splitlines()[-1])
    return statistics.median(spent[1:] or spent), peak


def of_python(code: str, **names: object) -> tuple[float, float]:
    """The same for a piece of Python."""
    text = PYTHON.format(root=str(ROOT), code=code.format(**names))
    return measured([sys.executable, "-c", text])


def measure(size: str, runs: int, folder: Path) -> dict[str, tuple[float, float]]:
    """What each engine that is there takes for one size (``40x5``: sections, indicators in each): the
    median in CPU seconds, and the peak in MB."""
    count, indicators = map(int, size.split("x"))
    content = sections(count, indicators)
    given = folder / "data.json"
    given.write_text(json.dumps(data(content)), encoding="utf-8")
    names = {"data": str(given), "target": str(folder / "out.docx"), "runs": runs}
    found: dict[str, tuple[float, float]] = {}
    for engine in ENGINES:
        made = template(engine, folder / f"{re.sub(r'[^a-z]', '', engine)}.docx")
        if engine == "docxtpl":
            found[engine] = of_python(DOCXTPL, template=str(made), **names)
        elif (MODULES / engine).exists():
            node = ["node", str(HERE / "peers.mjs"), engine, str(made), str(given), str(runs)]
            found[engine] = measured([*node, str(MODULES)])
    source = str(workbook(content, folder / "book.xlsx"))
    found["kumareport check"] = of_python(OURS, source=source, call=CHECK, **names)
    found["kumareport build"] = of_python(OURS, source=source, call=BUILD, **names)
    return found


def show(size: str, found: dict[str, tuple[float, float]]) -> None:
    """Print the table of one size."""
    base, build = found["docxtpl"][0], found["kumareport build"][0]
    making = build - found["kumareport check"][0]
    print(f"\n| {size} | CPU 秒 | docxtpl の何倍 | 最大 MB |\n|---|---|---|---|")
    for name, (seconds, peak) in found.items():
        print(f"| {name} | {seconds:.2f} | {seconds / base:.1f} | {peak:.0f} |")
    print(f"| build − check | {making:.2f} | {making / base:.1f} | |")


def main(words: list[str]) -> None:
    """Measure and print."""
    if "--install" in words:
        install()
        return
    for size in (*SIZES, *words):
        with tempfile.TemporaryDirectory() as folder:
            show(size, measure(size, RUNS if size == SIZES[0] else 3, Path(folder)))


if __name__ == "__main__":
    main(sys.argv[1:])
