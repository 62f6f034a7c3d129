"""Templates speak a small language. Whatever else they say is refused with its place, before any of
it runs; the build refuses it too."""

import functools
import io
import re
import zipfile
from pathlib import Path

import pytest

from kumareport import pipeline
from kumareport.document.trial import trial
from kumareport.errors import TemplateError
from tests.conftest import TEMPLATE
from tests.document.test_template_check import damaged
from tests.make_workbook import workbook

TITLE = "{{ 報告書.題名 }}"
PAYLOADS = (
    # calls
    "{{ 報告書.題名() }}", "{{ 報告書.題名.upper() }}", "{{ lipsum() }}", "{{ cycler('a') }}",
    "{{ dict() }}", "{{ namespace(a=1) }}", "{{ joiner()() }}", "{{ self.x() }}", "{{ 報告書() }}",
    "{{ range(3) }}", "{{ range(10**9)|join }}", "{{ loop(1) }}", "{{ caller() }}",
    # loops that have no end, or no list
    "{% for i in range(10**9) %}x{% endfor %}", "{% for i in '甲乙' %}x{% endfor %}",
    "{% for i in 報告書.題名 %}x{% endfor %}", "{% for a, b in 報告書.章 %}x{% endfor %}",
    "{% for 章 in 報告書.章 recursive %}{{ loop(報告書.章) }}{% endfor %}",
    "{% for 章 in 報告書.章 if 章.番号 %}x{% endfor %}", "{% for loop in 報告書.章 %}x{% endfor %}",
    "{% for x in [1,2] %}x{% endfor %}", "{% for x in 報告書.章|batch(2) %}x{% endfor %}",
    # what Jinja keeps inside its objects
    "{{ ''.__class__ }}", "{{ 報告書.__class__ }}", "{{ 報告書.題名.__class__.__mro__ }}",
    "{{ 報告書['題名'] }}", "{{ 報告書.章[0] }}", "{{ 報告書.題名[0:9] }}", "{{ 報告書|attr('x') }}",
    "{{ loop.first }}", "{{ loop }}", "{{ self }}",
    # arithmetic and size
    "{{ 1/0 }}", "{{ 1//0 }}", "{{ 1%0 }}", "{{ 2**9999999 }}", "{{ 'a'*10**9 }}", "{{ 1+1 }}",
    "{{ -報告書.題名 }}", "{{ 99999999999 }}", "{{ 1e999 }}", "{{ '甲' ~ '乙' }}",
    # format tricks and filters
    "{{ '%s'|format(報告書.題名) }}", "{{ '%999999999d'|format(1) }}", "{{ '{0.__class__}'.format(1) }}",
    "{{ 報告書.題名|safe }}", "{{ 報告書.題名|center(999999999) }}", "{{ 報告書.題名|大文字 }}",
    "{{ 報告書.題名|indent(99999999) }}", "{{ 報告書.章|map(attribute='x')|list }}", "{{ 報告書.章|pprint }}",
    "{{ 報告書.章|join(報告書.題名) }}", "{{ 報告書.題名|xmlattr }}", "{{ 報告書.題名|tojson }}",
    # tests, conditions and literals beyond the documented ones
    "{{ 'a' if 報告書.題名 else 'b' }}", "{% if 報告書.題名 is defined %}x{% endif %}",
    "{% if 報告書.題名 is 未定義 %}x{% endif %}", "{% if 1 < 2 %}x{% endif %}",
    "{% if '甲' in 報告書.題名 %}x{% endif %}", "{{ {'a': 1} }}", "{{ (1, 2) }}",
    # commands
    "{% include '/etc/passwd' %}", "{% import 'os' as os %}", "{% from 'a' import b %}",
    "{% extends 'a' %}", "{% macro m() %}x{% endmacro %}", "{% call m() %}x{% endcall %}",
    "{% block b %}x{% endblock %}", "{% set x = 1 %}", "{% set x %}x{% endset %}", "{% do 1 %}",
    "{% raw %}{{ x }}{% endraw %}", "{% filter upper %}x{% endfilter %}", "{% with a=1 %}x{% endwith %}",
    "{% autoescape false %}x{% endautoescape %}", "{% debug %}", "{% break %}", "{% %}", "{%+ set x=1 %}",
    # syntax
    "{{ }}", "{{ 報告書. }}", "{{ 報告書.題名 | }}", "{{ ( }}", "{{ '甲 }}", "{{ 報告書..題名 }}",
    "{{ " + "(" * 2000 + "1" + ")" * 2000 + " }}", "{{ " + "not " * 90 + "(1 }}", "{% for %}x{% endfor %}",
    "{% if %}x{% endif %}", "{% else %}", "{% endfor %}", "{% elif 1 %}", "{# 終わらない", "終わり #}",
    "{{ 報告書.題名 }} }}", "{{ {{ 報告書.題名 }} }}", "{% for 章 in 報告書.章 %}",
)  # fmt: skip


@functools.cache
def cover() -> bytes:
    """The template's first paragraph alone, with the report's title: what else it says is checked elsewhere."""
    out = io.BytesIO()
    with zipfile.ZipFile(TEMPLATE) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            data = source.read(name).decode() if name == "word/document.xml" else ""
            if data:
                before, rest = data.split("<w:body>")
                titles = re.findall(r"<w:p(?=[ >])(?:(?!</w:p>).)*</w:p>", rest, re.DOTALL)
                title = next(paragraph for paragraph in titles if TITLE in paragraph)
                data = f"{before}<w:body>{title}{rest[rest.rindex('<w:sectPr') :]}"
            target.writestr(name, data or source.read(name))
    return out.getvalue()


def on_the_cover(payload: str) -> bytes:
    """A template whose title is a payload."""
    return damaged(TITLE, payload.replace("&", "&amp;").replace("<", "&lt;"), cover())


def with_payload(path: Path, payload: str) -> Path:
    path.write_bytes(on_the_cover(payload))
    return path


def test_without_a_payload_there_is_no_fault(tmp_path: Path) -> None:
    assert pipeline.check_template(with_payload(tmp_path / "様式.docx", TITLE)) == ()


@pytest.mark.parametrize("payload", PAYLOADS, ids=range(len(PAYLOADS)))
def test_refused_with_its_place(tmp_path: Path, payload: str) -> None:
    path = with_payload(tmp_path / "様式.docx", payload)
    findings = pipeline.check_template(path)
    assert findings
    assert {finding.severity for finding in findings} == {"エラー"}
    assert all(not finding.message.isascii() for finding in findings)
    shown = [f for f in findings if f.location.place.startswith("本文「")]
    assert any(payload[:8] in finding.location.place for finding in shown), findings


@pytest.mark.parametrize("payload", PAYLOADS, ids=range(len(PAYLOADS)))
def test_never_run_even_without_the_check(payload: str) -> None:
    """Rendering refuses on its own what the language lacks; what is only a loop too few prints."""
    if payload in (
        "{{ 報告書.題名 }} }}",
        "終わり #}",
        "{# 終わらない",
        "{% for i in 報告書.題名 %}x{% endfor %}",
    ):
        return
    why, _ = trial(on_the_cover(payload))
    assert why.startswith("テンプレートを処理できません")


@pytest.mark.parametrize(
    "allowed",
    [
        "{{ 報告書.章|length }}",
        "{% for 章 in 報告書.章 %}{{ loop.index }}{% if loop.last %}。{% endif %}{% endfor %}",
        "{% if 報告書.案 == '案' and not 報告書.資料区分 %}案{% elif 報告書.題名 != '' %}正{% else %}他{% endif %}",
        "{% for 章 in 報告書.章 %}{% for 節 in 章.節 %}{{ 節.注記|join('、') }}{% endfor %}{% endfor %}",
        "{# 覚え書き #}",
        "甲{%- if 報告書.題名 -%}乙{%- endif %}丙",
        "{{ 報告書.題名|first }}",
    ],
)
def test_the_documented_language_works(tmp_path: Path, allowed: str) -> None:
    path = with_payload(tmp_path / "様式.docx", allowed)
    assert pipeline.check_template(path) == ()
    result = pipeline.build(workbook(tmp_path / "a.xlsx"), tmp_path / "a.docx", path)
    assert result.written


def part_of(name: str, old: bytes, new: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(TEMPLATE) as source, zipfile.ZipFile(out, "w") as target:
        for part in source.namelist():
            data = source.read(part)
            if part == name:
                assert old in data
                data = data.replace(old, new, 1)
            target.writestr(part, data)
    return out.getvalue()


CALL = "{{ 報告書.題名() }}".encode()


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("word/header1.xml", "{{ 報告書.案 }}".encode(), CALL),
        ("word/footer1.xml", b"</w:p>", b"<w:r><w:t>" + CALL + b"</w:t></w:r></w:p>"),
        ("docProps/core.xml", b"<dc:subject/>", b"<dc:subject>" + CALL + b"</dc:subject>"),
        ("word/document.xml", b"<w:body>", b"<w:body><w:p w:rsidR='" + CALL + b"'/>"),
        ("word/document.xml", b'descr="', b'title="' + CALL + b'" descr="'),
        ("word/document.xml", b"<w:body>", b"<w:body><w:p><w:r><w:instrText>" + CALL + b"</w:instrText></w:r></w:p>"),
    ],
)  # fmt: skip
def test_wherever_a_tag_may_stand(tmp_path: Path, name: str, old: bytes, new: bytes) -> None:
    path = tmp_path / "様式.docx"
    path.write_bytes(part_of(name, old, new))
    findings = pipeline.check_template(path)
    assert findings
    assert any("呼び出し" in finding.message for finding in findings)
    assert pipeline.build(workbook(tmp_path / "a.xlsx"), tmp_path / "a.docx", path).written == ()


def test_a_tag_in_an_xml_comment_is_not_run(tmp_path: Path) -> None:
    path = tmp_path / "様式.docx"
    comment = b"<w:body><!-- " + CALL + b" --><?p " + CALL + b"?>"
    path.write_bytes(part_of("word/document.xml", b"<w:body>", comment))
    assert pipeline.check_template(path) == ()
    assert pipeline.build(workbook(tmp_path / "a.xlsx"), tmp_path / "a.docx", path).written


def test_loops_that_blow_up_end(tmp_path: Path) -> None:
    """Eight loops over one list of 40 are six trillion turns."""
    rows = [row for n in range(40) for row in (["節", None, None, None, f"節{n}"],)]
    loops = "".join(
        f"{{% for 章{n} in 報告書.章 %}}{{% for 節{n} in 章{n}.節 %}}" for n in range(4)
    )
    path = with_payload(tmp_path / "様式.docx", loops + "x" + "{% endfor %}" * 8)
    with pytest.raises(TemplateError, match="多すぎ"):
        pipeline.build(workbook(tmp_path / "a.xlsx", rows), tmp_path / "a.docx", path, draft=True)
    deep = "{% for 章 in 報告書.章 %}" * 9 + "x" + "{% endfor %}" * 9
    path = with_payload(tmp_path / "様式.docx", deep)
    assert [f.code for f in pipeline.check_template(path)] == ["T07"]
