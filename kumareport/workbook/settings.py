"""Reading the sheet 設定."""

import unicodedata
from collections.abc import Mapping, Sequence
from fractions import Fraction

from msgspec.structs import replace

from kumareport.language.signs import PRINTED_MINUS_SIGNS
from kumareport.model.finding import Severity
from kumareport.model.form import FRONT, OF_REPORT, WHOLE, WHOLE_END, Form
from kumareport.model.mark import LEGEND, SYMBOLS, Attainment, RateMethod, Scheme, three_marks
from kumareport.model.period import Year, parse_year
from kumareport.model.problem import Problem, ProblemKind
from kumareport.model.record_kind import Shape
from kumareport.model.settings import ChapterEntry, Department, RuleSwitch, Settings
from kumareport.office.excel.spreadsheet import CellKind, Sheet
from kumareport.patterns import regex
from kumareport.workbook import layout
from kumareport.workbook.field_table import read_fields
from kumareport.workbook.kind_table import read_form
from kumareport.workbook.layout import Setting
from kumareport.workbook.lettering import lettering_problems
from kumareport.workbook.scheme_table import read_schemes
from kumareport.workbook.settings_grid import Grid
from kumareport.workbook.words_table import read_words

_MOST = 100_000


def read_settings(sheet: Sheet) -> tuple[Settings, list[Problem]]:
    """The settings, with a problem for each line that is missing or cannot be used.

    A setting that is missing takes its default, so that the rest can still be checked.
    """
    grid = Grid(sheet)
    lines: dict[Setting, int] = {}
    for row in grid.rows:
        name = unicodedata.normalize("NFKC", grid.text(row, 1))
        for setting in Setting:
            if name == unicodedata.normalize("NFKC", setting):
                lines.setdefault(setting, row)
    has_schemes = bool(grid.title_row(layout.SCHEMES_TITLE))
    unneeded = (*layout.OPTIONAL_SETTINGS, *(layout.SCHEME_SETTINGS if has_schemes else ()))
    for setting in Setting:
        if setting not in lines and setting not in unneeded:
            detail = f"「{setting}」の行がありません"
            grid.report(ProblemKind.MISSING_SETTING, 0, 0, detail, setting)

    def value(setting: Setting, default: str = "") -> str:
        return (grid.text(lines[setting], 2) if setting in lines else "") or default

    schemes = read_schemes(grid, lines) if has_schemes else (_usual_scheme(grid, lines),)
    settings = Settings(
        title=value(Setting.TITLE),
        label=value(Setting.LABEL),
        number=value(Setting.NUMBER),
        city=value(Setting.CITY),
        date=value(Setting.DATE),
        code=_code(grid, lines.get(Setting.CODE, 0)),
        plan=value(Setting.PLAN),
        licence=_licence(grid, lines.get(Setting.LICENCE, 0)),
        section_form=value(Setting.SECTION_FORM, Settings().section_form),
        year=_year(grid, lines.get(Setting.YEAR, 0)),
        schemes=schemes,
        method=_method(grid, lines.get(Setting.METHOD, 0)),
        minus=_minus(grid, lines.get(Setting.MINUS, 0)),
        recount_name=value(Setting.RECOUNT),
        box_length=_count(
            grid,
            lines.get(Setting.BOX_LENGTH, 0),
            "枠の文字数の目安（例：330）",
            Settings().box_length,
        ),
        has_summary=_is_put_in(grid, lines.get(Setting.SUMMARY, 0)),
        has_overview=_is_put_in(grid, lines.get(Setting.OVERVIEW, 0)),
        printed_years=_count(
            grid, lines.get(Setting.PRINTED_YEARS, 0), "表に載せる実績の年数（例：5）", 0
        ),
        form=_form(grid, schemes),
        switches=_switches(grid),
        chapters=_chapters(grid),
        departments=tuple(
            Department(name, bureau, contact, grid.at(row, 1))
            for row, (name, bureau, contact) in grid.table(
                layout.DEPARTMENTS_TITLE, layout.DEPARTMENTS_HEADER
            )
        ),
    )
    if not settings.title:
        grid.report(ProblemKind.BAD_SETTING, lines.get(Setting.TITLE, 0), 2, "報告書の題名が空です")
    _check_pages(grid, lines, settings)
    _check_report_sheets(grid, settings)
    # The third column of a line is our own explanation.
    explained = {(row, 3) for row in lines.values()}
    for (row, column), cell in sorted(sheet.cells.items()):
        if (row, column) not in explained:
            if cell.struck.strip():
                grid.report(ProblemKind.STRUCK_TEXT, row, column, seen=cell.struck.strip())
            grid.problems += lettering_problems(cell, grid.at(row, column))
    return settings, grid.problems


def _check_pages(grid: Grid, lines: Mapping[Setting, int], settings: Settings) -> None:
    """The pages that count the marks of indicators would be empty in a form that has none."""
    if settings.form.of_shape(Shape.INDICATOR):
        return
    for setting, is_put_in in (
        (Setting.SUMMARY, settings.has_summary),
        (Setting.OVERVIEW, settings.has_overview),
    ):
        if is_put_in:
            detail = (
                f"指標の区分がない様式では、「{setting}」に数える進捗がありません。"
                f"「{layout.SUMMARY_CHOICES[1]}」にしてください"
            )
            grid.report(
                ProblemKind.BAD_SETTING, lines[setting], 2, detail, layout.SUMMARY_CHOICES[0]
            )


def _form(grid: Grid, schemes: Sequence[Scheme]) -> Form:
    """The form that the three tables declare."""
    form = replace(read_form(grid), words=read_words(grid))
    return replace(form, fields=(*form.fields, *read_fields(grid, form, schemes)))


def _year(grid: Grid, row: int) -> Year | None:
    text = grid.text(row, 2)
    year = parse_year(text)
    if text and year is None:
        detail = "評価の年度は、R5 や 令和５年度 のように入れてください"
        grid.report(ProblemKind.BAD_SETTING, row, 2, detail, text)
    return year


def _code(grid: Grid, row: int) -> str:
    """A 全国地方公共団体コード: six digits, the last of which checks the others (総務省)."""
    text = unicodedata.normalize("NFKC", grid.text(row, 2))
    if not text:
        return ""
    if not regex(r"[0-9]{6}").fullmatch(text):
        detail = "団体コードは、検査数字までの６けたで入れてください（例：431001。0 で始まるときは文字列で）"
    elif (
        11 - sum(int(d) * w for d, w in zip(text, range(6, 1, -1), strict=False)) % 11
    ) % 10 != int(text[5]):
        detail = "団体コードの最後の数字（検査数字）が合いません。打ち間違いではありませんか"
    else:
        return text
    grid.report(ProblemKind.BAD_SETTING, row, 2, detail, text)
    return ""


def _licence(grid: Grid, row: int) -> str:
    text = unicodedata.normalize("NFKC", grid.text(row, 2))
    if not text or text in layout.LICENCES or regex(r"https?://[!-~]+").fullmatch(text):
        return text
    choices = "、".join(layout.LICENCES)
    detail = f"データの利用条件は、{choices} か、条件を書いたページのアドレスを入れてください"
    grid.report(ProblemKind.BAD_SETTING, row, 2, detail, text)
    return ""


def _usual_scheme(grid: Grid, lines: Mapping[Setting, int]) -> Scheme:
    """The three marks, with the words, symbols and the threshold of their lines."""

    def texts(
        settings: Mapping[Attainment, Setting], usual: Mapping[Attainment, str]
    ) -> dict[Attainment, str]:
        return {a: grid.text(lines.get(s, 0), 2) or usual[a] for a, s in settings.items()}

    return three_marks(
        _threshold(grid, lines.get(Setting.THRESHOLD, 0)),
        texts(layout.SYMBOL_SETTINGS, SYMBOLS),
        texts(layout.LEGEND_SETTINGS, LEGEND),
    )


def _threshold(grid: Grid, row: int) -> Fraction:
    cell = grid.sheet.cells.get((row, 2))
    if cell is None:
        return Fraction(9, 10)
    text = unicodedata.normalize("NFKC", cell.text).strip().rstrip("%")
    try:
        percent = Fraction(text)
    except (ValueError, ZeroDivisionError):
        percent = Fraction(0)
    # A cell in a percentage format holds 0.9 and shows 90 %.
    if cell.kind is CellKind.NUMBER and "%" in cell.number_format:
        percent *= 100
    if 0 < percent <= 1:
        # Nobody calls 1 % of the way nearly there: a share was typed, and marks would change.
        likely = f"{float(percent * 100):g}"
        detail = f"概ね達成の下限が {text} ％ になっています。{likely} の誤りではありませんか"
        grid.report(ProblemKind.BAD_SETTING, row, 2, detail, cell.text)
        return Fraction(9, 10)
    if not 0 < percent <= 100:
        detail = "概ね達成の下限は、0 より大きく 100 以下の数値（例：90）で入れてください"
        grid.report(ProblemKind.BAD_SETTING, row, 2, detail, cell.text)
        return Fraction(9, 10)
    return percent / 100


def _method(grid: Grid, row: int) -> RateMethod:
    text = grid.text(row, 2)
    if not text:
        return RateMethod.FROM_BASE
    try:
        return RateMethod(unicodedata.normalize("NFKC", text))
    except ValueError:
        choices = "」か「".join(RateMethod)
        grid.report(ProblemKind.BAD_SETTING, row, 2, f"「{choices}」を選んでください", text)
        return RateMethod.FROM_BASE


def _minus(grid: Grid, row: int) -> str:
    text = grid.text(row, 2)
    if not text or text in PRINTED_MINUS_SIGNS:
        return text or PRINTED_MINUS_SIGNS[0]
    choices = " ".join(PRINTED_MINUS_SIGNS)
    grid.report(ProblemKind.BAD_SETTING, row, 2, f"{choices} のどれかを入れてください", text)
    return PRINTED_MINUS_SIGNS[0]


def _is_put_in(grid: Grid, row: int) -> bool:
    text = grid.text(row, 2)
    if text and text not in layout.SUMMARY_CHOICES:
        choices = "」か「".join(layout.SUMMARY_CHOICES)
        grid.report(ProblemKind.BAD_SETTING, row, 2, f"「{choices}」を選んでください", text)
    return text == layout.SUMMARY_CHOICES[0]


def _count(grid: Grid, row: int, what: str, default: int) -> int:
    """A whole number with or without its unit; ``what`` names the setting with an example."""
    text = unicodedata.normalize("NFKC", grid.text(row, 2)).rstrip("字文年分").strip()
    if not text:
        return default
    if not text.isdecimal() or not 1 <= int(text) <= _MOST:
        detail = f"{what}は、1 以上の整数で入れてください"
        grid.report(ProblemKind.BAD_SETTING, row, 2, detail, text)
        return default
    return int(text)


def _switches(grid: Grid) -> tuple[RuleSwitch, ...]:
    """The lines of 点検の設定. Codes that no rule has are reported by the rules themselves."""
    levels = {str(severity): severity for severity in Severity}
    switches: list[RuleSwitch] = []
    for row, (code, level, reason) in grid.table(layout.SWITCHES_TITLE, layout.SWITCHES_HEADER):
        code = unicodedata.normalize("NFKC", code).upper()
        if not level:
            continue
        if level != layout.OFF and level not in levels:
            choices = "・".join(layout.SWITCH_CHOICES)
            detail = f"規則 {code} の扱いは {choices} から選んでください"
            grid.report(ProblemKind.BAD_SETTING, row, 2, detail, level)
            continue
        if not reason:
            detail = f"規則 {code} の扱いを変える理由を書いてください。理由がないうちは変えません"
            grid.report(ProblemKind.BAD_SETTING, row, 3, detail)
            continue
        switches.append(RuleSwitch(code, levels.get(level), reason, grid.at(row, 1)))
    return tuple(switches)


def _check_report_sheets(grid: Grid, settings: Settings) -> None:
    """Whether what the form has for the whole report finds its sheet."""
    row = grid.title_row(layout.CHAPTERS_TITLE)
    for kind in OF_REPORT:
        if settings.form.concerns(kind) and all(c.kind != kind for c in settings.chapters):
            detail = (
                f"付くところが「{kind}」の区分か項目があるのに、そのシートがありません。"
                f"章一覧に、章番号を「{kind}」とした行を足してください"
            )
            grid.report(ProblemKind.BAD_SETTING, row, 2, detail, kind)


def _chapters(grid: Grid) -> tuple[ChapterEntry, ...]:
    """The lines of 章一覧; the sheets of the whole report stand first and last, wherever they are
    listed."""
    found: list[ChapterEntry] = []
    for row, (sheet, number, title) in grid.table(layout.CHAPTERS_TITLE, layout.CHAPTERS_HEADER):
        word = unicodedata.normalize("NFKC", number).strip()
        kind = layout.PLACE_SPELLINGS.get(word, word)
        at = grid.at(row, 1)
        if kind in OF_REPORT:
            found.append(ChapterEntry(sheet, "", title or sheet, at, kind))
        else:
            found.append(ChapterEntry(sheet, number, title, at))
    order = (WHOLE, FRONT, WHOLE_END)
    return tuple(sorted(found, key=lambda entry: order.index(entry.kind)))
