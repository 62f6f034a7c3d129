"""Which tags of the report a template names: what it has a place for."""

import io
import re
from functools import lru_cache

from docx import Document as open_document

from kumareport.document.elements import body_of
from kumareport.model.form import WHOLE, WHOLE_END

OVERVIEW_TAG = "概要版"
SHEET_TAGS = {WHOLE: "巻頭", WHOLE_END: "巻末"}
"""The tag of each sheet of the whole report."""


def names_tag(template: bytes, tag: str) -> bool:
    """Whether a template's body names a tag of the report."""
    return re.search(rf"報告書\s*\.\s*{tag}", _words(template)) is not None


@lru_cache(4)
def _words(template: bytes) -> str:
    return "".join(map(str, body_of(open_document(io.BytesIO(template))).itertext()))
