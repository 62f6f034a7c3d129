"""How a Word template prints the texts of the data: escaped, and between marks where their places matter."""

from collections.abc import Iterable

from markupsafe import Markup

from kumareport.document.anchors import Anchored, Marker, masked, with_look
from kumareport.model.lettering import pieces_of, stretches_of
from kumareport.patterns import regex
from kumareport.templating.environment import SmallEnvironment

HINT = "kumareport template check でテンプレートを点検してください。"
_PLAIN = regex("[0-9A-Za-z \u3000-\u9fff\uff00-\uffef.,%()/▲△○×～]*\\Z")
"""Letters that stand for themselves in XML, in a tag and for docxtpl."""


class ReportEnvironment(SmallEnvironment):
    """The environment of a Word template: it marks the places of texts."""

    def __init__(self) -> None:
        super().__init__(HINT)
        self.marker = Marker()
        # All that is printed is escaped below, once.
        self.autoescape = False
        self.filters["join"] = self._joined

    def _print(self, value: object) -> object:
        """What a ``{{ … }}`` prints: escaped text."""
        if isinstance(value, Markup):
            return value
        # A name that does not exist ends the work here.
        return self._said(value if isinstance(value, str) else str(value))

    def escaped(self, text: str) -> Markup:
        """A text as it is printed."""
        return Markup(self._said(text))

    def _said(self, text: str) -> str:
        """A text of the data, between marks where its place matters, and how its letters stand."""
        if not isinstance(text, Anchored):
            return self._words(text)
        if not stretches_of(text.said):
            return self.marker.mark(text.anchor, self._words(text.said))
        self.marker.is_plain = False
        lines = (
            "\n".join(with_look(self._words(line), look) for line in piece.split("\n"))
            for piece, look in pieces_of(text.said)
        )
        return self.marker.mark(text.anchor, "".join(lines))

    def _joined(self, texts: Iterable[str], between: str = "") -> Markup:
        """The filter ``join``: each text keeps its place."""
        return Markup(self._words(between)).join(map(self.escaped, texts))

    def _words(self, text: str) -> str:
        if _PLAIN.match(text):
            return text
        # The masks are no characters of a text: what cannot be printed has to be out before.
        plain = super().escaped(text)
        words = masked(plain)
        self.marker.is_plain = self.marker.is_plain and words == plain
        return words
