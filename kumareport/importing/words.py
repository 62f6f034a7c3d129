"""The words of offices' forms, and what each means."""

import unicodedata
from functools import cache

from msgspec.structs import replace

from kumareport.importing.targets import OF_ROLE, Choice, Goes, Sure
from kumareport.model.form import STANDARD, FieldType
from kumareport.model.period import parse_period, parse_year, year_in
from kumareport.model.period_words import ROLE_WORDS, Role
from kumareport.model.record_kind import TextRole
from kumareport.patterns import regex

_BOXES = {kind.role: kind.name for kind in STANDARD.boxes}
_WAY = _BOXES[TextRole.DIRECTION]
_SAYINGS: dict[Goes, str] = {
    Goes.CHAPTER: "章 政策 基本目標 大綱 柱 分野 政策分野 基本方針 基本政策 政策名 章名 政策目標 まちづくりの目標 "
    "基本方向 将来像 ビジョン 目標名 戦略 基本目標名 政策の柱 大項目名",
    Goes.SECTION: "節 施策 基本施策 施策名 節名 施策の名称 施策名称 具体的施策 施策分野 取組方針 プロジェクト 施策目標 "
    "施策項目 重点施策 主要施策 基本的方向",
    Goes.THIRD: "基本事業 基本事業名 個別施策 単位施策 小施策 具体的な施策 施策の方向",
    Goes.FOURTH: "事務事業 事務事業名 事業名 事業 実施事業 事業の名称 主な事業 主要事業",
    Goes.INDICATOR: "指標 指標名 KPI 成果指標 検証指標 活動指標 数値目標 指標名称 指標の名称 評価指標 目標指標 指標項目 "
    "KPI名 重要業績評価指標 重要業績評価指標KPI 重要業績評価指標(KPI) 成果指標名 活動指標名 数値目標名 指標KPI KPI指標",
    Goes.GROUP: "大項目 指標分類 指標の分類 指標区分",
    Goes.UNIT: "単位",
    Goes.DEPARTMENT: "所管課 担当課 担当 主管課 所属 担当部署 所管 担当課名 所管課名 主担当課 担当部課 所管部署 部署 課名 "
    "課 課室 担当課室 所管部課 担当所属 部課名 作成課 記入課 主管課名 担当部局 部課",
    Goes.MARK: "進捗 進捗状況 進捗度 達成状況 評価結果 判定 達成度 評価区分 進捗評価 KPI評価 指標の評価 達成度評価 進捗区分 "
    "評価 評価判定 進捗状況評価 総合評価 評定",
    Goes.REASON: "判定の理由 評価の理由 評価理由 判定理由",
    Goes.SCHEME: "判定の方式",
    Goes.WAY: f"望ましい方向 望ましい{_WAY} 指標の方向 指標の{_WAY} 目指す方向 めざす方向 増減の方向 望ましい増減",
    Goes.CHART: "グラフ グラフの有無",
    Goes.CHART_TITLE: "グラフ題名 グラフの題名",
    Goes.NOTE: "注記 注 指標の説明 指標の定義 定義 算出方法 算定方法 出典 データの出典 指標の考え方",
    Goes.MEMO: "備考 特記事項 メモ",
    Goes.YEAR: "年度 年 対象年度 実績年度",
    Goes.VALUE: "値 数値",
    Goes.ROLE: "種類 値の種類 種別 目標実績 目標・実績 目標/実績 実績目標 値の区分",
    Goes.LEAVE: "No No. № 番号 連番 達成率 目標達成率 KPI達成率 達成率% 進捗率 増減 前年度比 前年比 対前年度比 達成率(%) 頁 ページ コード "
    "前年度の評価 推移 判定(自動) 整理番号 項番 NO ID",
}
_TEXTS = (
    f"{' '.join(_BOXES.values())} 今後の{_WAY} 施策の{_WAY} 次年度の{_WAY} 改善の{_WAY} 取組の{_WAY} 事業の{_WAY} "
    "目的 ねらい 概要 現状 課題 現状と課題 現状・課題 取組実績 取組内容 取組状況 取組 主な取組内容 実施内容 "
    "実施状況 成果 成果と課題 成果・課題 評価・検証 検証 分析 要因分析 要因 今後の取組 今後の方針 今後の取組方針 今後の対応 "
    "改善 改善策 改善点 改善内容 対応方針 外部評価 外部評価委員の意見 外部意見 意見 委員会の意見 委員の意見 学識経験者の意見 "
    "点検評価 点検・評価 主な取組 主な実績 取組の実績 取組の成果 取組の内容 施策の概要 施策の目的 目指す姿 めざす姿 "
    "事業概要 事業の概要 事業内容 事業の内容 事業の目的 事業目的 事業実績 事業の実績 事業の成果 成果の説明 取組結果 主な成果 内部評価 "
    "施策の現状 施策の課題 施策の評価 評価コメント 評価の説明 総括 自己評価 実績 有識者の意見 審議会の意見 次年度の取組 "
    "今後の展開 残された課題 対象 手段 意図 施策の展開 目標の達成状況 指標の分析 要因・課題 今後の課題 "
    "取組の概要 目標 背景 達成状況の説明 施策内容 市民の意見 総合評価の理由 評価の内容"
)
_SHORT_FIELDS = (
    "根拠法令 対象者 実施期間 事業期間 会計 款 項 目 款項目 予算科目 SDGs 総合戦略 総合戦略の該当 実施主体 実施方法 関係課 関連課 "
    "関連計画 関係計画 個別計画 重点施策の該当 事業区分 実施手法 財源 根拠計画 関連する計画 関連するSDGs 市長公約 新規・継続 部局 部 局 部名 局名 "
    "担当部 担当局 責任者 記入者 作成者 作成日 記入日 連絡先 内線 電話 課長名 記入責任者 施策番号 事業番号 事業コード 予算事業名 開始年度 終了年度 "
    "事業開始年度 事業終了年度 評価年度"
)
_COSTS = regex(
    r"(?:事業費|決算額?|予算額?|当初予算額?|人件費|総事業費|一般財源|国庫支出金|県支出金|地方債|その他特財|特定財源|直接事業費|総コスト|コスト)"
)
_MONEY = regex(r"(?:円|千円|万円|百万円|億円)")
_MARKS = regex(
    r"(?:一次|二次|内部|外部|最終|部局|施策|事業)?(?:の)?(?:評価|判定|評定)(?:結果|区分|ランク)?"
)
_NUMBERING = regex(
    r"^(?:[\s　■□●○◆◇▼▽▶▷★☆・※＊*]+|[(（]?(?:\d{1,2}|[①-⑳]|[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]|[一二三四五六七八九十])[)）.．、\s](?=\S)|[①-⑳])+"
)
_SPACED_NUMBER = regex(
    r"^(?:第\d{1,2}|\d{1,2}|[一二三四五六七八九十])\s+(?=[^\s\d人日件回年月歳世か枚本])"
)
"""A number that only white space parts from a label: ２　現状と課題, but not 1 人当たり."""
_EMPTY_BRACKETS = regex(r"[(（\[【][\s]*[)）\]】]")
_ADVICE = regex(r"[(（][^()（）]*[)）]")
_ENDS = "：:【】［］〔〕〈〉《》「」[]<>"


_OF_WHOLE = {
    bare_word: target
    for target, words in (
        (Goes.OPENING, "はじめに 始めに 初めに ごあいさつ ご挨拶 まえがき 巻頭言"),
        (Goes.CLOSING, "おわりに 終わりに 終りに むすび むすびに 結び 結びに あとがき"),
    )
    for bare_word in words.split()
}


def of_whole(text: str) -> Goes | None:
    """Whether a heading stands above the opening or the closing of a whole report."""
    return _OF_WHOLE.get(bare(text))


def bare(text: str) -> str:
    """A label as it is compared: without marks, numbers before it and white space."""
    text = unicodedata.normalize("NFKC", text).strip().strip(_ENDS)
    text = _SPACED_NUMBER.sub("", text) or text
    text = "".join(text.split()).strip(_ENDS)
    text = _NUMBERING.sub("", text) or text
    return text.strip(_ENDS)


def plainest(text: str) -> str:
    """The same without what stands in brackets: （200字以内）, （千円）."""
    return _ADVICE.sub("", bare(text)).strip(_ENDS) or bare(text)


@cache
def _meanings() -> dict[str, Goes]:
    return {
        bare(word).casefold(): target
        for target, words in _SAYINGS.items()
        for word in words.split()
    }


@cache
def _texts() -> dict[str, str]:
    return {bare(word).casefold(): word for word in _TEXTS.split()}


@cache
def _fields() -> set[str]:
    return {bare(word).casefold() for word in _SHORT_FIELDS.split()}


def period_choice(text: str) -> Choice | None:
    """What a header with a year and a role's word means."""
    period = parse_period(" ".join(text.split()), 0)
    if period is None:
        return None
    heading = f"{period.heading}（{period.status}）" if period.status else period.heading
    return Choice(
        OF_ROLE[period.role],
        heading,
        period.year.label,
        why="年度と「" + period.heading + "」があります",
    )


def role_of(text: str) -> Goes | None:
    """The role that a word without a year means."""
    role = ROLE_WORDS.get(plainest(text)) or ROLE_WORDS.get(plainest(text).upper())
    return OF_ROLE[role] if role else None


def year_of(text: str) -> str:
    """The year that a header names and nothing else; empty for none."""
    plain = bare(text)
    year = parse_year(plain)
    if year is not None:
        return year.label
    found = year_in(plain)
    rest = regex(r"[()（）\s]|年度|見込み?|速報|計画期間").sub("", found[1]) if found else "x"
    return found[0].label if found and not rest else ""


def dated_choice(text: str, *, by_part: bool = True) -> Choice | None:
    """What a header means that has a year besides other words: 決算額 R5, 令和６年度の主な取組.

    Args:
        text: the header.
        by_part: whether a part of its words is enough.
    """
    found = year_in(text)
    rest = without_year(text) if found else ""
    known = meaning(rest) if found and rest else None
    if known is None and by_part and found and rest:
        known = likely(rest)
    if found is None or known is None or known.target in _WITHOUT_YEAR:
        return None
    if known.target is Goes.FIELD and known.type is FieldType.MONEY:
        known = replace(known, type=FieldType.YEARLY_MONEY)
    return replace(known, year=found[0].label)


_WITHOUT_YEAR = (Goes.YEAR, Goes.ROLE, Goes.VALUE)


def without_year(text: str) -> str:
    """A header without the year that it names."""
    found = year_in(text)
    rest = found[1] if found else text
    return _EMPTY_BRACKETS.sub("", rest).strip().removeprefix("の").strip()


def role_of_year(text: str) -> Role | None:
    """The values whose year a column says: 基準年度, 目標年度."""
    word = plainest(text)
    before = next((word.removesuffix(end) for end in ("年度", "年") if word.endswith(end)), "")
    return ROLE_WORDS.get(before) if before else None


def meaning(text: str) -> Choice | None:
    """What a header or label means by its words; None for none that is known."""
    for word, sure in ((bare(text), Sure.HIGH), (plainest(text), Sure.HIGH)):
        target = _meanings().get(word.casefold())
        if target is not None:
            why = (
                "達成率・番号などは、kumareport が計算して付けます" if target is Goes.LEAVE else ""
            )
            return Choice(target, sure=sure, why=why or f"「{word}」という言葉です")
    name = _texts().get(plainest(text).casefold())
    if name is not None:
        return Choice(Goes.TEXT, plainest(text), why=f"「{name}」という言葉です")
    if plainest(text).casefold() in _fields():
        return Choice(
            Goes.FIELD,
            field_name(text),
            type=FieldType.TEXT,
            why="その市の項目によくある言葉です",
        )
    if _COSTS.fullmatch(plainest(text)):
        return Choice(Goes.FIELD, field_name(text), type=FieldType.MONEY, why="金額の言葉です")
    if _MARKS.fullmatch(plainest(text)):
        return Choice(Goes.FIELD, field_name(text), type=FieldType.TEXT, why="評価の言葉です")
    return None


def likely(text: str) -> Choice | None:
    """What a header or label means by a part of its words; less sure."""
    word = plainest(text)
    if len(word) > 20 or "。" in word:
        return None
    for ending in ("指標名", "指標", "単位", "担当課", "所管課"):
        if word.endswith(ending):
            known = meaning(ending)
            assert known is not None
            return Choice(known.target, sure=Sure.MIDDLE, why=f"「{ending}」で終わります")
    for piece in (
        "課題",
        "取組",
        "成果",
        _WAY,
        "意見",
        "目的",
        "概要",
        "検証",
        "分析",
        "改善",
        "内容",
        "理由",
        "コメント",
        "状況",
        "説明",
    ):
        if piece in word:
            return Choice(
                Goes.TEXT, field_name(word), sure=Sure.MIDDLE, why=f"「{piece}」があります"
            )
    if _COSTS.search(word):
        return Choice(
            Goes.FIELD,
            field_name(text),
            type=FieldType.MONEY,
            sure=Sure.MIDDLE,
            why="金額の言葉があります",
        )
    return None


def text_role(name: str) -> TextRole:
    """What a text of some name is for."""
    for role, words in (
        (TextRole.OPINION, ("意見", "外部", "委員")),
        (TextRole.DIRECTION, ("方向", "今後", "改善", "次年度", "方針", "対応")),
        (TextRole.VERIFICATION, ("課題", "検証", "成果", "分析", "評価", "要因", "達成")),
        (TextRole.PURPOSE, ("目的", "ねらい", "姿", "概要", "意図")),
    ):
        if any(word in name for word in words):
            return role
    return TextRole.NONE


def field_name(text: str) -> str:
    """A label as the name of a field or a 区分: a word that tags can use."""
    name = plainest(without_year(text))
    name = "".join(c for c in name if c == "_" or c.isalnum() or c in "ー々")
    return name if name.isidentifier() else f"項目{name}" if name else "項目"


def unit_in(text: str) -> str:
    """The unit that stands in a label's brackets: 決算額（千円）; empty for none."""
    found = _ADVICE.findall(unicodedata.normalize("NFKC", text))
    units = [f[1:-1].removeprefix("単位:") for f in found if len(f) <= 8]
    return next(
        (u for u in units if _MONEY.fullmatch(u) or u in ("%", "人", "件", "回", "人工")), ""
    )


def is_mark(text: str) -> bool:
    """Whether a label speaks of a mark that people give to a part: 一次評価."""
    return regex("評価|判定|評定|達成度|進捗").search(plainest(text)) is not None


def is_money(text: str) -> bool:
    """Whether a label speaks of money."""
    return _COSTS.search(plainest(text)) is not None
