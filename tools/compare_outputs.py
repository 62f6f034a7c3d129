"""Build everything with two checkouts and name each difference: what a refactoring may not have.

``python tools/compare_outputs.py OLD NEW [WORKBOOK]``; OLD and NEW are folders of this repository
(``git worktree add``). Both read the same returns: forms and drafts that OLD sent out, edited here.
Times of saving do not count.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from itertools import zip_longest
from pathlib import Path

import openpyxl
from lxml import etree
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

_ROUND = ("--deadline", "2026-12-10", "--contact", "内線 2035", "--word", "--past-deadline")
_TIMES = re.compile(
    rb"<dcterms:(created|modified)[^<]*<|"
    rb"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?|\d{2}:\d{2}(:\d{2})?"
)
# The key of a round and the digests of a 控え hold the time of sending out; bookmarks (24) do not.
_DIGESTS_OF_TIMES = re.compile(rb"\b(?:[0-9a-f]{64}|[0-9a-f]{16})\b")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def main(old: Path, new: Path, workbook: Path) -> int:
    """Build, compare, tell; how many files differ."""
    with tempfile.TemporaryDirectory() as name:
        base = Path(name)
        returns = base / "返送"
        _kumareport(old, base, "distribute", workbook, returns, *_ROUND)
        for file in sorted(returns.rglob("*.*")):
            if file.name.startswith("照会票_"):
                _edit_form(file)
            elif file.name.startswith("報告書案_"):
                _edit_draft(file)
        for checkout, out in ((old, base / "旧"), (new, base / "新")):
            out.mkdir()
            _build(checkout, out, workbook, returns)
        paths = _paths(base)
        differing = [difference for path in paths if (difference := _difference(base, path))]
        ends = [file.read_text("utf-8").split()[-1] for file in sorted((base / "新").glob("*.txt"))]
    print(*differing, f"{len(paths)} 個のファイルに {len(differing)} 件の違い", sep="\n")
    print("終了コード", *ends)
    return len(differing)


def _build(checkout: Path, out: Path, workbook: Path, returns: Path) -> None:
    """Every output, each at the same place below the folder."""
    book, proposals = out / "input.xlsx", out / "反映案.xlsx"
    shutil.copy(workbook, book)
    for words in (
        ("check", book, "-o", out / "点検結果.xlsx", "--all"),
        ("check", book, "--format", "json"),
        ("build", book, "-o", out / "報告書.docx"),
        ("build", book, "--draft", "-o", out / "案.docx"),
        ("distribute", book, out / "照会", *_ROUND),
        ("export", book, "-o", out / "公開データ"),
        ("rollover", book, "-o", out / "次年度.xlsx"),
        ("collect", book, returns, "-o", proposals),
    ):
        _kumareport(checkout, out, *words)
    _accept_all(proposals)
    _kumareport(checkout, out, "apply", book, proposals, "-o", out / "反映後.xlsx")
    _kumareport(checkout, out, "compare", book, out / "反映後.xlsx", "-o", out / "対照表.docx")
    _kumareport(checkout, out, "check", out / "次年度.xlsx", "--previous", book, "--all")
    _kumareport(checkout, out, "init", out / "新しい計画", "--plan", "計画", *_PLAN)


_PLAN = ("--baseline", "R5", "--actual", "R6", "--target", "R10", "--chapters", "2")


def _kumareport(checkout: Path, out: Path, *words: object) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "kumareport", *map(str, words)],
        cwd=checkout,
        env={**os.environ, "PYTHONPATH": str(checkout), "SOURCE_DATE_EPOCH": "0"},
        capture_output=True,
        text=True,
        check=False,
    )
    said = (done.stdout + done.stderr).replace(str(out), "")
    number = len(list(out.glob("*.txt")))
    (out / f"{number:02}{words[0]}.txt").write_text(
        f"{said}\n終了コード {done.returncode}", encoding="utf-8"
    )


# --- returns ------------------------------------------------------------------------------------


def _edit_form(file: Path) -> None:
    """Words changed, a bullet emptied, one added, a value and an opinion."""
    book = openpyxl.load_workbook(file, rich_text=True)
    for sheet in book.worksheets:
        columns = _columns(sheet, 3)
        if "区分" in columns and "項目名・本文" in columns:
            _edit_rows(sheet, columns)
    book.save(file)


def _columns(sheet: Worksheet, row: int) -> dict[str, int]:
    """The last column of each header's first line."""
    headers = ((str(sheet.cell(row, n).value), n) for n in range(1, sheet.max_column + 1))
    return {text.split("\n")[0]: n for text, n in headers}


def _put(sheet: Worksheet, row: int, column: int, value: str | float | None) -> None:
    cell = sheet.cell(row, column)
    assert isinstance(cell, Cell)
    cell.value = value


def _edit_rows(sheet: Worksheet, columns: dict[str, int]) -> None:
    texts = columns["項目名・本文"]
    for row in range(4, sheet.max_row + 1):
        kind, text = (sheet.cell(row, n).value for n in (columns["区分"], texts))
        if kind == "指標" and row % 3 == 0:
            _put(sheet, row, columns["検証値"] - 1, row + 0.5)
        elif kind and kind not in ("節", "指標"):
            if text is None:
                _put(sheet, row, texts, f"足した文{row}。" if row % 2 else None)
            elif row % 4 == 0:
                _put(sheet, row, texts, None)
            elif row % 4 == 1:
                _put(sheet, row, texts, f"{text}追記した。")
    _put(sheet, 5, columns["事務局への意見"], "意見です。")


def _edit_draft(file: Path) -> None:
    """Every seventh text of the tables changed, without recording it."""
    with zipfile.ZipFile(file) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    root = etree.fromstring(parts["word/document.xml"])
    texts = [(node, node.text) for node in root.iter(f"{_W}t") if node.text and node.text[3:]]
    for node, text in texts[5::7]:
        node.text = f"{text[:-1]}改め{text[-1]}"
    parts["word/document.xml"] = etree.tostring(root)
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)


def _accept_all(file: Path) -> None:
    book = openpyxl.load_workbook(file, rich_text=True)
    sheet = next(sheet for sheet in book.worksheets if sheet.title == "修正案")
    assert isinstance(sheet, Worksheet)
    head = next(row for row in range(1, 30) if sheet.cell(row, 1).value == "No")
    columns = _columns(sheet, head)
    for row in range(head + 1, sheet.max_row + 1):
        if sheet.cell(row, 1).value:
            _put(sheet, row, columns["判断"], "採用")
            _put(sheet, row, columns["判断した人"], "担当")
    book.save(file)


# --- comparing ----------------------------------------------------------------------------------


def _paths(base: Path) -> list[str]:
    found = {
        str(file.relative_to(base / side))
        for side in ("旧", "新")
        for file in (base / side).rglob("*")
        if file.is_file()
    }
    return sorted(found)


def _difference(base: Path, path: str) -> str:
    old, new = base / "旧" / path, base / "新" / path
    if not (old.exists() and new.exists()):
        return f"{path}：{'新' if old.exists() else '旧'}にありません"
    if not zipfile.is_zipfile(old):
        return _first(path, _bare(old.read_bytes(), base), _bare(new.read_bytes(), base))
    with zipfile.ZipFile(old) as one, zipfile.ZipFile(new) as other:
        if one.namelist() != other.namelist():
            return f"{path}：部品が違います {set(one.namelist()) ^ set(other.namelist())}"
        parts = ((n, _bare(one.read(n), base), _bare(other.read(n), base)) for n in one.namelist())
        return "\n".join(filter(None, (_first(f"{path} {n}", a, b) for n, a, b in parts)))


def _bare(content: bytes, base: Path) -> bytes:
    """Without times, the folder and the digests that contain times."""
    for side in ("旧", "新"):
        content = content.replace(str(base / side).encode(), b"")
    return _DIGESTS_OF_TIMES.sub(b"#", _TIMES.sub(b"", content))


def _first(where: str, old: bytes, new: bytes) -> str:
    if old == new:
        return ""
    at = next(n for n, (a, b) in enumerate(zip_longest(old, new)) if a != b)
    start = max(0, at - 120)
    quotes = (part[start : at + 160].decode("utf-8", "replace") for part in (old, new))
    return "\n".join((where, *(f"  {side}：…{q}" for side, q in zip("旧新", quotes, strict=True))))


if __name__ == "__main__":
    old, new, *rest = (Path(word).resolve() for word in sys.argv[1:])
    sys.exit(main(old, new, rest[0] if rest else new / "input.xlsx") > 0)
