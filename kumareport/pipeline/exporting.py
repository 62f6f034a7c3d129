"""Publishing the report as data."""

from collections import Counter
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO

from kumareport.output import Left, Written, filling, free_folder, write_result
from kumareport.pipeline.checking import CheckResult, check
from kumareport.pipeline.targets import check_not_a_source

FORMATS = ("all", "csv", "json")
ENCODINGS = ("utf-8", "cp932")


@dataclass(frozen=True, slots=True)
class ExportResult:
    """What :func:`export` did.

    Attributes:
        checked: the findings.
        written: the files.
        folder: where they are, and what was wanted instead.
        lacking: the characters that the encoding lacks, and how often each became 〓.
    """

    checked: CheckResult
    written: tuple[Path, ...]
    folder: Written
    lacking: Counter[str]


def export(
    source: Path, folder: Path, *, format: str = "all", encoding: str = "utf-8"
) -> ExportResult:
    """Write a workbook's content as CSV and JSON.

    Args:
        source: the workbook; never changed.
        folder: where the files go.
        format: ``csv``, ``json`` or ``all``.
        encoding: of the CSV files, ``utf-8`` (with a byte order mark) or ``cp932``.

    Raises:
        InputFileError, OutputFileError: it cannot go on.
    """
    from kumareport.opendata.datapackage import datapackage
    from kumareport.opendata.report_json import to_json
    from kumareport.opendata.table import to_csv
    from kumareport.opendata.tables import tables

    result = check(source)
    files: dict[str, bytes] = {}
    lacking: Counter[str] = Counter()
    if format in ("all", "csv"):
        found = tables(result.report, result.judged)
        for table in found:
            encoded = to_csv(table, encoding)
            files[f"{table.name}.csv"] = encoded.data
            lacking += encoded.lacking
        described = datapackage(found, result.report.settings.title, encoding)
        files["datapackage.json"] = described.encode()
    if format in ("all", "json"):
        files["報告書.json"] = to_json(result.report, result.judged).encode()
    # A description of tables must never stand beside a table that somebody has changed.
    place = free_folder(folder, tuple(files))
    with filling(place, last=[*files][-1]) as new:
        for name, data in files.items():
            check_not_a_source(place / name, source)
            write_result(new / name, partial(_write, data))
    written = Written(place, folder, Left.PERSONS if place != folder else None)
    return ExportResult(result, tuple(place / name for name in files), written, lacking)


def _write(data: bytes, file: IO[bytes]) -> None:
    file.write(data)
