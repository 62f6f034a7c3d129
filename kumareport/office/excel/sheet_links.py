"""Links of cells whose address is not what the cell says: 「こちら」 that leads to a page.

ECMA-376 Part 1, 18.3.1.47 (hyperlink) and 18.17.7.144 (HYPERLINK). Links inside the workbook are ours.
"""

import re
from collections.abc import Iterator, Sequence

from kumareport.model.holding import Holding
from kumareport.model.location import Location
from kumareport.office.excel.references import parse_range
from kumareport.office.excel.spreadsheet import CellKind, Sheet
from kumareport.office.excel.spreadsheet_parts import stream
from kumareport.office.package.drawing_holdings import held
from kumareport.office.package.link_address import LINK, is_unsaid, unsaid_of
from kumareport.office.package.package import Package, relationships_part
from kumareport.patterns import regex

_FORMULA = regex(r'HYPERLINK\(\s*"((?:[^"]|"")*)"', re.IGNORECASE)


def addresses(package: Package, part: str, sheet: str) -> Iterator[Holding]:
    """The links of a sheet that lead out of the workbook, each at its cell."""
    rels = relationships_part(part)
    targets = {
        rel.get("Id", ""): rel.get("Target", "")
        for rel in (package.xml(rels) if rels in package else ())
        if rel.get("TargetMode") == "External"
    }
    for _, element in stream(package, part, ("hyperlink",)):
        key = next((str(v) for k, v in element.attrib.items() if str(k).endswith("}id")), "")
        target, reference = targets.get(key, ""), element.get("ref", "")
        at = parse_range(reference if ":" in reference else f"{reference}:{reference}")
        place = Location(sheet, at.top, at.left) if at else Location(sheet)
        tip = element.get("tooltip", "")
        if said := unsaid_of(target, "", tip):
            yield held(LINK, place, said)


def unsaid(things: Sequence[Holding], sheets: Sequence[Sheet]) -> list[Holding]:
    """What stands beside the cells, without the links whose cell says the address, and with those that
    are made by a formula."""
    cells = {sheet.name: sheet.cells for sheet in sheets}
    found: list[Holding] = []
    for thing in things:
        at = thing.cell
        cell = cells.get(at.sheet, {}).get((at.row or 0, at.column or 0))
        if thing.kind != LINK or cell is None or is_unsaid(thing.text, cell.text):
            found.append(thing)
    formulas = (
        (Location(sheet, *at), cell)
        for sheet, held_in in cells.items()
        for at, cell in held_in.items()
        # A formula without a result is quoted itself.
        if cell.formula and cell.kind is not CellKind.NO_RESULT
    )
    for place, cell in formulas:
        made = _FORMULA.search(cell.formula)
        target = made[1].replace('""', '"') if made else ""
        if is_unsaid(target, cell.text):
            found.append(held(LINK, place, target))
    return found
