"""Where a child may stand: the sequences of ECMA-376 Part 1 that a patch inserts into."""

from collections.abc import Mapping

from lxml import etree

from kumareport.office.package.package import XmlElement

# CT_Worksheet, 18.3.1.99; drawingHF is in the schema but not in the text.
WORKSHEET = (
    "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr",
    "sheetProtection", "protectedRanges", "scenarios", "autoFilter", "sortState",
    "dataConsolidate", "customSheetViews", "mergeCells", "phoneticPr", "conditionalFormatting",
    "dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup", "headerFooter",
    "rowBreaks", "colBreaks", "customProperties", "cellWatches", "ignoredErrors", "smartTags",
    "drawing", "legacyDrawing", "legacyDrawingHF", "drawingHF", "picture", "oleObjects",
    "controls", "webPublishItems", "tableParts", "extLst",
)  # fmt: skip
# CT_Stylesheet, 18.8.39.
STYLESHEET = (
    "numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs",
    "tableStyles", "colors", "extLst",
)  # fmt: skip
# CT_Workbook, 18.2.27.
WORKBOOK = (
    "fileVersion", "fileSharing", "workbookPr", "workbookProtection", "bookViews", "sheets",
    "functionGroups", "externalReferences", "definedNames", "calcPr", "oleSize",
    "customWorkbookViews", "pivotCaches", "smartTagPr", "smartTagTypes", "webPublishing",
    "fileRecoveryPr", "webPublishObjects", "extLst",
)  # fmt: skip

# CT_Style (WordprocessingML), 17.7.4.17.
STYLE = (
    "name", "aliases", "basedOn", "next", "link", "autoRedefine", "hidden", "uiPriority",
    "semiHidden", "unhideWhenUsed", "qFormat", "locked", "personal", "personalCompose",
    "personalReply", "rsid", "pPr", "rPr", "tblPr", "trPr", "tcPr", "tblStylePr",
)  # fmt: skip
# CT_Settings (WordprocessingML), 17.15.1.78, up to what may follow trackRevisions.
SETTINGS = (
    "writeProtection", "view", "zoom", "removePersonalInformation", "removeDateAndTime",
    "doNotDisplayPageBoundaries", "displayBackgroundShape", "printPostScriptOverText",
    "printFractionalCharacterWidth", "printFormsData", "embedTrueTypeFonts", "embedSystemFonts",
    "saveSubsetFonts", "saveFormsData", "mirrorMargins", "alignBordersAndEdges",
    "bordersDoNotSurroundHeader", "bordersDoNotSurroundFooter", "gutterAtTop", "hideSpellingErrors",
    "hideGrammaticalErrors", "activeWritingStyle", "proofState", "formsDesign", "attachedTemplate",
    "linkStyles", "stylePaneFormatFilter", "stylePaneSortMethod", "documentType", "mailMerge",
    "revisionView", "trackRevisions", "doNotTrackMoves", "doNotTrackFormatting",
    "documentProtection", "autoFormatOverride", "styleLockTheme", "styleLockQFSet",
    "defaultTabStop", "autoHyphenation", "consecutiveHyphenLimit", "hyphenationZone",
    "doNotHyphenateCaps", "showEnvelope", "summaryLength", "clickAndTypeStyle",
    "defaultTableStyle", "evenAndOddHeaders", "bookFoldRevPrinting", "bookFoldPrinting",
    "bookFoldPrintingSheets", "drawingGridHorizontalSpacing", "drawingGridVerticalSpacing",
    "displayHorizontalDrawingGridEvery", "displayVerticalDrawingGridEvery",
    "doNotUseMarginsForDrawingGridOrigin", "drawingGridHorizontalOrigin",
    "drawingGridVerticalOrigin", "doNotShadeFormData", "noPunctuationKerning",
    "characterSpacingControl", "printTwoOnOne", "strictFirstAndLastChars", "noLineBreaksAfter",
    "noLineBreaksBefore", "savePreviewPicture", "doNotValidateAgainstSchema",
    "saveInvalidXml", "ignoreMixedContent", "alwaysShowPlaceholderText", "doNotDemarcateInvalidXml",
    "saveXmlDataOnly", "useXSLTWhenSaving", "saveThroughXslt", "showXMLTags",
    "alwaysMergeEmptyNamespace", "updateFields", "hdrShapeDefaults", "footnotePr", "endnotePr",
    "compat", "docVars", "rsids", "mathPr", "attachedSchema", "themeFontLang", "clrSchemeMapping",
    "doNotIncludeSubdocsInStats", "doNotAutoCompressPictures", "forceUpgrade", "captions",
    "readModeInkLockDown", "smartTagType", "schemaLibrary", "shapeDefaults",
    "doNotEmbedSmartTags", "decimalSymbol", "listSeparator",
)  # fmt: skip
# CT_PPr (WordprocessingML), 17.3.1.26.
PARAGRAPH = (
    "pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr",
    "suppressLineNumbers", "pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap",
    "overflowPunct", "topLinePunct", "autoSpaceDE", "autoSpaceDN", "bidi", "adjustRightInd",
    "snapToGrid", "spacing", "ind", "contextualSpacing", "mirrorIndents", "suppressOverlap", "jc",
    "textDirection", "textAlignment", "textboxTightWrap", "outlineLvl", "divId", "cnfStyle", "rPr",
    "sectPr", "pPrChange",
)  # fmt: skip

_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"


def child(parent: XmlElement, name: str) -> XmlElement | None:
    """The child with a local name, in the parent's own namespace."""
    return parent.find(f"{_space(parent)}{name}")


def ensure_child(
    parent: XmlElement,
    name: str,
    order: tuple[str, ...],
    prefixes: Mapping[str | None, str] | None = None,
) -> XmlElement:
    """The child with a local name; inserted where the sequence has it if it is not there.

    Args:
        parent: in whose namespace the child is.
        name: the child's local name.
        order: the sequence.
        prefixes: namespace prefixes that a new child shall know.
    """
    found = child(parent, name)
    return insert_child(parent, name, order, prefixes) if found is None else found


def insert_child(
    parent: XmlElement,
    name: str,
    order: tuple[str, ...],
    prefixes: Mapping[str | None, str] | None = None,
) -> XmlElement:
    """A new child where the sequence has it, behind others of its name."""
    new = parent.makeelement(f"{_space(parent)}{name}", nsmap={**(prefixes or {}), **parent.nsmap})
    rank = order.index(name)
    following = next((other for other in parent if _rank(other, order) > rank), None)
    if following is None:
        parent.append(new)
    else:
        following.addprevious(new)
    return new


def _space(element: XmlElement) -> str:
    return f"{{{etree.QName(element).namespace}}}"


def _rank(element: XmlElement, order: tuple[str, ...]) -> int:
    """A child's place in the sequence; -1 for what has none (comments, foreign elements)."""
    if not isinstance(element.tag, str):
        return -1
    if element.tag == f"{_COMPATIBILITY}AlternateContent":
        # Excel wraps controls and oleObjects so; the wrapper stands where its content belongs.
        return max((_rank(inner, order) for branch in element for inner in branch), default=-1)
    name = etree.QName(element).localname
    return order.index(name) if name in order else -1
