"""What the declarations of tags say, as data: for rendering, the template check and the list of tags."""

from functools import lru_cache
from typing import Annotated, get_args, get_origin, get_type_hints

from msgspec import Struct

from kumareport.document.tags import FieldRowTags, FieldValueTags, RowTags, SectionTags
from kumareport.model.field_columns import PREVIOUS, YEARLY
from kumareport.model.form import Form
from kumareport.model.record_kind import Shape, Turn

_SHAPES_OF = {
    RowTags: (Shape.INDICATOR,),
    FieldRowTags: (Shape.INDICATOR, Shape.LIST, Shape.TEXT),
    SectionTags: (Shape.HEADING,),
}
_OF_SHAPE = {Shape.TEXT: "{}の箇条書き", Shape.NOTE: "表の下の{}", Shape.LIST: "{}の行"}


class Declared(Struct, frozen=True):
    """A tag as it is declared.

    Attributes:
        meaning: what it prints, in Japanese.
        type: what it holds: a text, a number, other tags, or a tuple of them to loop over.
    """

    meaning: str
    type: object


def has_own_tags(owner: type) -> bool:
    """Whether a form may have tags of its own below another one."""
    return owner in _SHAPES_OF


@lru_cache
def _of_every_form(owner: type) -> tuple[tuple[str, Declared], ...]:
    types = get_type_hints(owner, include_extras=True)
    told = ((name, get_args(said)) for name, said in types.items() if get_origin(said) is Annotated)
    return tuple((name, Declared(meaning, kind)) for name, (kind, meaning) in told)


def declared(owner: type, form: Form) -> dict[str, Declared]:
    """The tags below another one by name: those of every form, and one for each kind of text."""
    tags = dict(_of_every_form(owner))
    shapes = _SHAPES_OF.get(owner, ())
    for own in form.own:
        if any((kind := form.kind(name)) and kind.shape in shapes for name in own.of):
            several = tuple[FieldValueTags, ...]
            meaning = f"項目「{own.name}」" + ("（年度ごと）" if own.type in YEARLY else "")
            tags[own.name] = Declared(meaning, several if own.type in YEARLY else str)
            if own.turn is Turn.MOVE and own.type not in YEARLY:
                tags[PREVIOUS + own.name] = Declared(f"項目「{own.name}」の前年度の内容", str)
    if owner is SectionTags:
        for kind in form.written:
            meaning = _OF_SHAPE[kind.shape].format(kind.name)
            lines = tuple[FieldRowTags, ...] if kind.shape is Shape.LIST else tuple[str, ...]
            tags[kind.name] = Declared(meaning, lines)
    return tags
