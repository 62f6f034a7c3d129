"""The kinds of record (記録の区分): their shapes, roles and who writes them."""

from enum import StrEnum

from msgspec import Struct


class Shape(StrEnum):
    """What a record is made of (形)."""

    HEADING = "見出し"
    INDICATOR = "指標"
    TEXT = "文"
    NOTE = "注記"
    LIST = "一覧"


class TextRole(StrEnum):
    """What a text is for (役): what the rules ask of it."""

    PURPOSE = "目的"
    VERIFICATION = "検証"
    DIRECTION = "方向"
    OPINION = "意見"
    NONE = "なし"


class Author(StrEnum):
    """Who fills a record or a column in (記入)."""

    DEPARTMENT = "所管課"
    OFFICE = "事務局"
    OUTSIDE = "外部"


class Turn(StrEnum):
    """What a rollover to the next year does (年度更新)."""

    MOVE = "移す"
    KEEP = "残す"
    CLEAR = "消す"


class RecordKind(Struct, frozen=True):
    """A kind of record (区分).

    Attributes:
        name: as it stands in the column 区分, in tags and in keys. Two kinds of a form share none.
        shape: what it is made of.
        depth: of a heading: how deep the part lies that it opens. The sheet is 1.
        under: the names of the headings below which it may stand, :data:`kumareport.model.form.FRONT` for the sheet's
            front; empty for any.
        role: what its text is for.
        heading: the words above its texts; of a heading, how the first below another one is
            numbered. Empty for the usual.
        author: who fills it in.
        turn: what a rollover does with its text.
        is_required: whether every part that it may stand under must have one.
        length: how many characters all its texts in one part should hold; 0 for what 設定 says.
        spellings: other words that people type for the name.
        data_name: what JSON of version 1 calls it; empty where that has no place for it.
    """

    name: str
    shape: Shape
    depth: int = 0
    under: tuple[str, ...] = ()
    role: TextRole = TextRole.NONE
    heading: str = ""
    author: Author = Author.DEPARTMENT
    turn: Turn = Turn.KEEP
    is_required: bool = False
    length: int = 0
    spellings: tuple[str, ...] = ()
    data_name: str = ""

    @property
    def label(self) -> str:
        """The words above its texts."""
        return self.heading or self.name
