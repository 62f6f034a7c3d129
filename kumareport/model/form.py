"""The form (様式): which kinds of record a report has, which columns, and which words head its years.

The one place that names them. Everybody else asks for a shape (形) or a role (役), or goes through
``Form.kinds``; the form in use is that of the workbook (``Settings.form``).
"""

import unicodedata
from collections.abc import Mapping
from enum import StrEnum
from functools import cached_property

from msgspec import Struct

from kumareport.model.period import (
    Period,
    Role,
    Year,
    following_header,
    parse_period,
    seems_period,
)
from kumareport.model.record_kind import Author, RecordKind, Shape, TextRole, Turn

FRONT = "章"
"""What a declaration calls the front of a sheet, above its first heading."""

AT_END = "の末尾"
"""Behind the name of a part: below all parts that lie in it."""

WHOLE = "報告書"
WHOLE_END = WHOLE + AT_END
"""What a declaration calls the whole report: what stands before its first chapter, and after its last.
Each is a sheet of its own."""

OF_REPORT = (WHOLE, WHOLE_END)
SHEETS = (FRONT, *OF_REPORT)
"""What a sheet may be: a chapter, or one of the whole report."""

DEEPEST = 4
"""The depth of the deepest parts; that of the sheet is 1."""

WRITTEN = (Shape.TEXT, Shape.NOTE, Shape.LIST)
"""The shapes of records that are one text each; of a list (一覧) it names the line, and fields say the
rest."""


class FieldType(StrEnum):
    """What a column holds (型)."""

    TEXT = "文"
    NUMBER = "数"
    MONEY = "金額"
    CHOICE = "選択"
    CHOICES = "選択（複数）"
    DATE = "日付"
    MARK = "評価"
    YEARLY_NUMBER = "年度ごとの数"
    YEARLY_MONEY = "年度ごとの金額"
    COMPUTED = "計算"
    YEARLY_COMPUTED = "年度ごとの計算"


class FormField(Struct, frozen=True):
    """A column of the records (項目), found by its header.

    Attributes:
        name: the header.
        type: what it holds.
        of: the names of the kinds of record that use it; empty for all.
        choices: what may be chosen; empty where the settings or a scheme say so.
        unit: of a number; empty for none.
        author: who fills it in.
        turn: what a rollover does with its content.
        is_printed: whether the report has a place for it.
        how: of a computed one: from what (:mod:`kumareport.model.formula`); of a mark: the name of its
            方式, behind the points that give it where they do.
        is_required: whether a blank one is told.
        is_summed: whether a list ends with its total.
    """

    name: str
    type: FieldType
    of: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    unit: str = ""
    author: Author = Author.OFFICE
    turn: Turn = Turn.KEEP
    is_printed: bool = True
    how: str = ""
    is_required: bool = False
    is_summed: bool = False


class Form(Struct, frozen=True, dict=True):
    """A form.

    Attributes:
        kinds: the kinds of record, in the order of the drop-down; headings the shallowest first.
        fields: the columns besides 区分, ID, the text itself and the years.
        words: the office's own words for what heads a year's column (列の言葉), each with its role.
    """

    kinds: tuple[RecordKind, ...]
    fields: tuple[FormField, ...] = ()
    words: tuple[tuple[str, Role], ...] = ()

    @cached_property
    def own(self) -> tuple[FormField, ...]:
        """The fields that the office has declared (項目) and that the report takes, in order."""
        return tuple(f for f in self.fields if f.is_printed and f.name not in FIXED_FIELDS)

    @cached_property
    def of_sheets(self) -> tuple[RecordKind, ...]:
        """The rows that stand for a sheet itself (章, 報告書), where it has fields of its own."""
        used = {name for field in self.fields for name in field.of}
        return tuple(kind for kind in SHEET_KINDS if kind.name in used)

    def concerns(self, sheet: str) -> bool:
        """Whether any kind or field belongs to the sheets of a sort."""
        return any(sheet in kind.under for kind in self.kinds) or any(
            sheet in field.of for field in self.fields
        )

    def kind(self, name: str) -> RecordKind | None:
        """The kind of a name; None for none of this form."""
        return self.by_name.get(name)

    @cached_property
    def by_name(self) -> Mapping[str, RecordKind]:
        """All kinds, by their names."""
        every = (*self.kinds, *self.of_sheets)
        return {kind.name: kind for kind in reversed(every)}

    def typed(self, text: str) -> RecordKind | None:
        """The kind that a 区分 as typed means; None for none of this form."""
        key = unicodedata.normalize("NFKC", text).strip()
        every = (*self.kinds, *self.of_sheets)
        return next((kind for kind in every if key in (kind.name, *kind.spellings)), None)

    def shape(self, name: str) -> Shape | None:
        """The shape of the kind of a name; None for none of this form."""
        kind = self.kind(name)
        return kind.shape if kind else None

    def of_shape(self, *shapes: Shape) -> tuple[RecordKind, ...]:
        """The kinds of some shapes, in order."""
        return tuple(kind for kind in self.kinds if kind.shape in shapes)

    @property
    def indicator_word(self) -> str:
        """What the report calls indicators: 検証指標 in the standard form, else the form's own word."""
        own = self.of_shape(Shape.INDICATOR)
        return "検証指標" if self.kinds == STANDARD.kinds or not own else own[0].name

    @property
    def written(self) -> tuple[RecordKind, ...]:
        """The kinds that are one text a record, as a part prints them: notes, then the boxes."""
        return (*self.of_shape(Shape.NOTE), *self.boxes)

    @property
    def boxes(self) -> tuple[RecordKind, ...]:
        """The kinds whose texts stand together: a box each, or a table."""
        return self.of_shape(Shape.TEXT, Shape.LIST)

    def is_listed(self, kind: RecordKind) -> bool:
        """Whether the records of a kind are printed as the lines of a table: a list, and texts with
        fields of their own."""
        has_fields = any(kind.name in field.of for field in self.own)
        return kind.shape is Shape.LIST or (kind.shape is Shape.TEXT and has_fields)

    @property
    def headings(self) -> tuple[RecordKind, ...]:
        """The kinds that open a part, the shallowest first."""
        return self.of_shape(Shape.HEADING)

    def may_stand(self, kind: RecordKind, part: str) -> bool:
        """Whether a record of a kind may stand in a part, whose own kind is named; what may stand in a
        part, may stand at its end too."""
        return not kind.under or bool({part, part.removesuffix(AT_END)} & {*kind.under})

    def is_at_home(self, kind: RecordKind, part: str) -> bool:
        """Whether parts of a kind have a place for records of another even where none is written: where
        the form says nothing, the deepest ones."""
        return part in (kind.under or tuple(deepest.name for deepest in self.headings[-1:]))

    def boxes_of(self, part: str) -> tuple[RecordKind, ...]:
        """The boxes that a part has even where they are empty, by the name of its kind."""
        return tuple(kind for kind in self.boxes if self.is_at_home(kind, part))

    def required(self, *roles: TextRole) -> tuple[RecordKind, ...]:
        """The texts that every part must have, of some roles; of any where none is given."""
        return tuple(k for k in self.boxes if k.is_required and (not roles or k.role in roles))

    def uses(self, kind: RecordKind, column: str) -> bool:
        """Whether records of a kind have a use for a column; columns of no field serve all."""
        field = next((field for field in self.fields if field.name == column), None)
        return field is None or not field.of or kind.name in field.of

    def uses_name(self, kind: str, column: str) -> bool:
        """The same by the name of a kind; no for none of this form."""
        known = self.kind(kind)
        return known is not None and self.uses(known, column)

    def open_fields(self, kind: str) -> tuple[str, ...]:
        """The columns that departments fill in, in records of a kind."""
        return tuple(
            field.name
            for field in self.fields
            if field.author is Author.DEPARTMENT and (not field.of or kind in field.of)
        )

    def cleared(self, kind: str) -> tuple[str, ...]:
        """The columns of every form that a rollover empties, in records of a kind."""
        return tuple(
            field.name
            for field in self.fields
            if field.name in FIXED_FIELDS
            and field.turn is Turn.CLEAR
            and (not field.of or kind in field.of)
        )

    def period(self, header: str, column: int) -> Period | None:
        """Read a year's header; None for any other."""
        return parse_period(header, column, self.words)

    def following_header(self, model: str, role: Role, year: Year) -> str:
        """The header of a new column, typed the way that of another one is."""
        return following_header(model, role, year, self.words)

    def seems_period(self, header: str) -> bool:
        """Whether a header that is no year's may be meant for one."""
        return seems_period(header, self.words)

    def leaves_out(self, header: str) -> bool:
        """Whether the form says that a column is none of the report's (載せない)."""
        key = _bare(header)
        return any(not f.is_printed and _bare(f.name) == key for f in self.fields)


SHEET_KINDS = tuple(
    RecordKind(name, Shape.HEADING, depth=1, author=Author.OFFICE) for name in SHEETS
)
"""The rows of a sheet itself: not of :attr:`Form.kinds`, for they open no part."""


def _bare(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


_INDICATOR = ("指標",)

STANDARD = Form(
    kinds=(
        RecordKind("節", Shape.HEADING, depth=2, author=Author.OFFICE),
        RecordKind(
            "指標", Shape.INDICATOR, under=("節",), is_required=True, spellings=("検証指標",)
        ),
        RecordKind(
            "検証と課題",
            Shape.TEXT,
            under=("節",),
            role=TextRole.VERIFICATION,
            turn=Turn.MOVE,
            is_required=True,
            data_name="verification",
        ),
        RecordKind(
            "方向性",
            Shape.TEXT,
            under=("節",),
            role=TextRole.DIRECTION,
            turn=Turn.MOVE,
            is_required=True,
            data_name="direction",
        ),
        RecordKind("注記", Shape.NOTE, under=("節",), data_name="notes"),
    ),
    fields=(
        FormField("所管課", FieldType.CHOICE),
        FormField("大項目", FieldType.TEXT, _INDICATOR),
        FormField("単位", FieldType.TEXT, _INDICATOR),
        FormField("進捗", FieldType.MARK, _INDICATOR, author=Author.DEPARTMENT, turn=Turn.CLEAR),
        FormField(
            "判定の理由", FieldType.TEXT, _INDICATOR, author=Author.DEPARTMENT, turn=Turn.CLEAR
        ),
        FormField("判定の方式", FieldType.CHOICE, _INDICATOR),
        FormField(
            "望ましい方向",
            FieldType.CHOICE,
            _INDICATOR,
            ("上昇", "減少", "維持"),
            author=Author.DEPARTMENT,
        ),
        FormField("グラフ", FieldType.CHOICE, _INDICATOR, ("有", "無"), author=Author.DEPARTMENT),
        FormField("グラフ題名", FieldType.TEXT, _INDICATOR, author=Author.DEPARTMENT),
        FormField("備考", FieldType.TEXT, author=Author.DEPARTMENT, is_printed=False),
        FormField("前年度の記載", FieldType.TEXT, is_printed=False),
    ),
)
"""The form of the present 様式, for a workbook that declares none."""
FIXED_FIELDS = frozenset(field.name for field in STANDARD.fields)
"""The columns of every form."""
