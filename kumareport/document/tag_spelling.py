"""What is wrong with the spelling of a tag, as people mistype them: marks of full width, capitals,
spaces inside of names, marks that Word has put in place of others."""

import unicodedata

from kumareport.office.word.tag_text import TAG
from kumareport.patterns import regex
from kumareport.templating.language import WORDS

_HOLDERS = {"p", "tr", "tc", "r"}
_MARKS = {
    "．": ".", "。": ".", "・": ".", "｡": ".", "･": ".", "，": ",", "、": ",", "｜": "|", "＝": "=", "！": "!",
    "–": "-", "—": "-", "−": "-", "‐": "-", "－": "-",
}  # fmt: skip
_BRACKETS = "（）()［］[]「」｛｝"
_QUOTED = regex(r"'[^']*'|\"[^\"]*\"")
_APART = regex(r"(\w+)\s+(\w+)")
_BETWEEN = WORDS | _HOLDERS | {"in", "and", "or", "not"}
_BLOCK = regex(
    r"[{%]\s*[-–—]?\s*(?:(?:p|tr|tc|r)\s+)?"
    r"(?:(?P<end>en\w*(?:\s+(?:for|if))?)|(?P<word>if|elif|else)\b|for\s*(?P<name>\w*)"
    r"|\w+\s+(?P<other>\w+)\s+in\b)"
)
_JOINED = regex(r"\{%-?\s*(p|tr|tc|r)(for|if|endfor|endif|else|elif)\b")
_ELSE_IF = regex(r"\{%-?\s*(?:(?:p|tr|tc|r)\s+)?else\s+if\b")
_APART_HOLDER = regex(r"\{%\s+(p|tr|tc|r)\s+(?:for|if|elif|else|endfor|endif)\b")
_SINGLE = regex(r"(?<![=!<>])=(?!=)")
_ODD = regex(r"[^\w\s.,|=!<>()\[\]'\"%{}#+*/:;~^&@$?-]")
_FIRST = regex(r"\{%\s*(\w+)(?:\s+(\w+))?")


def misspelt(text: str) -> str:
    """What to mend in the tags of a text, in Japanese; empty where nothing is known."""
    if "{{{" in text or "}}}" in text:
        return "波かっこが３つ続いています。{{ … }} と２つずつ書いてください"
    for tag in TAG.findall(text):
        found = _misspelt_word(tag) or _misspelt_mark(_QUOTED.sub("", tag[2:-2]), tag)
        if found:
            return found
    return ""


def apart(text: str) -> str:
    """The sign of a paragraph's, row's or cell's tag that stands apart from its brace; empty for none."""
    found = _APART_HOLDER.search(text)
    return found[1] if found else ""


def stand_in(text: str) -> str:
    """The loops and conditions that the tags of a text were meant for, without what they say: of a tag
    that cannot be read, what stands between it and its end is looked at all the same."""
    plain = unicodedata.normalize("NFKC", text).lower()
    found: list[str] = []
    for block in _BLOCK.finditer(plain):
        end, word = block["end"], block["word"]
        if end:
            found.append("{% endfor %}" if "o" in end else "{% endif %}")
        elif word:
            found.append("{% else %}" if word == "else" else f"{{% {word} '' %}}")
        else:
            found.append(f"{{% for {block['name'] or block['other'] or '_'} in '' %}}")
    return "".join(found)


def _misspelt_word(tag: str) -> str:
    """A command that is no word of the language as it is typed, but nearly one."""
    joined = _JOINED.match(tag)
    if joined is not None:
        return f"「{joined[1]}」と「{joined[2]}」の間を、半角の空白であけてください"
    if _ELSE_IF.match(tag):
        return "「else if」は「elif」と書いてください"
    first = _FIRST.match(tag)
    for word in (first[1], first[2] or "") if first is not None else ():
        plain = unicodedata.normalize("NFKC", word).lower()
        if word != plain and plain in WORDS | _HOLDERS:
            return f"「{word}」は、半角の小文字で「{plain}」と書いてください"
        if word in _HOLDERS:
            continue
        if word == "end":
            return "「end」と「for」「if」の間をあけずに、「endfor」「endif」と書いてください"
        break
    return ""


def _misspelt_mark(words: str, tag: str) -> str:
    mark = next((letter for letter in words if letter in _MARKS), "")
    if mark:
        return f"タグの中に「{mark}」があります。半角の「{_MARKS[mark]}」で書いてください"
    if "…" in words or ".." in words:
        return "タグの中に「…」があります。「.」を１つだけ書いてください"
    odd = _ODD.search(words)
    if odd is not None and odd[0] not in _BRACKETS:
        return f"タグの中に「{odd[0]}」は書けません"
    if _SINGLE.search(words):
        return "等しいことは「==」と、= を２つ続けて書いてください"
    bracket = next((letter for letter in words if letter in _BRACKETS), "")
    if bracket:
        return f"タグの中に「{bracket}」は書けません"
    if regex(r"\{%\s*(?:(?:p|tr|tc|r)\s+)?for\b").match(tag) and not regex(r"\sin\s").search(words):
        return "くり返しは {% for 名前 in … %} の形で書いてください"
    for left, right in _APART.findall(words):
        if left not in _BETWEEN and right not in _BETWEEN:
            return f"「{left}」と「{right}」の間に空白があります。名前は続けて書いてください"
    return ""
