"""The words with which reports claim something about an indicator, in dictionary forms.

The one place for them: inflection, politeness and polarity come from the morphemes
(:mod:`kumareport.narrative.clauses`). A word of several morphemes is written as it stands, with the
last one in its dictionary form.
"""

from enum import Enum


class Movement(Enum):
    """How a value moves. BETTER and WORSE depend on the indicator's direction."""

    UP = 1
    DOWN = -1
    FLAT = 0
    SAME = "same"
    BETTER = "better"
    WORSE = "worse"
    MIXED = "mixed"


class Side(Enum):
    """On which side of a level a value stands. The tight ones may touch it."""

    ABOVE = 1
    BELOW = -1
    AT_LEAST = "at least"
    AT_MOST = "at most"


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


MOVEMENTS: dict[str, Movement] = {
    **dict.fromkeys(_words("増加 増える 増す 増大 微増 急増 激増 上昇 上がる 上向く 伸びる 伸ばす 伸長 延伸 伸び 高まる 拡大 延びる 増 増やす 右肩上がり プラス 急上昇 微増傾向 跳ね上がる 押し上げる 引き上げる 上積み 上乗せ 積み上がる 漸増 純増 増員 増額 増量 高める 進む"), Movement.UP,
    ),
    **dict.fromkeys(_words("減少 減る 減ずる 低下 下がる 下降 微減 急減 激減 落ち込む 落ち込み 低減 縮小 短縮 減 右肩下がり マイナス 下落 減らす 縮まる 縮む 低まる 急落 目減り 漸減 純減 減員 減額 減量 落ちる 下げる 下向く 縮減 削減 抑制 圧縮"), Movement.DOWN,
    ),
    **dict.fromkeys(_words("改善 好転 回復 持ち直す 上向き 向上 戻る"), Movement.BETTER),
    **dict.fromkeys(_words("悪化 後退 逆戻り"), Movement.WORSE),
    **dict.fromkeys(_words("横ばい 横這い 同水準 同じ水準 同程度 同じ程度 前年度並み 前年並み 前年度なみ 昨年度並み 並み 同等 足踏み"), Movement.FLAT,
    ),
    **dict.fromkeys(_words("同数 同値 同率 同じ 同じ値 同じ数 同一 同額 同じ割合 同割合 同じ件数 同件数 据え置き 増減なし"), Movement.SAME),
    **dict.fromkeys(_words("一進一退 上下"), Movement.MIXED),
    "下げ止まる": Movement.DOWN,
}  # fmt: skip
"""Verbs and nouns of movement."""

ENDED = _words("下げ止まる")
"""A movement that came to its end: claims that it does not go on."""

NOT_ALONE = _words(
    "増 減 プラス マイナス 並み 同じ 増減 上下 落ちる 抑制 削減 伸び 足踏み 戻る 進む 上乗せ"
)
"""Those that say something only beside a number, a reference or their own verb."""

TRANSITIVE = _words("圧縮 増やす 減らす 引き上げる 押し上げる 下げる 抑制 削減 縮減 高める")
"""What somebody does to a value."""

CHANGES = {
    "増減": Movement.SAME,
    "変わる": Movement.SAME,
    "変化": Movement.SAME,
    "変動": Movement.SAME,
}
"""A claim where denied: 変わっていない, 変化がない."""

PACES: dict[str, Movement] = {
    **dict.fromkeys(_words("拡大 加速 広がる 拡がる 開く 大きい 大幅 膨らむ 速まる"), Movement.UP),
    **dict.fromkeys(_words("縮小 鈍化 減速 縮まる 縮む 狭まる 小さい 小幅 緩やか 緩和 詰まる 埋まる 鈍る 縮める"), Movement.DOWN),
}  # fmt: skip
"""How the growth of a value, or its distance from something, moves: 伸びが鈍化した, 差が開いた."""

ADDING = _words("進む 整備 増設 設置 策定 養成 開設 新設 加わる 認定 指定 導入")
"""What is done to so many more ずつ in each year."""

GROWING = _words("伸びる 増える 増加 上昇 減る 減少 改善 悪化 伸び 拡大 向上")
"""What 最も before it says of the step of a year, not of the value: 最も伸びたのは."""

GROWTH_NOUNS = (
    r"(?:(?:増加|減少|増減|上昇|低下|改善|悪化|伸び|変化|縮小|落ち込み)(?:数|幅|量|額|分|件数|人数|ポイント|方|ペース|の?(?:幅|度合い?|ペース|程度))?"
    r"|(?:増え|減り|上がり|下がり|延び|落ち)(?:方|幅))"
)
"""Nouns of how much a value moved in a year."""

MULTIPLES: dict[str, Movement] = {"半減": Movement.DOWN, "倍増": Movement.UP}

LEVELS: dict[str, Side] = {
    **dict.fromkeys(
        _words("上回る 上まわる 超える 超過 超す 突破 凌ぐ しのぐ 凌駕"),
        Side.ABOVE,
    ),
    **dict.fromkeys(_words("下回る 下まわる 割り込む 割る 切る 割れ 割れる"), Side.BELOW),
}
"""Verbs that set a value above or below something."""

COMPARATIVES: dict[str, Movement] = {
    **dict.fromkeys(_words("高い 多い 大きい 長い"), Movement.UP),
    **dict.fromkeys(_words("低い 少ない 小さい 短い"), Movement.DOWN),
    **dict.fromkeys(_words("良い よい 良好 早い 速い"), Movement.BETTER),
    **dict.fromkeys(_words("悪い 劣る 遅い"), Movement.WORSE),
}
"""Adjectives that compare where a reference, a number or なる stands beside them."""

REACHED = _words("達成 到達 達する 届く クリア 満たす 満つ 満ちる 及ぶ 実現")
MISSED = _words("未達成 未達 未到達 不達成")
SHORT = _words("不足 足りる 満つ 満ちる")
"""Verbs and nouns of a gap: 120件不足, 120件足りない, 50％に満たない."""

MOST = _words("最も 一番 もっとも")
EXTREMES: dict[str, Movement] = {
    **dict.fromkeys(
        _words("最高 最多 最大 最長 最高値 最多数 最大値 最高額 最多額 最大規模"), Movement.UP
    ),
    **dict.fromkeys(_words("最低 最少 最小 最短 最低値 最小値 最低額 最少額"), Movement.DOWN),
    **dict.fromkeys(_words("最良 ベスト"), Movement.BETTER),
    **dict.fromkeys(_words("最悪 ワースト"), Movement.WORSE),
}

LIGHT = _words(
    "なる ある いる 居る 続く 続ける 転じる 転ずる 転換 見る 見える みる 推移 進む 至る つながる 繋がる 結びつく 結び付く 示す 記録 たどる 辿る とどまる 留まる 止まる 認める 生じる する 評価 判定 判断 経過 占める 更新 とまる 収まる おさまる 保つ 維持 迎える 始まる 数える 計上 及ぶ 達する 届く できる 為る かかる かける 戻る 入る 出る 変わる 得る 終わる かなう 考える 思う できる 遂げる 見せる 確認 図れる 抜け出す 果たす 果たせる ない"
)
"""Verbs that only carry a noun: 増加に転じる, 横ばいで推移する, 減少が続く, 達成には至らない."""

DOES = _words("する できる いたす 致す なさる")
"""What makes a verb of a noun (減少した, 減少いたしました)."""

SETTING = _words("掲げる 定める 求める 目指す 設定 設ける 規定 推奨")
"""What somebody does who sets a figure."""

STOPS = _words("収まる おさまる 止まる とまる 鈍化 落ち着く 一服 解消 緩和 一段落 頭打ち")
"""What a movement does that ends: 減少が止まった; denied, it goes on."""

STATIVE = _words(
    "上回る 上まわる 下回る 下まわる 超える 超す 割り込む 届く 満たす ある 続く 及ぶ 足りる 満つ 満ちる とどまる 達する 転ずる 転じる 高い 低い 多い 少ない 大きい 小さい 長い 短い 良い 悪い 同じ なる 変わる 示す 推移 占める 当たる あたる 相当 上る のぼる 遅い 早い 速い 残す 迫る 区分 該当 分類"
)
"""Verbs and adjectives whose plain present is a fact (目標を上回る結果)."""

AUXILIARY = _words(
    "いる おる 居る くる 来る いく 行く ゆく ある しまう みる 続ける 続く 始める 出す つつ できる 得る 過ぎる 切る きる おく つづける する"
)
"""Verbs that may follow another one and change only its aspect."""

# What a clause's end makes of it.
PLANS = _words(
    "見込み 見込 予定 必要 可能性 恐れ おそれ 懸念 方針 場合 際 時 とき よう 計画 見通し 想定 予測 予想 目的 つもり はず 期待 余地 限り まで ほう 方 懸念 兆し"
)
PLAN_VERBS = _words(
    "見込む 予想 予測 期待 懸念 想定 目指す 図る 努める 求める 危惧 計画 考慮 推計 仮定"
)
FORMAL = _words(
    "こと もの の ため 一方 反面 半面 結果 状況 傾向 中 なか 上 うえ ほか 他 ところ とおり 通り わけ 形 状態 理由 要因 背景 原因 影響 など 等 もの 一因 とも 点 数字 水準 数値 値 基調 局面 だけ のみ 以外 実績 成果 実態 現状 面 頃 ころ 後 あと 段階 人数 件数 割合 数 量 額 率 台数 値段 まま"
)
NOT_SUBJECTS = _words(
    "必要 課題 効果 影響 要因 原因 背景 結果 こと もの ため ところ 状況 傾向 今後 一方 これ それ 理由 これら 点 一因 成果 とき 際 以後 以降 その後 近年 直近 足元 当初 場合 中 上 一時 当時 従来 例年 平年 通常 実際 現在 以前 当面 これまで"
)
"""Nouns before は and が that are nobody of whom something is told."""

CAUSES = _words(
    "ため こと から より によって ので 影響 結果 理由 要因 背景 原因 一因 伴う 受ける もと"
)

NEGATORS = _words("ない ぬ ず")
FAIL = _words("難しい 困難 不可能 至難")

FOREIGN_LEVELS = (
    r"(?:全国|国|県|都道府県|府|類似団体|類似都市|中核市|政令市|政令指定都市|他都?市|近隣市町村?|同規模[^、。]{0,4}|世界|県内)"
    r"(?:全体)?の?(?:平均(?:値)?|水準|値|数値|目標(?:値)?|市町村平均|順位|割合|実績|結果)"
)
"""Levels that no table holds; a comparison with them cannot be checked."""

VALUE_TAILS = r"(?:の|における)?(?:年間)?(?:実績値?|値|数値|結果|推移|状況|現状|水準|指標(?:値)?|動向|検証指標|進捗状況の?)"
TARGET_WORDS = r"(?:最終|中間|数値|計画|検証|成果|当面の|単年度?)?目標(?:値|数値|水準|数|額|量|件数|人数|台数|率|年度の値)?|検証値|計画値|計画(?=(?:の[\d,.]+[^\d、。を]{0,4}?)?(?:を[\d,.]*[^\d、。を]{0,4}(?:上回|下回|超え)|(?:に対し|に比べ|より)[^、。]{0,12}\d))|KPI"
BASE_WORDS = r"(?:計画)?(?:策定|開始|当初)時(?:点)?(?:の?(?:値|実績値?|水準|現状値?))?|(?:計画)?(?:策定|開始)?当初(?:値|の値|の実績値?)?|基準(?:年度?|時)の?(?:実績値?|値|数値|水準)|基準(?:値|年度)(?=約?[\d▲△])|(?:基準(?:値|年度?|時)|(?<![一-龠])基準)(?=[のをよかにとは比以、()もへ])|現状値|初期値|スタート時"
PREVIOUS_WORDS = (
    r"対?(?:前|昨)(?:年度?|回|期)(?:度)?(?:同期)?(?:の?(?:実績値?|調査|結果|水準|値|数値)|実績値?)?"
)
