"""取込結果: what was read, and in full all that found no place."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from kumareport.importing.excel_source import BESIDE_RECORDS
from kumareport.importing.placing import Placing
from kumareport.importing.quote import Source
from kumareport.importing.sampling import Sample
from kumareport.importing.targets import Choice, Key
from kumareport.output import Written
from kumareport.workbook.listing import (
    Align,
    ListingColumn,
    ListingTable,
    ListSheet,
    Row,
    write_listing,
)

RESULT_NAME = "取込結果.xlsx"
_WHY = {
    "グラフ": "グラフは、ブックの値から作り直します",
    BESIDE_RECORDS: "照会票やブックの説明・設定・記入者の欄です（要るものは、できたブックに書いてください）",
}
_BESIDE = "セルや段落の文ではないので、取り込みません"


def counts_of(placing: Placing, sources: Sequence[Source]) -> list[Row]:
    """What has been read and what became of it, in words and numbers."""
    parts = list(placing.draft.parts())
    indicators = [i for part in parts for i in part.indicators]
    left = sum(1 for _ in unplaced(placing, sources))
    return [
        ("読んだシート・文書", len(sources)),
        ("章（シート）", len(placing.draft.chapters)),
        ("章の下の見出し", sum(part.depth > 1 for part in parts)),
        ("指標", len(indicators)),
        ("値", sum(len(i.values) for i in indicators)),
        ("進捗の記号", sum(bool(i.mark) for i in indicators)),
        ("文", sum(len(part.texts) for part in parts)),
        ("項目の記入", sum(len(p.fields) for p in parts) + sum(len(i.fields) for i in indicators)),
        ("取り込まなかったもの", left),
    ]


def unplaced(placing: Placing, sources: Iterable[Source]) -> Iterable[tuple[str, str, str, str]]:
    """Everything that found no place: kind, text, where, why."""
    for source in sources:
        for quote in source.quotes():
            if quote not in placing.ledger.placed:
                why = placing.ledger.left.get(quote, "どのラベルや列にも当たりませんでした")
                yield "文・値", quote.text, str(quote.origin), why
        for kind, quote in source.beside:
            why = _WHY.get(kind, _BESIDE)
            yield kind, quote.text, str(quote.origin), why


def write_result_book(
    placing: Placing,
    sources: Sequence[Source],
    unread: Sequence[tuple[str, str]],
    fresh: Mapping[Key, tuple[Sample, Choice]],
    path: Path,
) -> Written:
    """Write what became of everything.

    Args:
        placing: what was placed.
        sources: what was read.
        unread: the files that could not be read, with why.
        fresh: what the mapping does not have, with the guess that was used.
        path: where it is wanted.

    Raises:
        OutputFileError: the file cannot be written.
    """
    rows = [(n, *line) for n, line in enumerate(unplaced(placing, sources), 1)]
    sheets = [
        ListSheet(
            "まとめ", "取込結果", "読み取ったものの数です。取り込まなかったものは、次のシートに全文があります。",
            (ListingTable((ListingColumn("もの", 34), ListingColumn("数", 12, Align.RIGHT)), counts_of(placing, sources)),
             *_notes(placing.draft.notes), *_unread(unread)),
        ),
        ListSheet(
            "取り込まなかったもの", "取り込まなかったもの",
            "ブックのどこにも入っていないものです。要るものは、取込対応表を直すか、ブックに書き写してください。",
            (ListingTable(
                (ListingColumn("No", 6, Align.CENTER), ListingColumn("種類", 12), ListingColumn("内容", 70),
                 ListingColumn("場所", 36), ListingColumn("理由", 40)), rows, is_list=True),),
            is_wide=True,
        ),
    ]  # fmt: skip
    if placing.draft.readings:
        lines = [
            (n, quote.text, taken, str(quote.origin))
            for n, (quote, taken) in enumerate(placing.draft.readings, 1)
        ]
        columns = (
            ListingColumn("No", 6, Align.CENTER), ListingColumn("もとの記載", 40),
            ListingColumn("読み替え", 40), ListingColumn("場所", 36),
        )  # fmt: skip
        sheets.append(
            ListSheet(
                "読み替えたもの",
                "読み替えたもの",
                "もとの記載と違う形で入れたものです。",
                (ListingTable(columns, lines, is_list=True),),
            )
        )
    if fresh:
        columns = (
            ListingColumn("種類", 10), ListingColumn("見つけた言葉", 30), ListingColumn("取り込み先", 16),
            ListingColumn("名前", 20), ListingColumn("場所", 36), ListingColumn("理由", 40),
        )  # fmt: skip
        new = [
            (
                str(key.kind),
                key.word,
                str(choice.target),
                choice.name,
                str(sample.origin),
                choice.why,
            )
            for key, (sample, choice) in fresh.items()
        ]
        sheets.append(
            ListSheet(
                "対応表にないもの",
                "対応表にないもの",
                "取込対応表になかったので、推測で取り込みました。対応表に行を足すと、そのとおりに取り込みます。",
                (ListingTable(columns, new, is_list=True),),
            )
        )
    return write_listing(sheets, path, "取込結果")


def _notes(notes: Sequence[str]) -> list[ListingTable]:
    if not notes:
        return []
    return [
        ListingTable(
            (ListingColumn("確かめること", 34),), [(note,) for note in notes], "確かめること"
        )
    ]


def _unread(unread: Sequence[tuple[str, str]]) -> list[ListingTable]:
    if not unread:
        return []
    columns = (ListingColumn("読めなかったファイル", 34), ListingColumn("理由", 80))
    return [ListingTable(columns, unread, "読めなかったファイル")]
