"""What a returned Word file holds besides the texts of its places: nothing of it is dropped."""

from collections.abc import Iterator

from msgspec.structs import replace

from kumareport.model.holding import Holding
from kumareport.office.word.word_holdings import GRAPH
from kumareport.review.merge.edits import Harvest, Opinion, Unread
from kumareport.review.returns.word.draft_graphs import unrecorded_graphs
from kumareport.review.returns.word.draft_ground import Ground
from kumareport.review.returns.word.word_result import Look, ReturnedWord

_REASONS = {
    "ふりがな": "ふりがなは、かっこに入れて読みました",
    "数式": "数式は、１行の文字に直して読みました",
    "上付き文字": "上付きの文字です（ここでは、ふつうの文字で示しています）",
    "下付き文字": "下付きの文字です（ここでは、ふつうの文字で示しています）",
    "隠し文字": "隠し文字です（印刷されません）",
    "記号フォントの文字": "記号用のフォントの文字です。「〓」として読みました",
    "フィールド": "Word の機能で作った文字です。文字だけを読みました",
    "文字": "文書のこの場所の文字を、どの修正としても読めませんでした",
    "代替テキスト": "図やグラフの代替テキストが変えられています",
    "文書のプロパティ": "文書のプロパティ（ファイル → 情報）に書かれています",
    "貼り付けられた文書": "ほかの文書が、そのまま貼り付けられています",
}
_NO_TEXT = "（文字のないもの）"


def note_looks(word: ReturnedWord, ground: Ground, harvest: Harvest) -> None:
    """Say what a text does not say by itself: beside the proposal or quotation that has the text, or
    on its own where none has it."""
    for look in word.looks:
        thing = look.thing
        note = f"{_why_new(thing)}：{thing.text}"
        for number, edit in enumerate(harvest.edits):
            if _has(edit.proposed.text, look):
                harvest.edits[number] = replace(edit, remarks=(*edit.remarks, note))
                break
        else:
            for number, unread in enumerate(harvest.unread):
                if _has(unread.text, look):
                    reason = f"{unread.reason}。{note}"
                    harvest.unread[number] = replace(unread, reason=reason)
                    break
            else:
                sender = ground.sender(thing.place)
                harvest.unread.append(Unread(sender, _why_new(thing), thing.text))


def _has(text: str, look: Look) -> bool:
    """Whether a text is that of a look's paragraph, or a part of it with what is to be seen."""
    said, line, shown = ("".join(t.split()) for t in (text, look.line, look.shown))
    now = said.rpartition("→")[2]
    return bool(shown) and shown in now and (line in said or now in line)


def unread_things(word: ReturnedWord, ground: Ground) -> Iterator[Unread]:
    """Pictures, shapes, graphs, looks and moves that no proposal can hold, each with its place."""
    graphs = [thing for thing in word.new if thing.kind == GRAPH]
    gone = list(word.gone)
    if word.issued.fields is None:
        graphs, gone = unrecorded_graphs(word.issued, graphs, ground.report)
    for thing in word.new:
        if thing.kind != GRAPH:
            yield Unread(ground.sender(thing.place), _why_new(thing), thing.text or _NO_TEXT)
    for thing in gone:
        if thing.kind == GRAPH and graphs:
            now = graphs.pop(0)
            reason = "グラフのデータが変えられています（グラフは、ブックの値から作り直します）"
            said = f"{thing.text} → {now.text}"
            yield Unread(ground.sender(now.place), reason, said)
        else:
            said = f"{thing.place}　{thing.text}".strip()
            yield Unread(ground.sender(thing.place), f"{thing.kind}が削除されています", said)
    for thing in graphs:
        reason = "発出時にはなかったグラフか、データの違うグラフが入っています"
        yield Unread(ground.sender(thing.place), reason, thing.text or _NO_TEXT)
    for moved in word.moved:
        reason = "並びが変えられています（節や枠や列の並びは、事務局がブックで変えます）"
        yield Unread(ground.sender(moved.where), reason, moved.text)


def _why_new(thing: Holding) -> str:
    return _REASONS.get(thing.kind, f"{thing.kind}が入っています（取り込めません）")


def opinions_of_lost_comments(word: ReturnedWord, ground: Ground) -> Iterator[Opinion]:
    """The tool's comments that were deleted: whoever deletes one has dealt with it."""
    for text in word.lost_comments:
        sender = ground.sender("削除されたコメント")
        yield Opinion(sender, "", "文書全体", f"［事務局のコメントが削除されています］\n{text}")
