"""Every claim is read the same in plain, polite and negated form.

Each line: the claim in plain and polite style and denied in both, values from R1 to R5 of which it is
true, and values of which its denial is. What is true of the one is wrong of the other.
"""

from collections.abc import Sequence

import pytest

from tests.narrative.sections import codes, indicator

UP, DOWN = (51, 52, 53, 54, 55), (59, 58, 57, 56, 54)
REACHED = (51, 52, 53, 54, 61)
CLAIMS: tuple[tuple[Sequence[str], Sequence[str], Sequence[float], Sequence[float]], ...] = (
    (("増加した", "増加しました", "増加している"), ("増加しなかった", "増加していません"), UP, DOWN),
    (("減少した", "減少しました", "減少している"), ("減少しなかった", "減少していません"), DOWN, UP),
    (("増えた", "増えました", "増えている"), ("増えなかった", "増えていません"), UP, DOWN),
    (("減った", "減りました", "減っている"), ("減らなかった", "減っていません"), DOWN, UP),
    (("上昇した", "上昇しました", "上昇しております"), ("上昇しておらず、厳しい状況である", "上昇していません"), UP, DOWN),
    (("低下した", "低下しました", "低下しています"), ("低下していない", "低下してはいません"), DOWN, UP),
    (("検証値を達成した", "検証値を達成しました", "検証値を達成することができた"), ("検証値を達成できなかった", "検証値を達成していません"), REACHED, UP),
    (("検証値に達した", "検証値に達しました", "検証値に達している"), ("検証値に達しなかった", "検証値に達していません"), REACHED, UP),
    (("検証値に届いた", "検証値に届きました", "検証値に届いている"), ("検証値に届かなかった", "検証値には届きませんでした"), REACHED, UP),
    (("前年度を上回った", "前年度を上回りました", "前年度を上回る結果となった"), ("前年度を上回らなかった", "前年度を上回っていません"), UP, DOWN),
    (("検証値を上回った", "検証値を上回りました", "検証値を上回っている"), ("検証値を上回らなかった", "検証値を上回っていません"), REACHED, UP),
    (("前年度より高くなった", "前年度より高くなりました", "前年度より高い"), ("前年度より高くならなかった", "前年度より高くなっていません"), UP, DOWN),
)  # fmt: skip
SAID = [(words, true, false) for said, _, true, false in CLAIMS for words in said]
DENIED = [(words, true, false) for _, said, false, true in CLAIMS for words in said]


@pytest.mark.parametrize(("words", "true", "false"), [*SAID, *DENIED], ids=lambda value: str(value))
def test_a_form_is_right_of_the_one_series_and_wrong_of_the_other(
    words: str, true: Sequence[float], false: Sequence[float]
) -> None:
    sentence = f"市民の満足度は、{words}。"
    assert codes(sentence, indicator(true, target=60)) == []
    assert codes(sentence, indicator(false, target=60)) != []


@pytest.mark.parametrize(
    "words",
    [
        "増加させるため、研修を行う",
        "増加する見込みである",
        "増加するよう努めます",
        "増加すれば、検証値に届く",
        "増加が見込まれる",
        "増加を図る必要がある",
        "増加したいと考えています",
        "増加に向けて取り組んでまいります",
        "達成できるかどうかが課題である",
        "検証値の達成を目指す",
    ],
)
def test_plans_wishes_and_conditions_claim_nothing(words: str) -> None:
    for values in (UP, DOWN):
        assert codes(f"市民の満足度は、{words}。", indicator(values, target=60)) == []
