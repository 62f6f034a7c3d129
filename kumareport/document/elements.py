"""The elements of a Word document, with the types that python-docx leaves open.

python-docx makes the properties of its elements at run time and types most of them as their base
class; what is common to all elements is read and written through lxml.
"""

from docx.document import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.document import CT_Document
from docx.oxml.parser import element_class_lookup

from kumareport.office.package.package import XmlElement, tree_of


def body_of(document: Document) -> XmlElement:
    """The document's body (``w:body``)."""
    root = document.element
    assert isinstance(root, CT_Document)
    return root.body


def new_element(tag: str) -> XmlElement:
    """A new element; the tag with its usual prefix, such as ``w:p``."""
    return OxmlElement(tag)


def element_from(xml: str) -> XmlElement:
    """An element from its markup."""
    return parse_xml(xml)


def tree_with_classes(xml: str) -> XmlElement:
    """The tree of a part, of python-docx's elements.

    Raises:
        XmlError: it is not well-formed.
    """
    return tree_of(xml, element_class_lookup)
