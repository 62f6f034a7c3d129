"""A department's Word draft: its sections of the report, with the way back in it."""

from collections.abc import Collection, Iterator, Sequence

from msgspec.structs import replace

from kumareport.document.draft import Dispatch, comment_texts
from kumareport.model.report import Chapter, Part, Report
from kumareport.review.book.book import Book
from kumareport.review.issue.form_maker import headings_above
from kumareport.review.issue.issued import Round, facts_of
from kumareport.review.issue.japanese_date import date_text
from kumareport.review.issue.questions import Asked


def draft_file(
    book: Book,
    template: bytes,
    sections: Collection[str],
    round_: Round,
    who: str,
    asked_of: Sequence[Asked],
) -> bytes:
    """The sections as a draft (案), with what the department is asked as comments: the bytes of a
    Word file.

    Args:
        book: the workbook.
        template: a template that has passed the template check.
        sections: the IDs of the sections.
        round_: the round in which it is sent out.
        who: the department.
        asked_of: what it is asked.

    Raises:
        TemplateError: the template cannot be rendered.
    """
    # Whoever reads drafts asks here too, and needs no template engine.
    from kumareport.document.build import make_document

    report = _only(book.report, sections)
    remarks = [asked.in_draft for asked in asked_of]
    dispatch = _dispatch(book, round_, who)
    made = make_document(report, book.judged, template, lambda _: None, remarks, dispatch)
    return made.data


def comments_of(book: Book, round_: Round, who: str, asked_of: Sequence[Asked]) -> list[str]:
    """The comments that :func:`draft_file` puts in."""
    remarks = [asked.in_draft for asked in asked_of]
    return comment_texts(remarks, _dispatch(book, round_, who))


def _dispatch(book: Book, round_: Round, who: str) -> Dispatch:
    facts = facts_of(round_, who, book.report.settings.form)
    return Dispatch(facts, tuple(_message(round_, who)))


def _message(at: Round, who: str) -> Iterator[str]:
    yield f"{at.name}　{who} あて"
    yield f"締切：{date_text(at.deadline)}　問合せ・返送先：{at.contact}"
    yield "本文や表の値を、このまま直してください。変更履歴が残るようにしてあります。"
    yield "質問や意見は、その場所にコメントを付けてください。節や章の構成、凡例、表の見出しは直せません。"
    yield "直したら上書き保存して、このファイルを返送してください（ファイル名は変えてもかまいません）。"


def _shown(chapter: Chapter, sections: Collection[str]) -> Iterator[Part]:
    """Some parts, and the bare headings of those that they lie in."""
    above = headings_above(chapter, sections)
    for part in chapter.parts:
        if part.id in sections or (part.is_end and part.parent in sections):
            yield part
        elif part.id in above:
            yield replace(part, groups=(), texts=(), fields=(), is_outline=True)


def _only(report: Report, sections: Collection[str]) -> Report:
    """The report with some sections, which keep their numbers, and without the pages 集計 and 概要版."""
    chapters = [
        replace(chapter, parts=tuple(_shown(chapter, sections))) for chapter in report.chapters
    ]
    settings = replace(report.settings, has_summary=False, has_overview=False)
    return replace(
        report,
        settings=settings,
        chapters=tuple(chapter for chapter in chapters if chapter.parts),
    )
