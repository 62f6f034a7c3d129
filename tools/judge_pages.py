"""Judge the published pages in a real Chromium: ``python tools/judge_pages.py [--pictures FOLDER]``.

Needs Node.js with npm, and Chromium (``CHROMIUM``, else ``/usr/bin/chromium``). The judges are
axe-core and html-validate, installed into a temporary folder in the versions below; the walk with the
keyboard, the widths and the requests are watched by ``judge_pages.cjs``. Fails where they find a
fault, or cannot be had.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from kumareport import pipeline  # noqa: E402
from kumareport.workbook.preset import presets  # noqa: E402
from kumareport.workbook.starting import example_plan, starting_workbook  # noqa: E402
from kumareport.workbook.write import write_workbook  # noqa: E402
from tests.make_workbook import LONG_HEADER, Row, series, text, workbook  # noqa: E402

JUDGES = ("axe-core@4.14.1", "puppeteer-core@24.43.1", "html-validate@10.17.0")
TEMPLATE = ROOT / "templates" / "web"


def main() -> int:
    """Publish, and have the pages judged."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pictures", type=Path, help="keep pictures of the pages here")
    parser.add_argument("--judges", type=Path, help="a folder where the judges are installed")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work)
        judges = wanted.judges or installed(folder / "judges")
        sites = published(folder)
        return max(judged(site, judges, wanted.pictures) for site in sites)


def installed(folder: Path) -> Path:
    """The judges from npm."""
    npm = shutil.which("npm")
    if npm is None:
        sys.exit("npm が見つかりません。Node.js を入れてください。")
    folder.mkdir()
    (folder / "package.json").write_text("{}", encoding="utf-8")
    subprocess.run([npm, "install", "--no-fund", "--no-audit", *JUDGES], cwd=folder, check=True)
    return folder


def published(folder: Path) -> list[Path]:
    """The sites to judge: the real report, a small one with last year, gaps and hostile texts, and the
    example of each form."""
    sites = [folder / "実際の報告書", folder / "小さな報告書"]
    pipeline.publish(ROOT / "input.xlsx", sites[0], TEMPLATE)
    now, then = folder / "今年.xlsx", folder / "昨年.xlsx"
    rows = [
        series(51, 52, 53, 54, 60, name="<img src=https://example.jp/x.png onerror=alert(1)>"),
        series("▲1", "中止", 53, 54, 53.5, name="乙", unit="千人/年度"),
        series(51, 52, 53, "（集計中）", None, name="丙", group="群"),
        series(1000000, 52, 53, 54, 1234567, name="丁", group="群", targets=("-", "50以下")),
        series(51, 52, 53, 54, 55, name="新"),
    ]
    write(now, rows, "R5")
    write(then, [*rows[:4], series(51, 52, 53, 54, None, name="消えた指標")], "R4")
    pipeline.publish(now, sites[1], TEMPLATE, previous=then, draft=True)
    for preset in presets().values():
        book, site = folder / f"{preset.name}.xlsx", folder / preset.name
        write_workbook(starting_workbook(example_plan(preset)), book)
        pipeline.publish(book, site, TEMPLATE)
        sites.append(site)
    return sites


def write(path: Path, rows: list[Row], year: str) -> None:
    """A workbook of one section."""
    texts = [text("検証と課題", "</li><script>alert(1)</script>"), text("方向性", "文。")]
    extra = [("評価の年度", year), ("市名", "見本市"), ("作成日", "令和６年９月１日")]
    lines = [text("節", "題"), *rows, *texts]
    workbook(path, lines, header=LONG_HEADER, extra_settings=extra)


def judged(site: Path, judges: Path, pictures: Path | None) -> int:
    """0 where no judge has a complaint."""
    print(f"── {site.name}", flush=True)
    script = ROOT / "tools" / "judge_pages.cjs"
    more: list[str] = []
    if pictures:
        (pictures / site.name).mkdir(parents=True, exist_ok=True)
        more = [str(pictures / site.name)]
    environment = {**os.environ, "NODE_PATH": str(judges / "node_modules")}
    browser = subprocess.run(
        ["node", str(script), str(site), *more], env=environment, check=False
    ).returncode
    rules = judges / "rules.json"
    rules.write_text('{"extends": ["html-validate:standard"], "rules": {"long-title": "off"}}')
    command = [judges / "node_modules" / ".bin" / "html-validate", "--config", rules]
    files = sorted(site.glob("*.html"))
    valid = subprocess.run([*command, *files], cwd=site, check=False).returncode
    print(f"html-validate：{'誤りはありません' if not valid else '誤りがあります'}", flush=True)
    return max(browser, valid)


if __name__ == "__main__":
    sys.exit(main())
