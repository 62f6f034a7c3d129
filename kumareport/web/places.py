"""How the pages of a site are called, and what all of them say alike."""

from kumareport.model.mark import Attainment, Mark
from kumareport.model.period import Year
from kumareport.model.settings import Settings
from kumareport.web.tags import PageText, SiteMark, SiteYear

INDEX, DATA, STYLE = "index.html", "data.html", "style.css"
DATA_FOLDER = "data"
_LOOKS = {
    Attainment.ACHIEVED: "achieved",
    Attainment.NEARLY: "nearly",
    Attainment.MISSED: "missed",
    None: "other",
}
_NEXT = ("", "second", "third", "fourth")
"""The marks of a scheme that say the same of the target, by their place."""


def chapter_page(number: int) -> str:
    """The page of the chapter that stands at a place, from 1."""
    return f"chapter-{number}.html"


def change_page(number: int) -> str:
    """The page with a stretch of 前年度からの変化, from 1, of a report with very many indicators."""
    return f"change-{number}.html"


def totals_page(number: int) -> str:
    """The page with the totals of a stretch of chapters, from 1, of a report with very many chapters."""
    return f"totals-{number}.html"


def row_mark(section: int, row: int) -> str:
    """The fragment of an indicator on its chapter's page."""
    return f"s{section}-r{row}"


def site_year(year: Year) -> SiteYear:
    """A year for people and machines."""
    return SiteYear(str(year), str(year.ad))


def site_mark(mark: Mark | None, settings: Settings) -> tuple[SiteMark, ...]:
    """A mark with its words; none where there is none. No other mark of its scheme looks the same."""
    return (SiteMark(mark.symbol, mark.meaning, _look(mark, settings)),) if mark else ()


def _look(mark: Mark, settings: Settings) -> str:
    scheme = next((s.marks for s in settings.schemes if mark in s.marks), ())
    alike = [one for one in scheme if one.attainment is mark.attainment]
    place = alike.index(mark) if mark in alike else 0
    return f"{_LOOKS[mark.attainment]} {_NEXT[min(place, len(_NEXT) - 1)]}".strip()


def page_text(text: str) -> PageText:
    """A text by its lines."""
    return PageText(tuple(text.split("\n")))
