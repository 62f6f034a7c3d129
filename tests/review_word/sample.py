"""The small report whose returns the corpus holds."""

from pathlib import Path

from kumareport import pipeline
from tests.conftest import TEMPLATE
from tests.make_workbook import Row, indicator, text, workbook

RETURNS = Path(__file__).parent / "returns"


def rows() -> list[Row]:
    """One section with a group, three bullets, two bullets and a note; one with a bullet each."""
    made = [
        text("節", "子育ての支援"),
        indicator("保育所の定員", "人", (1001, 1002, 1003, 1004), group="保育"),
        indicator("待機児童", "世帯", (31, 32, 33, 34), group="保育"),
        text("注記", "注記の文である。"),
        text("検証と課題", "定員は計画どおりに増えた。"),
        text("検証と課題", "待機児童は減っていない。"),
        text("検証と課題", "保育士の確保が課題である。"),
        text("方向性", "定員をさらに増やす。"),
        text("方向性", "保育士の処遇を改善する。"),
        text("節", "高齢者の支援"),
        indicator("講座の参加者", "名", (501, 502, 503, 504)),
        text("検証と課題", "参加者は横ばいである。"),
        text("方向性", "講座の内容を見直す。"),
    ]
    ids = ["1-1", "1-1-指1", "1-1-指2", "1-1-注1", "1-1-検1", "1-1-検2", "1-1-検3", "1-1-方1",
           "1-1-方2", "1-2", "1-2-指1", "1-2-検1", "1-2-方1"]  # fmt: skip
    for row, own in zip(made, ids, strict=True):
        row[1] = own
    return made


def build(folder: Path) -> Path:
    """The report as it is sent out."""
    source = workbook(folder / "様式.xlsx", rows(), title="総合計画の評価")
    target = folder / "発出.docx"
    result = pipeline.build(source, target, TEMPLATE, draft=True)
    assert result.written == (target,)
    return target
