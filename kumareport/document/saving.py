"""A document's parts, as python-docx writes them, without packing a zip that is packed again at once."""

from docx.document import Document
from docx.opc.pkgwriter import PackageWriter

from kumareport.document.shapes import Shapes


class _Parts:
    """What python-docx takes for a zip."""

    def __init__(self) -> None:
        self.written: list[tuple[str, bytes]] = []

    def write(self, uri: str, blob: bytes) -> None:
        self.written.append((uri[1:], blob))


def parts_of(document: Document, shapes: Shapes | None = None) -> list[tuple[str, bytes]]:
    """The parts of a document's package, in the order in which python-docx writes them; the tables that
    are no trees are put in their places."""
    package = document.part.package
    assert package is not None
    for part in package.parts:
        part.before_marshal()
    parts = _Parts()
    PackageWriter._write_content_types_stream(parts, package.parts)  # pyright: ignore
    PackageWriter._write_pkg_rels(parts, package.rels)  # pyright: ignore
    PackageWriter._write_parts(parts, package.parts)  # pyright: ignore
    if shapes is None:
        return parts.written
    main = str(document.part.partname)[1:]
    return [(n, shapes.unfolded(data) if n == main else data) for n, data in parts.written]
