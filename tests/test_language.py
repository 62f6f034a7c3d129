"""Where two texts differ, in long texts too."""

from kumareport.language.differing import differing


def test_a_phrase_repeated_a_thousand_times_comes_to_an_end() -> None:
    """Each あ of one text matches each of the other: tried one by one that takes minutes."""
    codes = differing("あい" * 2000, "あう" * 2000).get_opcodes()
    assert codes == [("equal", 0, 1, 0, 1), ("replace", 1, 4000, 1, 4000)]


def test_the_words_of_a_long_text_are_still_matched() -> None:
    old = "".join(
        f"第{n}回の調査は、市民の{n + 40}人が、参加の意向の{n * 7}件を答えた。" for n in range(40)
    )
    new = old.replace("第20回の調査", "第20回の検査")
    at = old.index("第20回の調査") + len("第20回の")
    changed = [op for op in differing(old, new).get_opcodes() if op[0] != "equal"]
    assert changed == [("replace", at, at + 1, at, at + 1)]
