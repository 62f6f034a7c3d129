"""A new worksheet part with a table of texts (ECMA-376 Part 1, 18.3.1.99)."""

from collections.abc import Sequence

from lxml import etree

from kumareport.model.location import column_letters
from kumareport.office.excel.cell_content import looks_like_formula, write_content
from kumareport.office.excel.cell_styles import CellStyles
from kumareport.office.excel.spreadsheet_parts import MAIN
from kumareport.office.package.editable_package import serialize


def table_sheet(
    rows: Sequence[Sequence[str]], widths: Sequence[float], styles: CellStyles
) -> bytes:
    """The part: a header that stays in sight, and lines of wrapped text below it.

    Args:
        rows: the header, then the lines.
        widths: the columns' widths in Excel's units.
        styles: where the formats are added.
    """
    root = etree.Element(f"{MAIN}worksheet", nsmap={None: MAIN[1:-1]})
    views = etree.SubElement(root, f"{MAIN}sheetViews")
    view = etree.SubElement(views, f"{MAIN}sheetView", workbookViewId="0")
    pane = {"ySplit": "1", "topLeftCell": "A2", "activePane": "bottomLeft", "state": "frozen"}
    etree.SubElement(view, f"{MAIN}pane", pane)
    columns = etree.SubElement(root, f"{MAIN}cols")
    for number, width in enumerate(widths, 1):
        place = {"min": str(number), "max": str(number)}
        etree.SubElement(columns, f"{MAIN}col", {**place, "width": str(width), "customWidth": "1"})
    data = etree.SubElement(root, f"{MAIN}sheetData")
    for number, texts in enumerate(rows, 1):
        style = str(styles.table_format(is_header=number == 1))
        row = etree.SubElement(data, f"{MAIN}row", r=str(number))
        for column, text in enumerate(texts, 1):
            reference = f"{column_letters(column)}{number}"
            cell = etree.SubElement(row, f"{MAIN}c", r=reference, s=style)
            write_content(cell, text)
            if looks_like_formula(text):
                cell.set("s", str(styles.quoted(int(style))))
    margins = dict.fromkeys(("left", "right", "top", "bottom", "header", "footer"), "0.4")
    etree.SubElement(root, f"{MAIN}pageMargins", margins)
    setup = {"paperSize": "9", "orientation": "landscape", "fitToHeight": "0"}
    etree.SubElement(root, f"{MAIN}pageSetup", setup)
    properties = root.makeelement(f"{MAIN}sheetPr")
    etree.SubElement(properties, f"{MAIN}pageSetUpPr", fitToPage="1")
    root.insert(0, properties)
    return serialize(root)
