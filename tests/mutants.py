"""Damaged Office files, made from whole ones by chance: what a bad disk, a bad program or a bad
person makes of them. Equal seeds give equal damage."""

import copy
import io
import random
import zipfile
from collections.abc import Callable
from xml.sax.saxutils import quoteattr

from lxml import etree

Element = etree._Element  # pyright: ignore[reportPrivateUsage]
Parts = list[tuple[str, bytes]]

VALUES = (
    "", "-1", "0", "1", "x", "99999999999", "9" * 401, "1e999", "NaN", "-0", "true", "１２", "=1+1",
    "../../x", "rId999", "A0", "XFD1048577", "{{ x }}", "{% for %}", "%s%n", "\u202e", "a" * 40_000,
    "1:99999999", "0.1e-400", "2026-13-45", "#REF!", "_x0000_",
)  # fmt: skip
_DEEP = 300


def mutant(whole: bytes, seed: int) -> bytes:
    """A damaged copy of a package."""
    dice = random.Random(seed)
    if dice.random() < 0.2:
        return _bytes_damaged(whole, dice)
    with zipfile.ZipFile(io.BytesIO(whole)) as package:
        parts = [(name, package.read(name)) for name in package.namelist()]
    for _ in range(dice.choice((1, 1, 1, 2, 3, 8))):
        parts = dice.choices((_parts_damaged, _xml_damaged), (1, 6))[0](parts, dice)
    return _packed(parts)


def _packed(parts: Parts) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        for number, (name, data) in enumerate(parts):
            # A name that is there already makes a warning; zipfile looks it up in this table.
            package.NameToInfo.pop(name, None)
            # A fixed date: equal seeds give equal bytes.
            entry = zipfile.ZipInfo(name or f"x{number}")
            package.writestr(entry, data, zipfile.ZIP_DEFLATED, 1)
    return out.getvalue()


def _bytes_damaged(whole: bytes, dice: random.Random) -> bytes:
    data = bytearray(whole)
    kind = dice.randrange(4)
    if kind == 0:
        return bytes(data[: dice.randrange(len(data))])
    if kind == 1:
        start = dice.randrange(len(data))
        del data[start : start + dice.randrange(1, 400)]
        return bytes(data)
    if kind == 2:  # the directory at the end, where a zip is opened
        for _ in range(dice.randrange(1, 8)):
            data[-dice.randrange(1, min(len(data), 3000))] = dice.randrange(256)
        return bytes(data)
    for _ in range(dice.randrange(1, 40)):
        data[dice.randrange(len(data))] = dice.randrange(256)
    return bytes(data)


def _parts_damaged(parts: Parts, dice: random.Random) -> Parts:
    one, other = dice.randrange(len(parts)), dice.randrange(len(parts))
    name, data = parts[one]
    rest = [part for number, part in enumerate(parts) if number != one]
    return {
        "gone": lambda: rest,
        "empty": lambda: [*rest, (name, b"")],
        "doubled": lambda: [*parts, (name, data)],
        "other case": lambda: [*parts, (name.upper(), data)],
        "cut": lambda: [*rest, (name, data[: dice.randrange(len(data) + 1)])],
        "another's": lambda: [*rest, (name, parts[other][1])],
        "renamed": lambda: [*rest, (f"x/{name}", data)],
        "order": lambda: dice.sample(parts, len(parts)),
        "noise": lambda: [*rest, (name, dice.randbytes(200))],
        "utf-16": lambda: [*rest, (name, data.decode("utf-8", "replace").encode("utf-16"))],
        "outside": lambda: [*parts, ("../../evil.xml", data)],
    }[
        dice.choice(
            ("gone", "empty", "doubled", "other case", "cut", "another's", "renamed", "order", "noise",
             "utf-16", "outside")
        )
    ]()  # fmt: skip


def _xml_damaged(parts: Parts, dice: random.Random) -> Parts:
    # The parts that carry content are the large ones; styles and themes are large and dull.
    weights = [
        0 if not n.endswith((".xml", ".rels")) else 1 if _is_dull(n) else 6 for n, _ in parts
    ]
    if not any(weights):
        return parts
    number = dice.choices(range(len(parts)), weights)[0]
    name, data = parts[number]
    try:
        root = etree.fromstring(data)
    except (etree.XMLSyntaxError, ValueError):
        return parts
    elements = [element for element in root.iter() if isinstance(element.tag, str)]
    for _ in range(dice.choice((1, 1, 2, 5))):
        dice.choice(_CHANGES)(dice.choice(elements), elements, dice)
    changed = etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8")
    if dice.random() < 0.05:
        changed = changed.replace(b"?>", b"?><!DOCTYPE x [<!ENTITY e 'x'>]>", 1)
    return [*parts[:number], (name, changed), *parts[number + 1 :]]


def _is_dull(name: str) -> bool:
    return any(word in name for word in ("theme", "styles", "docProps", "fontTable", "webSettings"))


Change = Callable[[Element, list[Element], random.Random], None]


def _attribute(element: Element, elements: list[Element], dice: random.Random) -> None:
    with_some = [e for e in elements if e.attrib]
    target = element if element.attrib else dice.choice(with_some or [element])
    if target.attrib:
        value = dice.choice(VALUES)
        if dice.random() < 0.2 and with_some:
            value = str(dice.choice(list(dice.choice(with_some).attrib.values())))
        target.set(dice.choice(list(target.attrib)), value)


def _no_attribute(element: Element, elements: list[Element], dice: random.Random) -> None:
    if element.attrib:
        del element.attrib[dice.choice(list(element.attrib))]


def _remove(element: Element, elements: list[Element], dice: random.Random) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _double(element: Element, elements: list[Element], dice: random.Random) -> None:
    if element.getparent() is not None:
        for _ in range(dice.choice((1, 1, 40))):
            twin = copy.deepcopy(element)
            twin.tail = None
            element.addnext(twin)


def _move(element: Element, elements: list[Element], dice: random.Random) -> None:
    target = dice.choice(elements)
    if element.getparent() is not None and element not in (target, *target.iterancestors()):
        target.append(element)


def _text(element: Element, elements: list[Element], dice: random.Random) -> None:
    with_text = [e for e in elements if e.text]
    dice.choice(with_text or [element]).text = dice.choice(VALUES)


def _rename(element: Element, elements: list[Element], dice: random.Random) -> None:
    element.tag = dice.choice((dice.choice(elements).tag, "x", "{urn:x}t"))


def _deepen(element: Element, elements: list[Element], dice: random.Random) -> None:
    parent = element.getparent()
    if parent is not None:
        depth = dice.choice((5, 60, _DEEP))
        at = parent.index(element)
        for _ in range(depth):
            wrapper = etree.Element(element.tag, dict(element.attrib))
            wrapper.append(element)
            element = wrapper
        parent.insert(at, element)


def _comment(element: Element, elements: list[Element], dice: random.Random) -> None:
    node = etree.Comment("x") if dice.random() < 0.5 else etree.ProcessingInstruction("x", "y")
    element.insert(0, node)
    node.tail, element.text = element.text, None


def _strange(element: Element, elements: list[Element], dice: random.Random) -> None:
    words = quoteattr(dice.choice(VALUES))
    element.append(etree.fromstring(f"<x xmlns='urn:strange' a={words}>甲</x>"))


_CHANGES: tuple[Change, ...] = (
    _attribute, _attribute, _attribute, _no_attribute, _remove, _remove, _double, _move, _text, _text,
    _rename, _deepen, _comment, _strange,
)  # fmt: skip
