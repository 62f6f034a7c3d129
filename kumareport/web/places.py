"""How the pages of a site are called, and what all of them say alike."""

from kumareport.model.mark import Attainment, Mark
from kumareport.model.period import Year
from kumareport.web.tags import PageText, SiteMark, SiteYear

INDEX, DATA, STYLE = "index.html", "data.html", "style.css"
DATA_FOLDER = "data"
_LOOKS = {
    Attainment.ACHIEVED: "achieved",
    Attainment.NEARLY: "nearly",
    Attainment.MISSED: "missed",
    None: "other",
}


def chapter_page(number: int) -> str:
    """The page of the chapter that stands at a place, from 1."""
    return f"chapter-{number}.html"


def change_page(number: int) -> str:
    """The page with a stretch of 前年度からの変化, from 1, of a report with very many indicators."""
    return f"change-{number}.html"


def row_mark(section: int, row: int) -> str:
    """The fragment of an indicator on its chapter's page."""
    return f"s{section}-r{row}"


def site_year(year: Year) -> SiteYear:
    """A year for people and machines."""
    return SiteYear(str(year), str(year.ad))


def site_mark(mark: Mark | None) -> tuple[SiteMark, ...]:
    """A mark with its words; none where there is none."""
    return (SiteMark(mark.symbol, mark.meaning, _LOOKS[mark.attainment]),) if mark else ()


def page_text(text: str) -> PageText:
    """A text by its lines."""
    return PageText(tuple(text.split("\n")))
