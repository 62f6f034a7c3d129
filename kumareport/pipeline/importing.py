"""From the files that an office has to its first workbook."""

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from kumareport.output import Written
from kumareport.pipeline.targets import check_not_a_source
from kumareport.regular_file import check_regular

if TYPE_CHECKING:
    from kumareport.importing.placing import Placing

BOOK_NAME = "input.xlsx"


class ImportResult(Struct, frozen=True):
    """What :func:`import_files` did.

    Attributes:
        mapping: 取込対応表, where this was the first run.
        book, result: the workbook and 取込結果, where it was the second.
        counts: what was found, in words and numbers.
        doubtful: how many lines of the mapping are not sure.
        unread: the files that could not be read, with why.
    """

    mapping: Written | None
    book: Written | None
    result: Written | None
    counts: Sequence[tuple[str, int]]
    doubtful: int
    unread: Sequence[tuple[str, str]]


def import_files(paths: Sequence[Path], folder: Path, mapping: Path | None = None) -> ImportResult:
    """Read what an office has. Without a mapping, write one; with it, the workbook.

    Args:
        paths: lists, 帳票, Word reports, and folders of them.
        folder: where the results go. A 取込対応表.xlsx in it is the mapping.
        mapping: one from elsewhere (last year's, another file's).

    Raises:
        InputFileError, OutputFileError: it cannot go on.
    """
    from kumareport.importing.files import read_sources
    from kumareport.importing.guess import TITLE, guess_all, guess_title
    from kumareport.importing.known_forms import with_declared_names
    from kumareport.importing.mapping import (
        MAPPING_NAME,
        read_mapping,
        read_pointed,
        with_reserved,
        write_mapping,
    )
    from kumareport.importing.place_lines import place_sheet
    from kumareport.importing.places import choices_of
    from kumareport.importing.placing import Placing
    from kumareport.importing.quote import Origin
    from kumareport.importing.reading import found_in
    from kumareport.importing.result_book import RESULT_NAME, counts_of, write_result_book
    from kumareport.importing.rewriting import rewrite
    from kumareport.importing.sampling import Sample, sample_all
    from kumareport.importing.taking import take
    from kumareport.importing.targets import Choice, Goes
    from kumareport.workbook.layout import Setting

    for name in (MAPPING_NAME, BOOK_NAME, RESULT_NAME):
        check_not_a_source(folder / name, *(path for path in paths if path.is_file()))
    known = mapping or (folder / MAPPING_NAME if (folder / MAPPING_NAME).is_file() else None)
    if known is not None:
        check_regular(known)
    told = read_mapping(known) if known else {}
    read = read_sources(paths, folder)
    pointed = read_pointed(known) if known else []
    rewritten = [done for source in read.sources for done in rewrite(source, pointed)]
    of_quotes = {q: c for source in read.sources for q, c in choices_of(source, pointed).items()}
    found = [found_in(source, pointed) for source in read.sources]
    samples = sample_all(found)
    declared = next((s.declared for s in read.sources if s.declared), None)
    guesses = with_declared_names(with_reserved(guess_all(samples)), declared)
    first = next((quote for source in read.sources for quote in source.quotes()), None)
    file = read.sources[0].file
    origin = first.origin if first else Origin(file, "")
    samples = {TITLE: Sample(TITLE, TITLE.word, origin, [first.text] if first else [])} | samples
    title = guess_title(samples, guesses, first.text if first else "", Path(file).stem)
    if declared is not None and declared.lines.get(Setting.TITLE):
        title = Choice(Goes.TITLE, str(declared.lines[Setting.TITLE]), why="「設定」の題名です")
    guesses = {TITLE: title} | guesses
    placing = Placing(guesses | told, of_quotes)
    placing.draft.readings += rewritten
    placing.draft.declared = declared
    for things in found:
        take(placing, things)
    placing.settle_order()
    placing.settle_empty()
    placing.settle_legend()
    placing.name(placing.choice(TITLE).name, read.sources)
    counts = [(str(row[0]), int(str(row[1]))) for row in counts_of(placing, read.sources)]
    if known is None:
        doubtful = sum(choice.sure != "高" for choice in guesses.values())
        written = write_mapping(
            samples, guesses, counts, place_sheet(found, placing), folder / MAPPING_NAME
        )
        return ImportResult(written, None, None, counts, doubtful, read.unread)
    fresh = {key: (samples[key], choice) for key, choice in guesses.items() if key not in told}
    book = _write_book(placing, folder / BOOK_NAME)
    result = write_result_book(placing, read.sources, read.unread, fresh, folder / RESULT_NAME)
    return ImportResult(None, book, result, counts, len(fresh), read.unread)


def _write_book(placing: "Placing", target: Path) -> Written:
    """Write the workbook, with the marks typed that its rule does not give."""
    from kumareport.importing.draft_book import Writing
    from kumareport.importing.marks import settle_marks
    from kumareport.workbook.read import read_report
    from kumareport.workbook.write import write_workbook

    with tempfile.TemporaryDirectory(prefix="kumareport-") as work:
        trial = Path(work) / BOOK_NAME
        write_workbook(Writing(placing.draft).workbook(), trial)
        settle_marks(placing.draft, read_report(trial))
    return write_workbook(Writing(placing.draft).workbook(), target)
