"""Publishing the report as data."""

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import IO, TYPE_CHECKING

from msgspec import Struct

from kumareport.output import Left, Written, filling, free_folder, write_result
from kumareport.pipeline.checking import CheckResult, check
from kumareport.pipeline.targets import check_not_a_source

if TYPE_CHECKING:
    from kumareport.opendata.table import Table

FORMATS = ("all", "csv", "json")
ENCODINGS = ("utf-8", "cp932")


class ExportResult(Struct, frozen=True):
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


class DataFiles(Struct, frozen=True):
    """The content of the data.

    Attributes:
        tables: the tables.
        files: the content of each file, the description of the tables behind these.
        lacking: the characters that the encoding lacks, and how often each became 〓.
    """

    tables: "Sequence[Table]"
    files: Mapping[str, bytes]
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
    result = check(source)
    made = data_files(result, format=format, encoding=encoding)
    files = made.files
    # A description of tables must never stand beside a table that somebody has changed.
    place = free_folder(folder, tuple(files))
    with filling(place, last=[*files][-1]) as new:
        for name, data in files.items():
            check_not_a_source(place / name, source)
            write_result(new / name, partial(_write, data))
    written = Written(place, folder, Left.PERSONS if place != folder else None)
    return ExportResult(result, tuple(place / name for name in files), written, made.lacking)


def data_files(result: CheckResult, *, format: str = "all", encoding: str = "utf-8") -> DataFiles:
    """The content of the files.

    Args:
        result: the workbook as read.
        format, encoding: as of :func:`export`.
    """
    from kumareport.opendata.datapackage import datapackage
    from kumareport.opendata.report_json import to_json
    from kumareport.opendata.table import to_csv
    from kumareport.opendata.tables import tables

    report, judged = result.report, result.judged
    found = tables(report, judged) if format in ("all", "csv") else ()
    files: dict[str, bytes] = {}
    lacking: Counter[str] = Counter()
    for table in found:
        encoded = to_csv(table, encoding)
        files[f"{table.name}.csv"] = encoded.data
        lacking += encoded.lacking
    if found:
        files["datapackage.json"] = datapackage(found, report.settings, encoding).encode()
    if format in ("all", "json"):
        files["報告書.json"] = to_json(report, judged).encode()
    return DataFiles(found, files, lacking)


def _write(data: bytes, file: IO[bytes]) -> None:
    file.write(data)
