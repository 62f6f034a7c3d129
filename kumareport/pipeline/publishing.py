"""Publishing the report as web pages."""

from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import IO, TYPE_CHECKING
from urllib.parse import quote

from msgspec import Struct

from kumareport.last_year import SinceLastYear
from kumareport.output import Left, Written, filling, free_folder, is_replaceable, write_result
from kumareport.pipeline.checking import CheckResult, check
from kumareport.pipeline.exporting import DataFiles, data_files
from kumareport.pipeline.progress import Progress, silent
from kumareport.pipeline.targets import check_not_a_source

if TYPE_CHECKING:
    from kumareport.web.tags import DataFile

_OLD_PAGES = ("chapter-*.html", "change-*.html")


class PublishResult(Struct, frozen=True):
    """What :func:`publish` did.

    Attributes:
        checked: the findings.
        folder: where the pages are, and what was wanted instead; None where errors stopped it.
        pages: the pages' files.
    """

    checked: CheckResult
    folder: Written | None = None
    pages: tuple[Path, ...] = ()


def publish(
    source: Path,
    folder: Path,
    template: Path,
    *,
    previous: Path | None = None,
    draft: bool = False,
    progress: Progress = silent,
) -> PublishResult:
    """Write a folder of static pages, with the data beside them.

    Pages without 案 are written only without errors.

    Args:
        source: the workbook; never changed.
        folder: where the pages go.
        template: the folder with ``page.html`` and what lies beside it.
        previous: last year's workbook, to tell what has changed.
        draft: every page says 案, and errors do not stop it.
        progress: told each step in Japanese.

    Raises:
        InputFileError, OutputFileError, TemplateError: it cannot go on.
    """
    from kumareport.web.places import DATA_FOLDER, INDEX
    from kumareport.web.render import PageTemplate
    from kumareport.web.site import Site, page_names, pages

    progress("ブックを読み、点検しています")
    result = check(source, previous)
    opened = PageTemplate(template)
    if result.has_errors and not draft:
        return PublishResult(result)
    progress("ページを作っています")
    since = SinceLastYear(result.report, result.judged, result.past)
    data = data_files(result)
    site = Site(result.report, result.judged, since, tuple(_listed(data)), draft)
    files = {name: html.encode() for name, html in pages(site, opened)}
    files |= opened.files
    files |= {f"{DATA_FOLDER}/{name}": content for name, content in data.files.items()}
    progress("ファイルに書いています")
    sources = (source, *([previous] if previous else []))
    place = _write(files, folder, INDEX, sources)
    names = page_names(result.report)
    found = {old for pattern in _OLD_PAGES for old in place.glob(pattern)}
    for old in found - {place / name for name in names}:
        # Of a report with more chapters. What a person has changed stays; nothing leads there.
        if is_replaceable(old):
            old.unlink()
    written = Written(place, folder, Left.PERSONS if place != folder else None)
    return PublishResult(result, written, tuple(place / name for name in names))


def _listed(data: DataFiles) -> "Iterator[DataFile]":
    """The files with data as the page lists them."""
    from kumareport.web.places import DATA_FOLDER
    from kumareport.web.tags import DataFile

    rows = {f"{table.name}.csv": (table.title, len(table.rows)) for table in data.tables}
    others = {"datapackage.json": "表の列の説明", "報告書.json": "報告書の全体"}
    for name, content in data.files.items():
        title, count = rows.get(name, (others.get(name, ""), None))
        yield DataFile(
            名前=name,
            場所=f"{DATA_FOLDER}/{quote(name)}",
            題名=title,
            行数="" if count is None else f"{count:,}",
            大きさ=f"{-(-len(content) // 1000):,} KB",
        )


def _write(files: Mapping[str, bytes], folder: Path, last: str, sources: tuple[Path, ...]) -> Path:
    """Write the files, all or none, where none of a person's is in the way; the folder."""
    place = free_folder(folder, tuple(files))
    with filling(place, last=last) as new:
        for name, data in files.items():
            check_not_a_source(place / name, *sources)
            write_result(new / name, partial(_put, data))
    return place


def _put(data: bytes, file: IO[bytes]) -> None:
    file.write(data)
