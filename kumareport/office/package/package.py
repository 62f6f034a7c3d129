"""Opening Office files that may be anything."""

import errno
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO

from lxml import etree

from kumareport.errors import InputFileError, reason_of
from kumareport.office.package.file_kind import OLE_READ, refusal_by_parts, refusal_by_start
from kumareport.own_digest import ZIP_ERRORS
from kumareport.regular_file import check_regular

# lxml's functions hand out elements, but their class has no public name.
XmlElement = etree._Element  # pyright: ignore[reportPrivateUsage]

XmlError = etree.LxmlError
"""What lxml raises, for those who call libraries that are built on it."""

# A chapter workbook unpacks to about 1 MB; a sheet with a million formatted blank rows to 70 MB.
MAX_UNPACKED = 400 * 1024 * 1024
MAX_PARTS = 10_000
TYPES = "[Content_Types].xml"


def xml_parser(*, is_ours: bool = False) -> etree.XMLParser:
    """A parser that fetches nothing, expands no entities and has libxml2's depth limits.

    Comments and processing instructions are left out: no Office program writes them, and one inside
    a text would cut it in two, of which lxml's ``text`` is the first.

    Args:
        is_ours: whether namespaces that are declared again and again may be declared once.
    """
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
        ns_clean=is_ours,
    )


def parse_xml(data: bytes, name: str = "") -> XmlElement:
    """Parse one part.

    Raises:
        InputFileError: not well-formed, or with a document type declaration (Office writes none).
    """
    try:
        root = etree.fromstring(data, xml_parser())
    except etree.XMLSyntaxError as error:
        raise InputFileError(
            f"ファイルの中身（{name}）が壊れています。",
            "Excel や Word で開いて保存し直してください。",
        ) from error
    if root.getroottree().docinfo.doctype:
        raise doctype_found(name)
    return root


def tree_of(xml: str, classes: etree.ElementClassLookup | None = None) -> XmlElement:
    """The tree of a part that we have written.

    Args:
        xml: the part, without a declaration.
        classes: of its elements.

    Raises:
        XmlError: it is not well-formed.
    """
    parser = xml_parser(is_ours=True)
    parser.set_element_class_lookup(classes)
    return etree.fromstring(xml.encode(), parser)


def breach_of(xml: str) -> tuple[int, int] | None:
    """The line and column where a part stops being well-formed; None where it is sound."""
    try:
        tree_of(xml)
    except etree.XMLSyntaxError as error:
        return error.position
    return None


def child_of(parent: XmlElement, tag: str) -> XmlElement | None:
    """The first child of a tag. lxml's ``find`` would read a path each time: ten times as slow for
    properties, which stand first."""
    for child in parent:
        if child.tag == tag:
            return child
    return None


def xml_bytes(root: XmlElement) -> bytes:
    """A part's bytes."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def doctype_found(name: str) -> InputFileError:
    """The error for a part with a document type declaration: Office writes none, attackers do."""
    return InputFileError(
        f"ファイルの中身（{name}）に、Office が書かない宣言（DOCTYPE）があります。",
        "出所の分からないファイルは使わず、元のブックを使ってください。",
    )


class Package:
    """A read-only Office package (zip).

    Args:
        path: the file.
        kind: what the file should be, for messages: ``Excel ブック`` or ``Word 文書``.
        most: how many bytes it may have when unpacked.

    Raises:
        InputFileError: with a message that says what the file is instead.
    """

    def __init__(self, path: Path, kind: str, most: int = MAX_UNPACKED) -> None:
        self.path = path
        self._kind = kind
        self._most = most
        self._relationships: dict[str, Mapping[str, tuple[str, str]]] = {}
        check_regular(path)
        try:
            with path.open("rb") as file:
                self._check_start(file)
            self._zip = zipfile.ZipFile(path)
        except FileNotFoundError:
            raise InputFileError(
                f"ファイルが見つかりません：{path}", "ファイル名とフォルダーを確かめてください。"
            ) from None
        except IsADirectoryError:
            raise self._is_folder() from None
        except PermissionError:
            if path.is_dir():
                raise self._is_folder() from None
            raise InputFileError(
                f"ファイルを開けません：{path}",
                "ほかの人やソフトが開いていれば閉じ、読み取りの権限を確かめてください。",
            ) from None
        except OSError as error:
            if error.errno == errno.EINVAL:  # a zip whose directory leads before its beginning
                raise self._broken() from None
            raise InputFileError(
                f"ファイルを読めません：{path}（{reason_of(error)}）",
                "ファイルの名前と場所を確かめてください。",
            ) from None
        except ZIP_ERRORS:
            raise self._broken() from None
        self._check_size()
        try:
            self._check_parts()
        except InputFileError:
            self._zip.close()
            raise

    def _is_folder(self) -> InputFileError:
        return InputFileError(
            f"フォルダーが指定されました：{self.path}",
            f"{self._kind}のファイルを指定してください。",
        )

    def _broken(self) -> InputFileError:
        return InputFileError(
            f"ファイルが壊れているか、途中で切れています：{self.path}",
            "もう一度コピーするか、元のソフトで開いて保存し直してください。",
        )

    def _check_start(self, file: IO[bytes]) -> None:
        start = file.read(OLE_READ)
        refusal = refusal_by_start(self.path, start, self.path.stat().st_size, self._kind)
        if refusal is not None:
            raise refusal

    def _check_parts(self) -> None:
        mimetype = self.read("mimetype")[:200] if "mimetype" in self else b""
        types = self.read(TYPES) if TYPES in self else b""
        refusal = refusal_by_parts(self.path, self.names(), mimetype, types)
        if refusal is not None:
            raise refusal

    def _check_size(self) -> None:
        infos = self._zip.infolist()
        # Part names do not differ by case alone (ECMA-376 Part 2, 6.2.2.3). Of two, each program
        # reads the one it likes.
        seen = Counter(info.filename.lower() for info in infos)
        doubled = next((name for name, times in seen.items() if times > 1), "")
        if doubled:
            self._zip.close()
            raise InputFileError(
                f"同じ名前の部品（{doubled}）が２つあるため、安全のため開きません：{self.path}",
                "元のソフトで開いて保存し直してください。",
            )
        total = sum(info.file_size for info in infos)
        if total > self._most or len(infos) > MAX_PARTS:
            self._zip.close()
            raise InputFileError(
                f"中身が大きすぎるため、安全のため開きません（展開すると約 {total // 1024**2:,} MB）："
                f"{self.path}",
                "表の下の空の行まで書式が付いていれば、その行を削除して保存し直してください。",
            )

    def names(self) -> list[str]:
        """The parts' names, without a leading slash. What would lie outside the package is no part."""
        return [name for name in self._zip.namelist() if ".." not in name.split("/")]

    def __contains__(self, name: str) -> bool:
        return name in self._zip.NameToInfo

    def size(self, name: str) -> int:
        """A part's unpacked size in bytes, as the zip states it; reading stops there."""
        return self._zip.getinfo(name).file_size

    def open(self, name: str) -> IO[bytes]:
        """A part as a stream."""
        try:
            return self._zip.open(name)
        except ZIP_ERRORS:
            raise self._broken() from None

    def read(self, name: str) -> bytes:
        """A part's bytes.

        Raises:
            InputFileError: the part is missing, damaged or encrypted.
        """
        try:
            with self.open(name) as file:
                return file.read()
        except ZIP_ERRORS:
            raise self._broken() from None

    def xml(self, name: str) -> XmlElement:
        """A part as an XML tree."""
        return parse_xml(self.read(name), name)

    def relationships(self, name: str) -> Mapping[str, tuple[str, str]]:
        """A part's relationships: id → (type, target part's name); external targets left out."""
        if name not in self._relationships:
            rels = relationships_part(name)
            found = internal_targets(self.xml(rels), name) if rels in self else {}
            self._relationships[name] = found
        return self._relationships[name]

    def close(self) -> None:
        """Release the file, so that Excel can save it."""
        self._zip.close()

    def __enter__(self) -> "Package":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def relationships_part(name: str) -> str:
    """The name of the part with a part's relationships."""
    folder, _, file = name.rpartition("/")
    return f"{folder}/_rels/{file}.rels".lstrip("/")


def without_comments(parts: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
    """XML parts as UTF-8 without comments and processing instructions, for libraries that read them
    with parsers of their own; parts that have none keep their bytes.

    Raises:
        InputFileError: a part is not well-formed or has a document type declaration.
    """
    for name, data in parts:
        if not name.lower().endswith((".xml", ".rels", ".vml")):
            yield name, data
            continue
        root = parse_xml(data, name)
        is_plain = b"<!--" not in data and data.count(b"<?") < 2
        encoding = (root.getroottree().docinfo.encoding or "UTF-8").upper()
        if is_plain and encoding == "UTF-8":
            yield name, data
        else:
            yield (
                name,
                etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True),
            )


def internal_targets(rels: XmlElement, name: str) -> dict[str, tuple[str, str]]:
    """Relationships of a part: id → (type, target part's name); external targets left out."""
    folder = name.rpartition("/")[0]
    return {
        rel.get("Id", ""): (rel.get("Type", ""), resolve(folder, rel.get("Target", "")))
        for rel in rels
        if isinstance(rel.tag, str) and rel.get("TargetMode") != "External"
    }


def resolve(folder: str, target: str) -> str:
    """A relationship's target as a part name, relative to the folder of its source."""
    if target.startswith("/"):
        return target.lstrip("/")
    steps: list[str] = folder.split("/") if folder else []
    for step in target.split("/"):
        if step == "..":
            steps = steps[:-1]
        elif step != ".":
            steps.append(step)
    return "/".join(steps)
