"""Edits anywhere in the package of a Word draft, each with what it leaves to be told."""

from collections.abc import Callable
from copy import deepcopy

from lxml import etree

from tests.review.judge.package import OFFICE, Element, Returned, Trace

BODY = "word/document.xml"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SPACES = (
    f'xmlns:w="{W}" xmlns:r="{OFFICE}" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
)
_BY = 'w:author="課の人" w:date="2026-11-22T10:00:00Z"'


def w(name: str) -> str:
    """A name of WordprocessingML."""
    return f"{{{W}}}{name}"


def made(xml: str) -> list[Element]:
    """Elements from XML with the usual prefixes."""
    return list(etree.fromstring(f"<w:x {_SPACES}>{xml}</w:x>"))


def text_of(paragraph: Element) -> str:
    """A paragraph's words."""
    return "".join(t.text or "" for t in paragraph.iter(w("t")))


def paragraphs(returned: Returned, least: int = 1) -> list[Element]:
    """The paragraphs of the body with so many letters at least that stand nowhere else."""
    found = list(returned.xml(BODY).iter(w("p")))
    texts = [text_of(p) for p in found]
    return [
        p
        for p, text in zip(found, texts, strict=True)
        if len(text) >= least and sum(text in other for other in texts) == 1 and _runs(p)
    ]


def _runs(paragraph: Element) -> list[Element]:
    """The runs that hold a text and nothing else."""
    runs = paragraph.iter(w("r"))
    return [r for r in runs if text_of(r) and sum(child.tag != w("rPr") for child in r) == 1]


def put(paragraph: Element, new: list[Element], returned: Returned) -> None:
    """Put runs somewhere among the letters of a paragraph."""
    run = returned.random.choice(_runs(paragraph))
    text = next(t for t in run.iter(w("t")) if t.text)
    words = text.text or ""
    cut = returned.random.randint(0, len(words))
    rest = deepcopy(run)
    next(t for t in rest.iter(w("t")) if t.text).text = words[cut:]
    text.text = words[:cut]
    place = run
    for element in [*new, rest]:
        place.addnext(element)
        place = element


def inserting(
    name: str, xml: Callable[[str], str], *, least: int = 4
) -> Callable[[Returned], Trace | None]:
    """An edit that types a word in some wrapping somewhere in a paragraph."""

    def edit(returned: Returned) -> Trace | None:
        paragraph = returned.take(paragraphs(returned, least))
        if paragraph is None:
            return None
        word = returned.word()
        put(paragraph, made(xml(word)), returned)
        return Trace(name, added=word)

    edit.__name__ = name
    return edit


def placing(name: str, xml: Callable[[Returned], str]) -> Callable[[Returned], Trace | None]:
    """An edit that puts something without words somewhere in a paragraph."""

    def edit(returned: Returned) -> Trace | None:
        paragraph = returned.take(paragraphs(returned, 4))
        if paragraph is None:
            return None
        put(paragraph, made(xml(returned)), returned)
        return Trace(name, is_object=True)

    edit.__name__ = name
    return edit


def marking(name: str, wrap: Callable[[Element], None]) -> Callable[[Returned], Trace | None]:
    """An edit that takes the words of one run away in some manner."""

    def edit(returned: Returned) -> Trace | None:
        # Words that another edit took away are told with it.
        everywhere = "\n".join(text_of(p) for p in returned.as_issued(BODY).iter(w("p")))
        runs = [r for p in paragraphs(returned) if id(p) not in returned.used for r in _runs(p)]
        run = returned.take(
            [r for r in runs if len(text_of(r)) > 2 and everywhere.count(text_of(r)) == 1]
        )
        if run is None:
            return None
        returned.use(next(run.iterancestors(w("p"))))
        words = text_of(run)
        wrap(run)
        return Trace(name, removed=words)

    edit.__name__ = name
    return edit


def _tracked_deletion(run: Element) -> None:
    deletion = made(f'<w:del w:id="9001" {_BY}/>')[0]
    run.addprevious(deletion)
    deletion.append(run)
    for text in list(run.iter(w("t"))):
        text.tag = w("delText")


def _property(run: Element, name: str) -> None:
    properties = run.find(w("rPr"))
    if properties is None:
        properties = etree.Element(w("rPr"))
        run.insert(0, properties)
    etree.SubElement(properties, w(name))


def _emptied(run: Element) -> None:
    for text in list(run.iter(w("t"))):
        run.remove(text)


def _run(inside: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr>{inside}</w:r>"


def _t(word: str) -> str:
    return f'<w:t xml:space="preserve">{word}</w:t>'


def _box(word: str) -> str:
    inside = f"<w:txbxContent><w:p>{_run(_t(word))}</w:p></w:txbxContent>"
    return _run(
        '<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline>'
        '<wp:extent cx="900000" cy="400000"/><wp:docPr id="701" name="box"/><a:graphic>'
        '<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
        f"<wps:wsp><wps:cNvSpPr/><wps:spPr/><wps:txbx>{inside}</wps:txbx><wps:bodyPr/></wps:wsp>"
        "</a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict>"
        f'<v:shape id="s701"><v:textbox>{inside}</v:textbox></v:shape></w:pict></mc:Fallback>'
        "</mc:AlternateContent>"
    )


def _vml_box(word: str) -> str:
    inside = f"<w:txbxContent><w:p>{_run(_t(word))}</w:p></w:txbxContent>"
    return _run(f'<w:pict><v:shape id="s702"><v:textbox>{inside}</v:textbox></v:shape></w:pict>')


def _word_art(word: str) -> str:
    return _run(f'<w:pict><v:shape id="s703"><v:textpath string="{word}"/></v:shape></w:pict>')


def _field(instruction: str, result: str) -> str:
    return (
        _run('<w:fldChar w:fldCharType="begin"/>')
        + _run(f'<w:instrText xml:space="preserve"> {instruction} </w:instrText>')
        + _run('<w:fldChar w:fldCharType="separate"/>') + result
        + _run('<w:fldChar w:fldCharType="end"/>')
    )  # fmt: skip


def _picture(returned: Returned) -> str:
    own = returned.picture(BODY)
    return _run(
        '<w:drawing><wp:inline><wp:extent cx="900000" cy="400000"/><wp:docPr id="704" name="図"/>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
        f'<pic:pic><pic:nvPicPr><pic:cNvPr id="704" name="図"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{own}"/></pic:blipFill><pic:spPr/></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing>"
    )


def _vml_picture(returned: Returned) -> str:
    own = returned.picture(BODY)
    return _run(f'<w:pict><v:shape id="s705"><v:imagedata r:id="{own}"/></v:shape></w:pict>')


def _ole(returned: Returned) -> str:
    returned.add("word/embeddings/judge.bin", b"\xd0\xcf\x11\xe0" + bytes(600))
    returned.add_type("bin", "application/vnd.openxmlformats-officedocument.oleObject")
    own = returned.relate(BODY, "oleObject", "embeddings/judge.bin")
    shape = f'<v:shape id="s706"><v:imagedata r:id="{returned.picture(BODY)}"/></v:shape>'
    link = f'<o:OLEObject Type="Embed" ProgID="Package" ShapeID="s706" ObjectID="_1" r:id="{own}"/>'
    return _run(f"<w:object>{shape}{link}</w:object>")


def _noted(kind: str) -> Callable[[Returned], Trace | None]:
    """A footnote or endnote."""

    def edit(returned: Returned) -> Trace | None:
        paragraph = returned.take(paragraphs(returned, 4))
        if paragraph is None or f"word/{kind}s.xml" in returned.names():
            return None
        word = returned.word()
        put(paragraph, made(_run(f'<w:{kind}Reference w:id="2"/>')), returned)
        note = f'<w:{kind} w:id="2"><w:p>{_run(f"<w:{kind}Ref/>")}{_run(_t(word))}</w:p></w:{kind}>'
        xml = f"<w:{kind}s {_SPACES}>{note}</w:{kind}s>"
        content = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}s+xml"
        returned.add(f"word/{kind}s.xml", xml, content)
        returned.relate(BODY, f"{kind}s", f"{kind}s.xml")
        return Trace(kind, added=word)

    edit.__name__ = kind
    return edit


def comment(returned: Returned) -> Trace | None:
    """A comment on a paragraph."""
    paragraph = returned.take(paragraphs(returned, 4))
    if paragraph is None or "word/comments.xml" not in returned.names():
        return None
    word = returned.word()
    number = 4000 + len(returned.used)
    runs = _runs(paragraph)
    runs[0].addprevious(made(f'<w:commentRangeStart w:id="{number}"/>')[0])
    for one in reversed(made(f'<w:commentRangeEnd w:id="{number}"/>'
                             + _run(f'<w:commentReference w:id="{number}"/>'))):  # fmt: skip
        runs[-1].addnext(one)
    body = f'<w:comment w:id="{number}" {_BY}><w:p>{_run(_t(word))}</w:p></w:comment>'
    returned.xml("word/comments.xml").extend(made(body))
    return Trace("コメント", added=word)


def in_story(kind: str) -> Callable[[Returned], Trace | None]:
    """A word typed in the header or the footer."""

    def edit(returned: Returned) -> Trace | None:
        name = f"word/{kind}1.xml"
        if name not in returned.names() or id(returned.xml(name)) in returned.used:
            return None
        returned.use(returned.xml(name))
        word = returned.word()
        next(returned.xml(name).iter(w("p"))).extend(made(_run(_t(word))))
        return Trace(kind, added=word)

    edit.__name__ = kind
    return edit


def new_block(name: str, xml: Callable[[str], str]) -> Callable[[Returned], Trace | None]:
    """A new block somewhere between the blocks of the body."""

    def edit(returned: Returned) -> Trace | None:
        blocks = [b for b in returned.xml(BODY)[0] if b.tag in (w("p"), w("tbl"))]
        word = returned.word()
        new = made(xml(word))[0]
        returned.random.choice(blocks).addnext(new)
        returned.use(new)
        return Trace(name, added=word)

    edit.__name__ = name
    return edit


def alt_chunk(returned: Returned) -> Trace | None:
    """Another document put in whole."""
    if returned.names("word/judge.html"):
        return None
    word = returned.word()
    returned.add("word/judge.html", f"<html><body><p>{word}</p></body></html>")
    returned.add_type("html", "text/html")
    own = returned.relate(BODY, "aFChunk", "judge.html")
    blocks = [b for b in returned.xml(BODY)[0] if b.tag in (w("p"), w("tbl"))]
    returned.random.choice(blocks).addnext(made(f'<w:altChunk r:id="{own}"/>')[0])
    return Trace("altChunk", added=word)


def unknown_part(returned: Returned) -> Trace | None:
    """A part that nobody knows."""
    if returned.names("word/judge.xml"):
        return None
    word = returned.word()
    returned.add("word/judge.xml", f"<judge>{word}</judge>", "application/xml")
    returned.relate(BODY, "http://example.invalid/judge", "judge.xml")
    return Trace("知らない部品", added=word)


def graph_gone(returned: Returned) -> Trace | None:
    """A graph deleted."""
    chart = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"
    drawings = returned.xml(BODY).iter(w("drawing"))
    drawing = returned.take([d for d in drawings if next(d.iter(chart), None) is not None])
    if drawing is None:
        return None
    run = drawing.getparent()
    while run is not None and run.tag != w("r"):
        run = run.getparent()
    parent = None if run is None else run.getparent()
    if run is None or parent is None:
        return None
    parent.remove(run)
    return Trace("グラフを消す", is_object=True)


def graph_described(returned: Returned) -> Trace | None:
    """The alternative text of a graph written anew."""
    chart = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"
    drawings = returned.xml(BODY).iter(w("drawing"))
    drawing = returned.take([d for d in drawings if next(d.iter(chart), None) is not None])
    if drawing is None:
        return None
    word = returned.word()
    next(e for e in drawing.iter() if str(e.tag).endswith("}docPr")).set("descr", f"折れ線。{word}")
    return Trace("グラフの代替テキスト", added=word)


def bullet_gone(returned: Returned) -> Trace | None:
    """A paragraph with others around it deleted as a whole."""
    alone = (w("p"),)
    several = [
        p for p in paragraphs(returned, 6)
        if (parent := p.getparent()) is not None and sum(c.tag in alone for c in parent) > 2
        and parent.tag == w("tc")
    ]  # fmt: skip
    paragraph = returned.take(several)
    parent = None if paragraph is None else paragraph.getparent()
    if paragraph is None or parent is None:
        return None
    words = text_of(paragraph)
    marks = [e for e in paragraph if e.tag in (w("bookmarkStart"), w("bookmarkEnd"))]
    following = paragraph.getnext()
    if following is not None and following.tag == w("p"):
        for mark in reversed(marks):
            following.insert(1 if following.find(w("pPr")) is not None else 0, mark)
    parent.remove(paragraph)
    return Trace("段落を消す", removed=words)


EDITS: tuple[Callable[[Returned], Trace | None], ...] = (
    inserting("打つ", lambda x: _run(_t(x))),
    inserting("記録して打つ", lambda x: f'<w:ins w:id="9002" {_BY}>{_run(_t(x))}</w:ins>'),
    inserting("上付き", lambda x: _run(_t(x), '<w:vertAlign w:val="superscript"/>')),
    inserting("改行", lambda x: _run(f"<w:br/>{_t(x)}")),
    inserting("ハイパーリンク", lambda x: f'<w:hyperlink w:anchor="x">{_run(_t(x))}</w:hyperlink>'),
    inserting("コンテンツ コントロール", lambda x: f"<w:sdt><w:sdtContent>{_run(_t(x))}</w:sdtContent></w:sdt>"),
    inserting("smartTag", lambda x: f'<w:smartTag w:uri="x" w:element="y">{_run(_t(x))}</w:smartTag>'),
    inserting("単純なフィールド", lambda x: f'<w:fldSimple w:instr=" DATE ">{_run(_t(x))}</w:fldSimple>'),
    inserting("フィールドの結果", lambda x: _field("DATE", _run(_t(x)))),
    inserting("EQ フィールド", lambda x: _field(f"EQ \\o\\ac(○,{x})", "")),
    inserting("MACROBUTTON", lambda x: _field(f"MACROBUTTON a {x}", "")),
    inserting("ルビ", lambda x: _run(f"<w:ruby><w:rt>{_run(_t(x))}</w:rt><w:rubyBase>{_run(_t('字'))}</w:rubyBase></w:ruby>")),
    inserting("数式", lambda x: f"<m:oMath><m:r><m:t>{x}</m:t></m:r></m:oMath>"),
    inserting("テキスト ボックス", _box),
    inserting("古いテキスト ボックス", _vml_box),
    inserting("ワードアート", _word_art),
    inserting("隠し文字", lambda x: _run(_t(x), "<w:vanish/>")),
    placing("図", _picture),
    placing("古い図", _vml_picture),
    placing("埋め込みファイル", _ole),
    placing("記号フォント", lambda _: _run('<w:sym w:font="Wingdings" w:char="F0E0"/>')),
    placing("チェック ボックス", lambda _: _run('<w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:checked/></w:checkBox></w:ffData></w:fldChar>') + _run("<w:instrText> FORMCHECKBOX </w:instrText>") + _run('<w:fldChar w:fldCharType="end"/>')),
    marking("記録して消す", _tracked_deletion),
    marking("取消線", lambda run: _property(run, "strike")),
    marking("二重取消線", lambda run: _property(run, "dstrike")),
    marking("隠す", lambda run: _property(run, "vanish")),
    marking("消す", _emptied),
    _noted("footnote"), _noted("endnote"),
    comment, in_story("header"), in_story("footer"),
    new_block("段落を足す", lambda x: f"<w:p>{_run(_t(x))}</w:p>"),
    new_block("表を足す", lambda x: f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc><w:p>{_run(_t(x))}</w:p></w:tc></w:tr></w:tbl>"),
    new_block("枠ごとのコントロール", lambda x: f"<w:sdt><w:sdtContent><w:p>{_run(_t(x))}</w:p></w:sdtContent></w:sdt>"),
    inserting("白い文字", lambda x: _run(_t(x), '<w:color w:val="FFFFFF"/>')),
    alt_chunk, unknown_part, graph_gone, graph_described, bullet_gone, Returned.describe,
)  # fmt: skip
"""All of them."""
