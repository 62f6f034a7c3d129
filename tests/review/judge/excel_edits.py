"""Edits anywhere in the package of an Excel form, each with what it leaves to be told."""

from collections.abc import Callable

from lxml import etree

from tests.review.judge.package import OFFICE, Element, Returned, Trace

BOOK, STYLES = "xl/workbook.xml", "xl/styles.xml"
COVER, TABLE, GUIDE = (f"xl/worksheets/sheet{number}.xml" for number in (1, 2, 3))
S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
XDR = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_DRAWING = "application/vnd.openxmlformats-officedocument.drawing+xml"
_TEXTS, _BLANK = range(7, 10), (10, 11, 14, 15)
"""Rows of the form of 企画課: its bullets, and rows left for more."""
_AFTER_DRAWING = ("legacyDrawing", "legacyDrawingHF", "picture", "oleObjects", "controls", "webPublishItems",
                  "tableParts", "extLst")  # fmt: skip


def s(name: str) -> str:
    """A name of SpreadsheetML."""
    return f"{{{S}}}{name}"


def cell(returned: Returned, part: str, reference: str) -> Element:
    """A cell, created where it is absent."""
    data = returned.xml(part).find(s("sheetData"))
    assert data is not None
    number = int("".join(filter(str.isdigit, reference)))
    row = next((r for r in data if r.get("r") == str(number)), None)
    if row is None:
        row = etree.Element(s("row"), r=str(number))
        below = [r for r in data if int(r.get("r", "0")) > number]
        below[0].addprevious(row) if below else data.append(row)
    found = next((c for c in row if c.get("r") == reference), None)
    if found is None:
        found = etree.SubElement(row, s("c"), r=reference)
    return found


def text_of(element: Element) -> str:
    """The words of a cell."""
    return "".join(t.text or "" for t in element.iter(s("t")))


def type_in(element: Element, content: str, number: str = "") -> None:
    """Type into a cell."""
    for old in list(element):
        element.remove(old)
    element.attrib.pop("t", None)
    if number:
        etree.SubElement(element, s("v")).text = number
    elif content:
        element.set("t", "inlineStr")
        etree.SubElement(etree.SubElement(element, s("is")), s("t")).text = content


def _free(returned: Returned, part: str, references: list[str]) -> Element | None:
    return returned.take([cell(returned, part, reference) for reference in references])


def _bullet(returned: Returned) -> Element | None:
    cells = [cell(returned, TABLE, f"E{row}") for row in (*_TEXTS, 13)]
    return returned.take([found for found in cells if text_of(found)])


def typing(name: str, part: str, *references: str) -> Callable[[Returned], Trace | None]:
    """An edit that types a word into one of the cells, behind what they hold."""

    def edit(returned: Returned) -> Trace | None:
        found = _free(returned, part, list(references))
        if found is None:
            return None
        word = returned.word()
        type_in(found, text_of(found) + word)
        return Trace(name, added=word)

    edit.__name__ = name
    return edit


def bullet(
    name: str, write: Callable[[Element, str, str], None]
) -> Callable[[Returned], Trace | None]:
    """An edit that writes a bullet's cell anew with a word in it."""

    def edit(returned: Returned) -> Trace | None:
        found = _bullet(returned)
        if found is None:
            return None
        word, old = returned.word(), text_of(found)
        write(found, old, word)
        return Trace(name, added=word)

    edit.__name__ = name
    return edit


def _rich(element: Element, old: str, inside: str) -> None:
    type_in(element, old)
    item = element.find(s("is"))
    assert item is not None
    xml = f'<x xmlns="{S}"><r><t xml:space="preserve">{old}</t></r>{inside}</x>'
    item[:] = list(etree.fromstring(xml))


def _furigana(element: Element, old: str, word: str) -> None:
    _rich(element, old, f'<rPh sb="0" eb="1"><t>{word}</t></rPh>')
    # Japanese Excel stores the reading of whatever is typed; it shows it where the cell says so.
    element.set("ph", "1")


def _in_hidden_row(element: Element, old: str, word: str) -> None:
    type_in(element, old + word)
    row = element.getparent()
    assert row is not None
    row.set("hidden", "1")


def _formula(element: Element, old: str, word: str) -> None:
    type_in(element, "")
    element.set("t", "str")
    etree.SubElement(element, s("f")).text = '"a"&"b"'
    etree.SubElement(element, s("v")).text = old + word


def emptied(returned: Returned) -> Trace | None:
    """A bullet's cell emptied."""
    found = _bullet(returned)
    if found is None:
        return None
    words = text_of(found)
    type_in(found, "")
    return Trace("文を消す", removed=words)


def struck(returned: Returned) -> Trace | None:
    """A bullet struck through as a whole, by its cell's font."""
    found = _bullet(returned)
    if found is None:
        return None
    styles = returned.xml(STYLES)
    fonts, formats = styles.find(s("fonts")), styles.find(s("cellXfs"))
    assert fonts is not None
    assert formats is not None
    fonts.append(etree.fromstring(f'<font xmlns="{S}"><strike/><sz val="10"/></font>'))
    fonts.set("count", str(len(fonts)))
    formats.append(etree.fromstring(f'<xf xmlns="{S}" fontId="{len(fonts) - 1}" applyFont="1"/>'))
    formats.set("count", str(len(formats)))
    found.set("s", str(len(formats) - 1))
    return Trace("取消線", removed=text_of(found))


def row_deleted(returned: Returned) -> Trace | None:
    """A bullet's row deleted as a whole, unless another edit stands in it: that would go with it."""
    found = _bullet(returned)
    row = None if found is None else found.getparent()
    data = None if row is None else row.getparent()
    if found is None or row is None or data is None:
        return None
    if any(id(own) in returned.used for own in row if own is not found):
        return None
    words = text_of(found)
    returned.use(row)
    data.remove(row)
    return Trace("行を消す", removed=words)


def _number(returned: Returned) -> Trace | None:
    """A value retyped."""
    found = _free(returned, TABLE, ["H5", "I5"])
    if found is None:
        return None
    number = f"{returned.random.randint(1000, 9999)}.7"
    type_in(found, "", number)
    return Trace("値を打つ", added=number)


def _place_drawing(returned: Returned, part: str, inside: str) -> None:
    """Put an anchored thing on a sheet."""
    spaces = f'xmlns:xdr="{XDR}" xmlns:a="{A}" xmlns:r="{OFFICE}"'
    anchor = (
        "<xdr:oneCellAnchor><xdr:from><xdr:col>5</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>6</xdr:row>"
        '<xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:ext cx="900000" cy="400000"/>'
        f"{inside}<xdr:clientData/></xdr:oneCellAnchor>"
    )
    sheet = returned.xml(part)
    name = f"xl/drawings/judge{part.rpartition('sheet')[2]}"
    if sheet.find(s("drawing")) is None:
        returned.add(name, f"<xdr:wsDr {spaces}/>", _DRAWING)
        own = returned.relate(part, "drawing", f"../drawings/{name.rpartition('/')[2]}")
        drawing = etree.Element(s("drawing"))
        drawing.set(f"{{{OFFICE}}}id", own)
        late = [e for e in sheet if etree.QName(e).localname in _AFTER_DRAWING]
        late[0].addprevious(drawing) if late else sheet.append(drawing)
    returned.xml(name).extend(list(etree.fromstring(f"<x {spaces}>{anchor}</x>")))


def _shape(body: str, kind: str = "") -> str:
    return (
        f'<xdr:sp macro="" textlink=""><xdr:nvSpPr><xdr:cNvPr id="701" name="図形"/><xdr:cNvSpPr {kind}/>'
        f'</xdr:nvSpPr><xdr:spPr><a:prstGeom prst="rect"/></xdr:spPr><xdr:txBody><a:bodyPr/>{body}</xdr:txBody></xdr:sp>'
    )


def boxing(name: str, xml: Callable[[str], str]) -> Callable[[Returned], Trace | None]:
    """An edit that puts a drawn thing with a word on a sheet."""

    def edit(returned: Returned) -> Trace | None:
        word = returned.word()
        _place_drawing(returned, returned.random.choice((COVER, TABLE, GUIDE)), xml(word))
        return Trace(name, added=word)

    edit.__name__ = name
    return edit


def _words(word: str) -> str:
    half = len(word) // 2
    runs = "".join(f"<a:r><a:t>{part}</a:t></a:r>" for part in (word[:half], word[half:]))
    return f"<a:p>{runs}</a:p>"


def picture(returned: Returned) -> Trace | None:
    """A picture on a sheet."""
    part = returned.random.choice((COVER, TABLE, GUIDE))
    _place_drawing(returned, part, "")
    name = f"xl/drawings/judge{part.rpartition('sheet')[2]}"
    anchor = returned.xml(name)[-1]
    xml = (
        f'<xdr:pic xmlns:xdr="{XDR}" xmlns:a="{A}" xmlns:r="{OFFICE}"><xdr:nvPicPr><xdr:cNvPr id="8" name="写真"/>'
        f'<xdr:cNvPicPr/></xdr:nvPicPr><xdr:blipFill><a:blip r:embed="{returned.picture(name)}"/></xdr:blipFill>'
        "<xdr:spPr/></xdr:pic>"
    )
    anchor.insert(2, etree.fromstring(xml))
    return Trace("図", is_object=True)


def note(returned: Returned) -> Trace | None:
    """A note on a cell."""
    if returned.names("xl/comments"):
        return None
    part = returned.random.choice((COVER, TABLE, GUIDE))
    word = returned.word()
    place = returned.random.choice(("A1", "E8", "I5", "C40", "AA50"))
    returned.add(
        "xl/comments1.xml",
        f'<comments xmlns="{S}"><authors><author>課の人</author></authors><commentList>'
        f'<comment ref="{place}" authorId="0"><text><r><t>{word}</t></r></text></comment></commentList></comments>',
        "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml",
    )
    returned.relate(part, "comments", "../comments1.xml")
    return Trace("メモ", added=word)


def sheet_added(state: str) -> Callable[[Returned], Trace | None]:
    """A sheet of the department's own."""

    def edit(returned: Returned) -> Trace | None:
        name = f"xl/worksheets/judge{len(returned.names('xl/worksheets/judge'))}.xml"
        word = returned.word()
        row = f'<row r="3"><c r="B3" t="inlineStr"><is><t>{word}</t></is></c></row>'
        content = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
        returned.add(
            name, f'<worksheet xmlns="{S}"><sheetData>{row}</sheetData></worksheet>', content
        )
        own = returned.relate(BOOK, "worksheet", name.removeprefix("xl/"))
        sheets = returned.xml(BOOK).find(s("sheets"))
        assert sheets is not None
        sheet = etree.SubElement(
            sheets, s("sheet"), name=f"追加{len(sheets)}", sheetId=str(90 + len(sheets))
        )
        sheet.set(f"{{{OFFICE}}}id", own)
        if state:
            sheet.set("state", state)
        return Trace(f"シートを足す{state}", added=word)

    edit.__name__ = f"シートを足す{state}"
    return edit


def page_header(returned: Returned) -> Trace | None:
    """Words in a sheet's page header."""
    found = returned.take(
        [e for p in (COVER, TABLE, GUIDE) for e in returned.xml(p).iter(s("oddHeader"))]
    )
    if found is None:
        return None
    word = returned.word()
    found.text = f"&L{word}"
    return Trace("ページの見出し", added=word)


def embedded(returned: Returned) -> Trace | None:
    """A file put into a sheet."""
    if returned.names("xl/embeddings"):
        return None
    returned.add("xl/embeddings/judge.bin", b"\xd0\xcf\x11\xe0" + bytes(600))
    returned.add_type("bin", "application/vnd.openxmlformats-officedocument.oleObject")
    own = returned.relate(TABLE, "oleObject", "../embeddings/judge.bin")
    xml = f'<oleObjects xmlns="{S}" xmlns:r="{OFFICE}"><oleObject progId="Package" shapeId="1" r:id="{own}"/></oleObjects>'
    sheet = returned.xml(TABLE)
    late = [e for e in sheet if etree.QName(e).localname in ("controls", "tableParts", "extLst")]
    element = etree.fromstring(xml)
    late[0].addprevious(element) if late else sheet.append(element)
    return Trace("埋め込みファイル", is_object=True)


def unknown_part(returned: Returned) -> Trace | None:
    """A part that nobody knows."""
    if returned.names("xl/judge.xml"):
        return None
    word = returned.word()
    returned.add("xl/judge.xml", f"<judge>{word}</judge>", "application/xml")
    returned.relate(BOOK, "http://example.invalid/judge", "judge.xml")
    return Trace("知らない部品", added=word)


EDITS: tuple[Callable[[Returned], Trace | None], ...] = (
    typing("文に打つ", TABLE, "E7", "E8", "E9", "E13"),
    typing("空いた行に打つ", TABLE, "E10", "E11", "E14", "E15"),
    typing("意見に打つ", TABLE, *(f"Q{row}" for row in range(4, 16))),
    typing("決まった欄に打つ", TABLE, "E4", "E5", "F5", "A7", "C7", "D5", "O5", "P7", "A1", "A2"),
    typing("見出しに打つ", TABLE, "E3"),
    typing("ほかの課の行に打つ", TABLE, "E6", "I6", "F6"),
    typing("値の欄に打つ", TABLE, "H5", "I5"),
    typing("表の外に打つ", TABLE, "S5", "A60", "AB7", "E70"),
    typing("連絡先に打つ", COVER, "B12"),
    typing("表紙に打つ", COVER, "B14", "A9", "F5", "B30", "A16", "B17", "C25"),
    typing("記入要領に打つ", GUIDE, "B5", "A50", "J3", "C13"),
    bullet("一部を打ち足す", lambda c, old, x: _rich(c, old, f"<r><rPr><b/></rPr><t>{x}</t></r>")),
    bullet("赤い字", lambda c, old, x: _rich(c, old, f'<r><rPr><color rgb="FFFF0000"/></rPr><t>{x}</t></r>')),
    bullet("上付き", lambda c, old, x: _rich(c, old, f'<r><rPr><vertAlign val="superscript"/></rPr><t>{x}</t></r>')),
    bullet("ふりがな", _furigana),
    bullet("数式", _formula),
    emptied, struck, row_deleted, _number,
    boxing("テキスト ボックス", lambda x: _shape(_words(x), 'txBox="1"')),
    boxing("図形の字", lambda x: _shape(_words(x))),
    boxing("組にした図形", lambda x: '<xdr:grpSp><xdr:nvGrpSpPr><xdr:cNvPr id="9" name="組"/><xdr:cNvGrpSpPr/></xdr:nvGrpSpPr><xdr:grpSpPr/>' + _shape(_words(x)) + "</xdr:grpSp>"),
    picture, note, sheet_added(""), sheet_added("hidden"), sheet_added("veryHidden"),
    bullet("白い字", lambda c, old, x: _rich(c, old, f'<r><rPr><color rgb="FFFFFFFF"/></rPr><t>{x}</t></r>')),
    bullet("隠した行に打つ", _in_hidden_row),
    boxing("図形の代替テキスト", lambda x: _shape("<a:p/>").replace("name=", f'descr="{x}" name=')),
    page_header, embedded, unknown_part, Returned.describe,
)  # fmt: skip
"""All of them."""
