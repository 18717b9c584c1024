"""A Word file as a whole: an empty document with its fonts, language and header, and the bytes of a finished one.

The bytes depend on nothing but what was written: no clock, no name of a person or machine.
"""

from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING, cast
from zipfile import ZIP_DEFLATED, ZipFile

from annotate._version import __version__
from annotate.formats.docx_elements import SOFT, Tongue, element, held, run, tongue_of
from annotate.formats.zips import entry
from annotate.text.reading import Language

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement as Element
    from docx.section import Section
    from docx.styles.style import ParagraphStyle

HEADING, SUBHEADING, TITLE, EDITORIAL, CELL = "Heading1", "Heading2", "Title", "Editorial", "TableText"
"""Ids of the styles that writers use; a paragraph without one is body."""

_LATIN = "Times New Roman"
_COMPATIBLE = {
    "w:name": "compatibilityMode",
    "w:uri": "http://schemas.microsoft.com/office/word",
    "w:val": "15",  # Word 2013 and later; without it Word opens the file in a mode that folds no replies
}


def new_document(title: str, language: Language) -> "Document":
    """An empty document: A4, fonts and tags for `language`, headings in black, a page number below."""
    import docx
    from docx.shared import Cm

    document = docx.Document()
    _describe(document, title)
    _set_styles(document, tongue_of(language))
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.6)
    section.top_margin = section.bottom_margin = Cm(2.4)
    number = element("w:fldSimple", {"w:instr": "PAGE"}, run("1", SOFT))
    footer = section.footer.paragraphs[0]
    footer.alignment = 1
    footer._p.append(number)  # the library has no call for fields
    return document


def turn(document: "Document") -> int:
    """Lay the pages on their side, for tables; the width between the margins in twentieths of a point."""
    from docx.enum.section import WD_ORIENT
    from docx.shared import Cm

    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    section.left_margin = section.right_margin = Cm(1.8)
    section.top_margin = section.bottom_margin = Cm(1.8)
    return int(section.page_width.twips - 2 * section.left_margin.twips)


def set_header(section: "Section", words: str) -> None:
    """Say in the head of each page of `section` what is printed on it."""
    section.header.is_linked_to_previous = False
    section.header.paragraphs[0]._p.append(run(words, SOFT))


def add(document: "Document", *elements: "Element") -> None:
    """Put paragraphs and tables behind what the document has already."""
    end = document.element.body[-1]  # the properties of the last section close the body
    for each in elements:
        end.addprevious(each)


def _describe(document: "Document", title: str) -> None:
    """The file's properties; the library's template brings dates and names of its own."""
    properties = document.core_properties
    for child in list(properties._element):
        properties._element.remove(child)
    properties.title = held(title)[:255]
    properties.author = f"annotate {__version__}"
    settings = document.settings.element
    settings.append(element("w:compat", None, element("w:compatSetting", _COMPATIBLE)))


def _set_styles(document: "Document", tongue: Tongue) -> None:
    from docx.shared import Pt, RGBColor

    root = document.styles.element
    for lang in root.xpath("w:docDefaults//w:lang"):
        lang.getparent().replace(lang, element("w:lang", {"w:val": "en-US", "w:eastAsia": tongue.tag}))
    black = RGBColor(0, 0, 0)
    for name, size in (("Normal", 11), ("Title", 20), ("Heading 1", 15), ("Heading 2", 12), ("Header", 9)):
        style = cast("ParagraphStyle", document.styles[name])
        _set_fonts(style, tongue.heading if name in ("Title", "Heading 1", "Heading 2") else tongue.body)
        style.font.size, style.font.color.rgb = Pt(size), black
    for name in ("Title", "Heading 1", "Heading 2"):
        shape = cast("ParagraphStyle", document.styles[name]).paragraph_format
        shape.space_before, shape.space_after = Pt(8), Pt(4)
    normal = cast("ParagraphStyle", document.styles["Normal"]).paragraph_format
    normal.space_after, normal.line_spacing = Pt(4), 1.35
    for xml in (_EDITORIAL, _CELL, _COMMENT_TEXT, _COMMENT_REFERENCE):
        root.append(_parsed(xml))
    title = document.styles["Title"].element
    for border in title.xpath("w:pPr/w:pBdr"):
        border.getparent().remove(border)


def _set_fonts(style: "ParagraphStyle", font: str) -> None:
    properties = style.element.get_or_add_rPr()
    for old in properties.xpath("w:rFonts"):
        properties.remove(old)
    names = {"w:ascii": _LATIN, "w:hAnsi": _LATIN, "w:cs": _LATIN, "w:eastAsia": font}
    properties.insert(0, element("w:rFonts", names))


_EDITORIAL = (
    '<w:style w:type="paragraph" w:customStyle="1" w:styleId="Editorial"><w:name w:val="Editorial"/>'
    '<w:basedOn w:val="Normal"/><w:qFormat/><w:rPr><w:color w:val="5F6368"/></w:rPr></w:style>'
)
_CELL = (
    '<w:style w:type="paragraph" w:customStyle="1" w:styleId="TableText"><w:name w:val="Table Text"/>'
    '<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr>'
    '<w:rPr><w:sz w:val="18"/></w:rPr></w:style>'
)
_COMMENT_TEXT = (
    '<w:style w:type="paragraph" w:styleId="CommentText"><w:name w:val="annotation text"/><w:basedOn w:val="Normal"/>'
    '<w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr><w:rPr><w:sz w:val="20"/></w:rPr></w:style>'
)
_COMMENT_REFERENCE = (
    '<w:style w:type="character" w:styleId="CommentReference"><w:name w:val="annotation reference"/>'
    '<w:rPr><w:sz w:val="16"/></w:rPr></w:style>'
)
"""Word's own styles for comments, by the names that Word gives them; the library's template has none."""


def _parsed(xml: str) -> "Element":
    from docx.oxml.ns import nsdecls
    from docx.oxml.parser import parse_xml

    return parse_xml(xml.replace("<w:style ", f"<w:style {nsdecls('w')} ", 1))


def packed(document: "Document") -> bytes:
    """The bytes of a finished document, each file inside of one fixed time."""
    for name in [name for name, each in document.part.package.rels.items() if each.reltype.endswith("/thumbnail")]:
        del document.part.package.rels[name]
    written, out = BytesIO(), BytesIO()
    document.save(written)
    with ZipFile(written) as source, ZipFile(out, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(entry(name, 0o600), source.read(name))
    return out.getvalue()


def joined(parts: Sequence[str | None]) -> str:
    """What is known, with a sign between: the words of a header."""
    return " · ".join(part for part in parts if part)
