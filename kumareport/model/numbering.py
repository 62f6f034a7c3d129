"""Numbers of chapters and sections in the style of the first one."""

_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_KANJI = "一二三四五六七八九"


def numbered(form: str, number: int) -> str:
    """The number of a section as its plan writes it.

    Args:
        form: how the first one is written: 第１節, 施策1, 第一節, ①, Ⅰ.
        number: 1 or more. Circled numbers go to 20 and Roman ones to 12; beyond, they are Arabic.

    Returns:
        The form with its １ counted on; a form without one as it is.
    """
    for sign, text in (
        ("１", str(number).translate(_FULL_WIDTH)),
        ("1", str(number)),
        ("一", _kanji(number)),
        ("①", chr(ord("①") + number - 1) if number <= 20 else f"({number})"),
        ("Ⅰ", chr(ord("Ⅰ") + number - 1) if number <= 12 else str(number)),
    ):
        if sign in form:
            return form.replace(sign, text, 1)
    return form


def _kanji(number: int) -> str:
    tens, ones = divmod(number, 10)
    if number > 99:
        return str(number).translate(_FULL_WIDTH)
    head = "" if not tens else "十" if tens == 1 else f"{_KANJI[tens - 1]}十"
    return head + (_KANJI[ones - 1] if ones else "")
