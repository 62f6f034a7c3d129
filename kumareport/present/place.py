"""Places of the workbook in the words of the report: chapter, section, department."""

from collections.abc import Sequence

from kumareport.model.location import Location
from kumareport.model.report import Chapter, Part, Report


def shown(location: Location) -> str:
    """``第１章!H5``, ``第１章!12行``, ``第１章``; a Word place as it is."""
    if location.file or location.place or not location.sheet:
        return str(location) or "ブック全体"
    if not location.row:
        return location.sheet
    cell = location.cell if location.column else f"{location.row}行"
    return f"{location.sheet}!{cell}"


def listed(locations: Sequence[Location]) -> list[str]:
    """Places one by one, those of a sheet together: ``第１章!H5、I5``."""
    found: list[str] = []
    sheet = ""
    for location in locations:
        text = shown(location)
        if found and sheet and text.startswith(f"{sheet}!"):
            found[-1] += "、" + text.removeprefix(f"{sheet}!")
        else:
            found.append(text)
        sheet = location.sheet if "!" in text else ""
    return found


def chapter_name(chapter: Chapter) -> str:
    """第１章 …, or the sheet's name where the chapter has no number."""
    return chapter.number or chapter.sheet


class Map:
    """Finds what stands at a place of a report."""

    def __init__(self, report: Report) -> None:
        self._chapters = {chapter.sheet: chapter for chapter in report.chapters}
        self._departments = {
            (row.location.sheet, row.location.row): row.department for _, row in report.indicators()
        }

    def chapter(self, location: Location) -> Chapter | None:
        """The chapter of a place; None for 設定 and the like."""
        return self._chapters.get(location.sheet)

    def heading(self, location: Location) -> str:
        """``第１章 第２節``; the sheet's name for what belongs to no chapter."""
        chapter = self.chapter(location)
        if chapter is None:
            return location.sheet
        section = self._section(chapter, location)
        return f"{chapter_name(chapter)} {chapter.number_of(section) if section else ''}".strip()

    def title(self, location: Location) -> str:
        """The title of the section that a place stands in; empty for none."""
        chapter = self.chapter(location)
        section = self._section(chapter, location) if chapter else None
        return section.title if section else ""

    def section_key(self, location: Location) -> tuple[str, str]:
        """Equal for the places of one section."""
        chapter = self.chapter(location)
        section = self._section(chapter, location) if chapter else None
        return location.sheet, section.id if section else ""

    def department(self, location: Location) -> str:
        """The 所管課 of a row: its own, else that of its section."""
        own = self._departments.get((location.sheet, location.row))
        if own is not None:
            return own
        chapter = self.chapter(location)
        section = self._section(chapter, location) if chapter else None
        return section.department if section else ""

    @staticmethod
    def _section(chapter: Chapter, location: Location) -> Part | None:
        """The last section that begins at or above the row."""
        above = [s for s in chapter.parts if s.location.row <= location.row]
        return max(above, key=lambda section: section.location.row, default=None)
