"""The changed parts of a text, for marking them."""

from kumareport.prose.word_changes import word_changes


def marked_pieces(old: str, new: str) -> tuple[tuple[str, bool], ...]:
    """The new text in pieces, each with whether it differs from the old one.

    Where something was only taken out, the words on both sides of the gap are not marked.
    """
    return tuple((change.new, change.is_change) for change in word_changes(old, new) if change.new)
