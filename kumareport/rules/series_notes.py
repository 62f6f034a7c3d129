"""Whether a series says that its definition changed."""

from kumareport.model.indicator import Indicator
from kumareport.model.record_kind import TextRole
from kumareport.model.report import Part
from kumareport.narrative.reading import read
from kumareport.narrative.sentences import sentences
from kumareport.narrative.subjects import namings
from kumareport.patterns import regex

_CHANGE = regex(
    r"(?:設問|質問|調査方法|調査項目|算出方法|算定方法|集計方法|定義|対象|推計方法)[^。]{0,12}?"
    r"(?:変更|修正|見直|改め|変わ)"
)


def has_note(row: Indicator) -> bool:
    """Whether the name or a value carries a ※ note about a change."""
    notes = (*row.notes, *(entry.value.note for entry in row.entries))
    return any(regex("変更|改定|改訂|修正|見直|断絶").search(note) for note in notes)


def change_in_texts(section: Part, row: Indicator) -> str:
    """The verifying sentence that tells of a change of the row's definition; empty for none."""
    names = namings(section)
    for text in section.of_role(TextRole.VERIFICATION):
        for sentence in sentences(text.text):
            if not _CHANGE.search(sentence.plain):
                continue
            about = read(sentence.plain, names).subject
            if len(names.rows) == 1 or (about is not None and row in about.rows):
                return sentence.shown
    return ""
