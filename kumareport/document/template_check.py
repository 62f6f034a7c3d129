"""Lints a Word template before it is rendered, so that a fault is shown with its paragraph's text.

Each paragraph becomes one line of a plain Jinja source; the line number of a syntax error or of a
name then leads back to the paragraph. Names are resolved against the declarations of
:mod:`kumareport.document.tags`.
"""

import difflib
import io
from collections.abc import Mapping
from typing import get_args

import docx
from docx.document import Document
from jinja2 import TemplateSyntaxError, nodes
from jinja2.sandbox import SandboxedEnvironment
from msgspec import Struct

from kumareport.document.declared_tags import declared, has_own_tags
from kumareport.document.render import FOREIGN_ERRORS
from kumareport.document.sample_check import faults_of_samples
from kumareport.document.tag_spelling import apart, misspelt, stand_in
from kumareport.document.tags import ROOT_TAG, ReportTags
from kumareport.document.template_file import (
    links_into_the_office,
    things_from_outside,
    trees_of,
)
from kumareport.document.template_lines import TemplateLine, misplaced, parts_of_template, source_of
from kumareport.document.template_structure import faults_of_structure
from kumareport.errors import InputFileError
from kumareport.model.form import STANDARD, Form
from kumareport.office.package.package import XmlElement
from kumareport.office.word.tag_text import TAG
from kumareport.patterns import regex
from kumareport.templating.language import breaches, breaches_in_text, is_loop_field

_FULL_WIDTH = regex(r"｛[｛％%{]|[｝}％%]｝|\{[｛％]|[｝％]\}")
_PREFIX = regex(r"(\{[{%#]-?)\s*(?:p|tr|tc|r)\s+")
_DOCXTPL = regex(r"\{%\s*(?:vm|hm)\s*%\}")
_DOCXTPL_VALUE = regex(r"\{%\s*(?:colspan|cellbg)\s+(.*?)\s*%\}")
_COMMAND = regex(r"\{%-?\s*(?:(p|tr|tc|r)\s+)?(\w+)")
_LOOP_NAME = regex(r"\bfor\s+(\w+)\s+in\b")
_HALF = regex(r"\{\s*(\w+)\s*[.|}]")
_TORN = regex(r"\{\s+[{%]|[}%]\s+\}|\{\s*(?:for|if|endfor|endif|else|elif)\b[^{]*\}")
_UNSEEN = (
    "。ブックの「記録の区分」や「項目」で決めた名前かは、ブックを見ないと分かりません"
    "（--book でブックを指すと確かめます）"
)
_MOST_FAULTS = 50
_Trees = Mapping[str, XmlElement]
_SMART_QUOTES = str.maketrans("“”‘’", "\"\"''")


class TemplateFault(Struct, frozen=True):
    """One fault of a template.

    Attributes:
        code: the rule's code, T01 …
        place: the paragraph's text, or another name of the place.
        message: what is wrong.
    """

    code: str
    place: str
    message: str


def check_template(template: bytes, name: str, form: Form = STANDARD) -> list[TemplateFault]:
    """All faults of a template that a look at its parts shows.

    Args:
        template: the .docx file.
        name: the file's name.
        form: the form whose kinds of record it may name.
    """
    trees, names = trees_of(template)
    faults = _from_outside(trees, names)
    try:
        document = docx.Document(io.BytesIO(template))
        return faults + _faults_of_tags(trees, document, form)
    except FOREIGN_ERRORS as error:
        if faults:
            return faults
        raise InputFileError(
            f"テンプレートを開けません：{name}", "Word で開いて保存し直してください。"
        ) from error


def _from_outside(trees: _Trees, names: list[str]) -> list[TemplateFault]:
    faults: list[TemplateFault] = []
    for place, thing in things_from_outside(trees, names):
        target = f"：{thing.target}" if thing.target else ""
        message = f"{thing.what}があります{target}"
        faults.append(TemplateFault("T06", place, message))
    for place, thing in links_into_the_office(trees):
        message = f"ハイパーリンクが庁内の場所を指しています：{thing.target}"
        faults.append(TemplateFault("T08", place, message))
    return faults


def _faults_of_tags(trees: _Trees, document: Document, form: Form) -> list[TemplateFault]:
    faults: list[TemplateFault] = []
    for part in parts_of_template(trees):
        checker = _Checker(source_of(part), form)
        checker.run()
        faults += checker.faults
        for line in misplaced(part):
            message = "ここにはタグを書けません（そのまま印刷されてしまいます）"
            faults.append(TemplateFault("T10", line.shown, message))
    for message in faults_of_samples(document):
        faults.append(TemplateFault("T05", "グラフの見本", message))
    return faults


def _half_tag(text: str, names: set[str]) -> bool:
    """Whether a text holds what was meant for a tag, in single braces."""
    rest = TAG.sub(" ", text)
    found = any(name in names for name in _HALF.findall(rest))
    return found or _TORN.search(rest) is not None


def _misspelling(text: str, names: set[str]) -> tuple[str, str] | None:
    """What keeps the tags of a line from being read: the rule's code and the message."""
    if _FULL_WIDTH.search(text):
        return "T02", "タグの記号が全角になっています"
    if "{{{" in text or "}}}" in text:
        return "T01", misspelt(text)
    if text.count("{{") != text.count("}}") or text.count("{%") != text.count("%}"):
        return "T01", "タグの始まりと終わりが同じ段落の中でそろっていません"
    if text.count("{#") != text.count("#}"):
        return "T01", "覚え書き {# … #} が同じ段落の中で終わっていません"
    if _half_tag(text, names):
        return "T01", "波かっこが１つだけのタグがあります。{{ … }} と２つずつ書いてください"
    sign = apart(text)
    return (
        ("T01", f"「{{%」と「{sign}」の間をあけずに、「{{%{sign}」と書いてください")
        if sign
        else None
    )


class _Checker:
    """Checks one part."""

    def __init__(self, lines: list[TemplateLine], form: Form) -> None:
        self._form = form
        self._lines = lines
        self._names = {ROOT_TAG, *(n for line in lines for n in _LOOP_NAME.findall(line.text))}
        self._mended: set[int] = set()
        self.faults: list[TemplateFault] = []

    def run(self) -> None:
        source = [self._plain(number, line) for number, line in enumerate(self._lines, 1)]
        tree = self._parsed(source)
        if tree is None:
            return
        if not self._mended:
            for code, line, message in faults_of_structure(self._lines):
                self.faults.append(TemplateFault(code, line.shown, message))
        wrong = [one for one in breaches(tree) if one.line not in self._mended]
        for breach in wrong:
            self._fault("T07", breach.line, breach.message)
        if wrong:
            return
        self._visit(tree, {ROOT_TAG: ReportTags})

    def _plain(self, number: int, line: TemplateLine) -> str:
        """A line as Jinja takes it. Of one that cannot be read its fault is noted, and only its loops
        and conditions are left."""
        text = line.text.translate(_SMART_QUOTES)
        found = _misspelling(text, self._names)
        if found is None:
            message = next(iter(breaches_in_text(text)), "") if TAG.search(text) else ""
            hint = misspelt(text) if message else ""
            found = ("T07", f"{message}。{hint}" if hint else message) if message else None
        if found is not None:
            self._fault(found[0], number, found[1])
            self._mended.add(number)
            return stand_in(text)
        if "{{" not in text and "{%" not in text:
            return ""
        text = _DOCXTPL.sub("", _PREFIX.sub(r"\1 ", text))
        return _DOCXTPL_VALUE.sub(r"{{ \1 }}", text)

    def _parsed(self, source: list[str]) -> nodes.Template | None:
        """The syntax of a part; None where its loops and conditions do not fit. What is wrong in a line
        is noted, and the line put right, so that one fault hides no other."""
        environment = SandboxedEnvironment()
        for _ in range(_MOST_FAULTS):
            try:
                return environment.parse("\n".join(source))
            except TemplateSyntaxError as error:
                if not self._syntax(error):
                    return None
                at = min(error.lineno, len(source))
                if at in self._mended:
                    return None
                self._mended.add(at)
                source[at - 1] = stand_in(self._lines[at - 1].text)
            except RecursionError:
                self._fault("T07", 1, "タグの中のかっこの重なりが深すぎます")
                return None
        return None

    def _fault(self, code: str, number: int, message: str) -> None:
        line = self._lines[min(number, len(self._lines)) - 1]
        self.faults.append(TemplateFault(code, line.shown, message))

    def _syntax(self, error: TemplateSyntaxError) -> bool:
        """Note what Jinja minds; whether it is one line's fault alone."""
        message = error.message or ""
        if "looking for" in message or "Unexpected end of template" in message:
            # Jinja names the line where it noticed; the block left open is what to mend.
            at_end = "Unexpected end of template" in message
            until = len(self._lines) + 1 if at_end else error.lineno
            opener = self._open_block(until) or error.lineno
            self._fault("T04", opener, "くり返し（for）か条件（if）が閉じていません")
            return False
        if "unknown tag" in message:
            text = "対応する for や if のない endfor・endif、または知らない命令です"
            self._fault("T04", error.lineno, text)
        else:
            line = self._lines[min(error.lineno, len(self._lines)) - 1]
            hint = misspelt(line.text)
            message = "タグの中の書き方が正しくありません"
            self._fault("T01", error.lineno, f"{message}：{hint}" if hint else message)
        return True

    def _open_block(self, until: int) -> int | None:
        """The line of the innermost for or if that is open just before a line."""
        stack: list[tuple[str, int]] = []
        for number, line in enumerate(self._lines[:until], 1):
            for kind, word in _COMMAND.findall(line.text):
                if word in ("for", "if"):
                    stack.append((kind, number))
                elif word in ("endfor", "endif") and stack and number < until:
                    # People close rows with a row's tag, paragraphs with a paragraph's.
                    alike = [n for n, (opener, _) in enumerate(stack) if opener == kind]
                    stack.pop(alike[-1] if alike else -1)
        return stack[-1][1] if stack else None

    # --- names ------------------------------------------------------------------------------

    def _visit(self, node: nodes.Node, scope: dict[str, object]) -> None:
        if isinstance(node, nodes.For):
            inner = dict(scope)
            kind = self._type_of(node.iter, scope)
            item = _item_type(kind)
            if kind is not None and item is None:
                self._fault(
                    "T04", node.lineno, "くり返せるのは、タグの並び（報告書.章 など）だけです"
                )
            if isinstance(node.target, nodes.Name):
                inner[node.target.name] = item
            for child in node.body:
                self._visit(child, inner)
            for child in node.else_:
                self._visit(child, scope)
            return
        if isinstance(node, (nodes.Name, nodes.Getattr, nodes.Getitem)):
            self._type_of(node, scope)
            return
        for child in node.iter_child_nodes():
            self._visit(child, scope)

    def _type_of(self, node: nodes.Node, scope: dict[str, object]) -> object:
        """The declared type of an expression; None where it is not known."""
        if isinstance(node, nodes.Name):
            if node.name not in scope:
                self._unknown(node.lineno, node.name, sorted(scope))
            return scope.get(node.name)
        if isinstance(node, nodes.Getattr):
            if is_loop_field(node):
                return None
            owner = self._type_of(node.node, scope)
            if not isinstance(owner, type) or not issubclass(owner, Struct):
                if owner is not None:
                    self._fault("T03", node.lineno, f"「{node.attr}」という名前はありません")
                return None
            tags = declared(owner, self._form)
            if node.attr not in tags:
                self._unknown(node.lineno, node.attr, list(tags), may_be_own=has_own_tags(owner))
                return None
            return tags[node.attr].type
        for child in node.iter_child_nodes():
            self._visit(child, scope)
        return None

    def _unknown(
        self, number: int, name: str, known: list[str], *, may_be_own: bool = False
    ) -> None:
        close = difflib.get_close_matches(name, known, n=1, cutoff=0.4)
        help_text = (
            f"「{close[0]}」ではありませんか" if close else "使える名前：" + "、".join(known)
        )
        # Of a form that a workbook declares, all names are known.
        unseen = _UNSEEN if may_be_own and self._form is STANDARD else ""
        self._fault("T03", number, f"「{name}」という名前はありません。{help_text}{unseen}")


def _item_type(kind: object) -> object:
    """The type of what a loop over ``kind`` yields."""
    arguments = get_args(kind)
    return arguments[0] if arguments else None
