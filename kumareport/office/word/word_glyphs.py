"""What is shown by markup that is no plain text: symbols, raised letters, fields, equations.

Each function gives the nearest plain text. Where that does not say all that a person sees, the caller
keeps the markup beside it, so that it can be told.
"""

import re

from kumareport.model.lettering import LetterLook, shifted
from kumareport.office.package.namespaces import w
from kumareport.office.package.package import XmlElement
from kumareport.office.package.symbol_fonts import symbol
from kumareport.office.word.word_names import attribute, local
from kumareport.patterns import regex

# --- fields without a result (17.16.5) ------------------------------------------------------------

_SWITCH = regex(r'\\\*\s+(?:MERGEFORMAT|"[^"]*"|\S+)')
_RAISED_PART = regex(r"\\s\\(?:up|do)\s*\d*\s*\([^()]*\)[,;]?", re.IGNORECASE)
_FRACTION = regex(r"\\f\s*\(([^()]*?)[,;]([^()]*)\)", re.IGNORECASE)
_COMMAND = regex(r"\\[a-zA-Z]+\d*")
_RINGS = set("○□△◇〇")


def field_text(code: str, form: XmlElement | None) -> str:
    """What a field without a result shows.

    Args:
        code: such as ``eq \\o\\ac(○,秘)`` (Word's 囲い文字) or ``SYMBOL 224 \\f Wingdings``.
        form: its ``w:ffData``, for check boxes and lists.
    """
    name, _, rest = code.strip().partition(" ")
    if name.upper() == "EQ":
        return _equation_field(rest)
    if name.upper() == "SYMBOL":
        return _symbol_field(rest)
    if name.upper() in ("MACROBUTTON", "GOTOBUTTON"):
        return rest.strip().partition(" ")[2]
    if name.upper() == "FORMCHECKBOX":
        return "☑" if form is not None and _is_checked(form) else "☐"
    if name.upper() == "FORMDROPDOWN" and form is not None:
        return _chosen(form)
    return ""


def _equation_field(rest: str) -> str:
    rest = _FRACTION.sub(r"\1/\2", _RAISED_PART.sub("", _SWITCH.sub("", rest)))
    words = regex(r"[(),;]").split(_COMMAND.sub("", rest))
    kept = [word.strip() for word in words if word.strip()]
    letters = [word for word in kept if word not in _RINGS]
    return "".join(letters or kept)


def _symbol_field(rest: str) -> str:
    words = rest.split()
    font = regex(r'\\f\s+(?:"([^"]*)"|(\S+))').search(rest)
    number = words[0] if words else ""
    try:
        code = int(number, 0)
    except ValueError:
        return number.strip('"')
    return symbol((font[1] or font[2]) if font else "", f"{code:X}")


def _is_checked(form: XmlElement) -> bool:
    for name in ("checked", "default"):
        element = next(form.iter(w(name)), None)
        if element is not None:
            return attribute(element, "val") not in ("0", "false", "off")
    return False


def _chosen(form: XmlElement) -> str:
    entries = [attribute(element, "val") for element in form.iter(w("listEntry"))]
    chosen = next((e for name in ("result", "default") for e in form.iter(w(name))), None)
    number = attribute(chosen, "val") if chosen is not None else "0"
    at = int(number) if number.isdecimal() else 0
    return entries[at] if at < len(entries) else ""


# --- equations (22.1) -----------------------------------------------------------------------------

_PLAIN = {"oMath", "r", "t", "ins", "moveTo", "del", "moveFrom", "delText", ""}


def linear(math: XmlElement) -> str:
    """An equation on one line: ½ is 1/2, a square root √(x)."""
    name = local(math)
    if name in ("t", "delText"):
        return math.text or ""
    if name in ("del", "moveFrom") or name.endswith("Pr"):
        return ""
    parts = {local(child): linear(child) for child in math}
    if name == "f":
        return f"{_grouped(parts.get('num', ''))}/{_grouped(parts.get('den', ''))}"
    if name in ("sSup", "sSub", "sSubSup", "sPre"):
        lowered, raised = parts.get("sub", ""), parts.get("sup", "")
        low = (shifted(lowered, LetterLook.LOWERED) or f"_{_grouped(lowered)}") if lowered else ""
        high = (shifted(raised, LetterLook.RAISED) or f"^{_grouped(raised)}") if raised else ""
        return f"{parts.get('e', '')}{low}{high}"
    if name == "rad":
        return f"{parts.get('deg', '')}√({parts.get('e', '')})"
    if name == "nary":
        low, high = (_tied(sign, parts.get(key, "")) for sign, key in (("_", "sub"), ("^", "sup")))
        return f"{_sign(math, 'chr', '∫')}{low}{high} {parts.get('e', '')}"
    if name in ("limLow", "limUpp"):
        return parts.get("e", "") + _tied("_" if name == "limLow" else "^", parts.get("lim", ""))
    if name in ("acc", "groupChr"):
        return f"{_grouped(parts.get('e', ''))}{_sign(math, 'chr', '')}"
    if name == "bar":
        return f"{_grouped(parts.get('e', ''))}\u0304"
    if name in ("m", "mr", "eqArr"):
        inside = ("；" if name != "mr" else "、").join(
            linear(e) for e in math if not local(e).endswith("Pr")
        )
        return inside if name == "mr" else f"[{inside}]"
    if name == "d":
        inside = "、".join(linear(e) for e in math if local(e) == "e")
        return f"{_sign(math, 'begChr', '(')}{inside}{_sign(math, 'endChr', ')')}"
    return "".join(linear(child) for child in math)


def says_more(math: XmlElement) -> bool:
    """Whether an equation shows more than its letters one behind the other."""
    return any(
        local(e) not in _PLAIN
        and not any(local(up).endswith("Pr") for up in (e, *e.iterancestors()))
        for e in math.iter()
    )


def _tied(sign: str, text: str) -> str:
    return f"{sign}{_grouped(text)}" if text else ""


def _sign(math: XmlElement, name: str, default: str) -> str:
    """A sign that a structure's properties name."""
    named = next(
        (e for pr in math if local(pr).endswith("Pr") for e in pr if local(e) == name), None
    )
    if named is None:
        return default
    return next((str(v) for k, v in named.attrib.items() if str(k).endswith("}val")), "")


def _grouped(text: str) -> str:
    return text if regex(r"[\w.]*").fullmatch(text) else f"({text})"
