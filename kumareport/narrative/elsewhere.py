"""Others of whom a phrase speaks: people whom no indicator of the section counts as a whole, other bodies."""

from kumareport.narrative.atoms import Atom
from kumareport.narrative.resolver import Resolver
from kumareport.narrative.sentences import flatten
from kumareport.patterns import regex

_SURVEY = regex(
    r"(?P<whom>(?<![一-龠])(?:国(?![勢民])|県|都|府)|内閣府|[一-龠]{2,4}[省庁]|事業[所者]|企業|会社|法人|商店|店舗|団体|保護者|児童|生徒|学生|教員|教職員|職員|従業員|来[場街館]者|参加者|受講者|会員|加盟店|民間)[^、。]{0,8}(?:アンケート|調査)"
)


ELSEWHERE = regex(
    r"(?:他の?|ほかの|近隣の?|周辺の?|県内の?|県下の?|同規模の?|先進|類似)[^、。はがを]{0,6}(?:市|町|村|都市|自治体|団体|市町村|区|地域|事例)(?!民)"
    r"|全国(?!大会|学力|的)|県(?:全体|平均|内)|(?<![一-龠])(?:国|県|都|府|道)(?:は|が|の(?:調査|統計|目標|基準|計画|平均|発表|約?$)|では|全体)"
)
OTHERS = regex(rf"(?:{ELSEWHERE.pattern})[^、。をはが]{{0,20}}[はが]")
"""Other bodies, and what is told of them."""
_SUBJECT = regex("◇|[^にで]は|[^すた]が|も、")


def has_subject(text: str) -> bool:
    """Whether words name somebody of whom something is told; ◇ stands for an indicator."""
    return _SUBJECT.search(text) is not None


def surveys_others(text: str, resolver: Resolver) -> bool:
    """「市内事業所アンケートでは」「国が実施した世論調査では」: of whom no indicator's name speaks."""
    match = _SURVEY.search(text)
    return match is not None and not any(
        match["whom"] in flatten(row.name) for row in resolver.everything
    )


def is_of_people(atom: Atom) -> bool:
    """「30歳代では」「６年生は」: a part of those whom an indicator counts."""
    unit = atom.quantity.unit if atom.quantity is not None else ""
    return unit.startswith(("歳", "代", "年生", "学年", "級"))
