"""The letters of a round: 依頼文 to each department, 督促文 to those that are late, and a page on who
has answered for the section chief."""

import datetime
from collections.abc import Iterator, Sequence

from msgspec import Struct

from kumareport.review.issue.issued import Round
from kumareport.review.issue.japanese_date import date_text
from kumareport.review.returns.collection import Answered, Collection
from kumareport.review.returns.status import deadline_of, deadline_text, state_of


class Letter(Struct, frozen=True):
    """A letter.

    Attributes:
        to: whom it is for, as its file is named.
        date: its date, as people write it.
        sender: who sends it.
        title: the subject.
        lines: the paragraphs.
    """

    to: str
    date: str
    sender: str
    title: str
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        """The letter as plain text, for an e-mail."""
        head = (
            *([f"{self.to} あて"] if self.to else []),
            self.date,
            self.sender,
            "",
            self.title,
            "",
        )
        return "\n".join((*head, *self.lines, ""))


def request_letter(
    round_: Round, who: str, sections: Sequence[str], questions: int, *, has_draft: bool
) -> Letter:
    """依頼文: what the department gets, what it does and by when."""
    date = datetime.datetime.fromisoformat(round_.issued_at).date()
    files = "照会票（Excel）と報告書の案（Word）" if has_draft else "照会票（Excel）"
    asked = f"（確かめていただきたいこと {questions} 件）" if questions else ""
    either = "どちらか書きやすいほうに記入してください。" if has_draft else ""
    lines = (
        f"「{round_.title}」について、次の内容を確かめていただくため、{files}をお送りします。",
        *(f"・{section}" for section in sections),
        f"照会票の表紙{asked}をご覧のうえ、黄色のセルに記入し、保存して返送してください。{either}",
        "直すところがない場合も、表紙の「回答」で「修正なし」を選び、保存して返送してください。",
        f"締切：{date_text(round_.deadline)}",
        f"返送先・問合せ：{round_.contact}",
    )
    title = f"{_name(round_)}のお願い"
    return Letter(who, date_text(date), round_.contact, title, lines)


def reminder_letters(collection: Collection, today: datetime.date) -> tuple[Letter, ...]:
    """督促文 for each department that has not answered once its deadline is over."""
    round_ = collection.round
    if round_ is None:
        return ()
    missing = [entry for entry in collection.answered if not entry.has_answered]
    days = [(entry.addressee.name, deadline_of(entry, round_)) for entry in missing]
    return tuple(
        _reminder(round_, who, day, today) for who, day in days if day is not None and today > day
    )


def _reminder(round_: Round, who: str, deadline: datetime.date, today: datetime.date) -> Letter:
    lines = (
        f"{date_text(deadline)}を締切としてお願いした照会票が、まだ届いていません。",
        "お手数ですが、至急、返送してください。直すところがない場合も、「回答」で「修正なし」を選んで返送してください。",
        "行き違いで返送いただいていましたら、ご容赦ください。",
        f"返送先・問合せ：{round_.contact}",
    )
    return Letter(
        who,
        date_text(today),
        round_.contact,
        f"{_name(round_)}の返送について（再度のお願い）",
        lines,
    )


def status_page(collection: Collection, today: datetime.date) -> Letter:
    """回収状況: how many have answered, who has not, what came back; one page."""
    round_ = collection.round
    name = _name(round_) if round_ is not None else "照会"
    lines = tuple(_status(collection, today))
    return Letter(
        "", date_text(today), round_.contact if round_ else "", f"{name}の回収状況", lines
    )


def _status(collection: Collection, today: datetime.date) -> Iterator[str]:
    answered = [entry for entry in collection.answered if entry.has_answered]
    if collection.round is not None:
        yield deadline_text(collection.round, collection.answered)
    yield f"提出：{len(collection.answered)} 課のうち {len(answered)} 課"
    missing = [entry for entry in collection.answered if not entry.has_answered]
    if missing:
        yield f"未提出（{len(missing)} 課）：{_names(missing)}"
    looked_at = [entry for entry in answered if _needs_a_look(collection, entry, today)]
    if looked_at:
        yield f"確かめるもの（{len(looked_at)} 課。締切後、配付時のまま、読み取れない所など）：{_names(looked_at)}"
    conflicts = sum(bool(proposal.conflict) for proposal in collection.proposals)
    yield (
        f"修正案 {len(collection.proposals)} 件（うち競合 {conflicts} 件）、"
        f"意見 {len(collection.opinions)} 件、読取不能 {len(collection.unread)} 件"
    )


def _needs_a_look(collection: Collection, entry: Answered, today: datetime.date) -> bool:
    state = state_of(entry, collection.round, today.isoformat())
    return state.label != "提出" or state.needs_attention


def _names(entries: Sequence[Answered]) -> str:
    return "、".join(entry.addressee.name for entry in entries)


def _name(round_: Round) -> str:
    return f"{round_.title}　{round_.name}".strip("　")
