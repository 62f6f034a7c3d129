"""Write ``input.xlsx``, the real report in the 様式, from the facts in ``tests/seed/report.json``.

Run once per change of the 様式: ``python tools/make_input.py``. The clerk's workbook is the source
from then on; this script only documents where the first one came from.
"""

import json
import re
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from kumareport.workbook.layout import Setting  # noqa: E402
from kumareport.workbook.new_workbook import (  # noqa: E402
    ChapterSheet,
    NewWorkbook,
    Record,
)
from kumareport.workbook.write import write_workbook  # noqa: E402

PLAIN = re.compile(r"\d{1,3}(?:,\d{3})*(?:\.\d+)?|\d+(?:\.\d+)?")
# The direction is typed only where nothing else decides it: the target equals the base.
DIRECTIONS = {"higher": "上昇", "lower": "減少", "maintain": "維持"}
NEEDED = {
    "65歳以上の元気な高齢者の割合（65歳以上人口の内、要介護・要支援の認定を受けていない者の割合）",
    "国民健康保険給付費の対前年度の伸び率",
    "生活保護から自立した人の割合",
    "居住誘導区域内の人口密度（住民基本台帳ベース）",
}
DEPARTMENTS = json.loads((ROOT / "tools" / "departments.json").read_text(encoding="utf-8"))


def cell(raw: str) -> float | int | str:
    """A plain number as a number with its printed decimals; anything else as printed."""
    if not PLAIN.fullmatch(raw):
        return raw
    digits = raw.replace(",", "")
    return float(digits) if "." in digits else int(digits)


def number_format(raw: str) -> str:
    """The format that shows the number as printed."""
    decimals = raw.partition(".")[2]
    whole = "#,##0" if "," in raw else "0"
    return whole + ("." + "0" * len(decimals) if decimals else "")


def value(raw: str) -> tuple[float | int | str, str]:
    """A value cell: what is stored, and its number format."""
    stored = cell(raw)
    return stored, number_format(raw) if not isinstance(stored, str) else "General"


def with_breaks(raw: str) -> str:
    """The line breaks that the printed cells have before a second value or a note."""
    return raw.replace("）1", "）\n1").replace("ー※", "ー\n※")


def chapter_sheet(
    chapter: dict[str, Any], name: str, prefix: str, headers: list[tuple[str, str]]
) -> ChapterSheet:
    """One chapter as a sheet."""
    records: list[Record] = []
    for s, section in enumerate(chapter["sections"], 1):
        key = f"{prefix}-{s}"
        department = DEPARTMENTS["sections"][key]
        records.append(Record("節", key, section["title"], department=department))
        titles = list(section["chart_titles"])
        for i, row in enumerate(section["indicators"], 1):
            records.append(indicator(row, f"{key}-指{i}", headers, section, titles))
        for note in section["section_notes"]:
            records.append(Record("注記", f"{key}-注1", note))
        for kind, field, letter in (
            ("検証と課題", "verification_bullets", "検"),
            ("方向性", "direction_bullets", "方"),
        ):
            for b, bullet in enumerate(section[field], 1):
                records.append(Record(kind, f"{key}-{letter}{b}", bullet["text"]))
    return ChapterSheet(
        name=name,
        number=chapter["number"],
        title=chapter["title"],
        periods=[header for header, _ in headers],
        records=records,
    )


def indicator(
    row: dict[str, Any],
    key: str,
    headers: list[tuple[str, str]],
    section: dict[str, Any],
    titles: list[str],
) -> Record:
    """One indicator row."""
    name = "\n".join([row["name"], *row["notes"]])
    cells: dict[str, Any] = {
        **row["periods"],
        "mid": row.get("target_mid") or {},
        "final": row["target_final"],
    }
    values = [value(with_breaks(cells[source].get("raw", ""))) for _, source in headers]
    merged = next(
        (
            n
            for n, (_, src) in enumerate(headers)
            if "merged_with" in cells[src] or "※" in cells[src].get("raw", "")
        ),
        None,
    )
    return Record(
        "指標",
        key,
        name,
        group=row.get("group") or "",
        unit=row["unit"],
        values=values,
        merged=(merged, 2)
        if merged is not None and not cells[headers[merged + 1][1]].get("raw")
        else None,
        direction=DIRECTIONS[row["direction"]] if row["name"] in NEEDED else "",
        chart="無" if "※グラフ無" in row["notes"] else "有",
        chart_title=chart_title(row, section, titles),
        department=DEPARTMENTS["indicators"].get(key, ""),
    )


def chart_title(row: dict[str, Any], section: dict[str, Any], titles: list[str]) -> str:
    """The printed title that belongs to a row; empty where it is the name itself."""
    bare = re.sub(r"[（(].*?[）)]|※", "", row["name"])
    for title in titles:
        if title == row["name"].rstrip("※") or title in (bare, row["name"].replace("※", "")):
            return "" if title == row["name"] else title
    for title in titles:
        if title in row["name"].translate(str.maketrans("", "", "※")) or title in bare:
            return title
    return ""


def main(target: Path = ROOT / "input.xlsx") -> None:
    """Write input.xlsx."""
    seed = json.loads((ROOT / "tests" / "seed" / "report.json").read_text(encoding="utf-8"))
    years = ["H28", "H29", "H30", "R1"]
    eleven = [("基準値\nH27", "基準値")]
    eleven += [(f"実績\n{y}", y) for y in years] + [("検証値\nR1", "mid")]
    eleven += [(f"実績\n{y}", y) for y in ("R2", "R3", "R4", "R5")] + [("検証値\nR5", "final")]
    six = [("基準値\nH30", "基準値")]
    six += [(f"実績\n{y}", y) for y in ("R2", "R3", "R4", "R5")] + [("検証値\nR5", "final")]
    sheets: list[ChapterSheet] = []
    for c, chapter in enumerate(seed["chapters"], 1):
        name = chapter["number"] or "推進"
        headers = eleven if chapter["number"] else six
        sheets.append(
            chapter_sheet(chapter, name, str(c) if chapter["number"] else "推進", headers)
        )
    legend = seed["legend"]
    write_workbook(
        NewWorkbook(
            settings={
                Setting.TITLE: seed["title"],
                Setting.YEAR: "R5",
                Setting.LABEL: seed["label"],
                Setting.LEGEND_ACHIEVED: legend["○"],
                Setting.LEGEND_NEARLY: legend["△"],
                Setting.LEGEND_MISSED: legend["×"],
                Setting.RECOUNT: "目標年次に向けて順調に推移している総合計画の検証指標の割合",
            },
            chapters=sheets,
            departments=[tuple(line) for line in DEPARTMENTS["departments"]],
        ),
        target,
    )


if __name__ == "__main__":
    main()
