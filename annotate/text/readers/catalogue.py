"""The file types that texts come in, one row each: how a file of it is known, and who reads it.

To add one, write its module in this folder and name it in its row; `annotate.text.readers.registry` says which function
a module has. A type that is known and not read has the way to go instead. Nothing heavy is loaded for this table.
"""

from dataclasses import dataclass

from annotate.text.extras import Extra


@dataclass(frozen=True)
class FileType:
    """A file type.

    Attributes:
        name: what it is called, and what is recorded with a text read from it.
        description: what it is, as a sentence says it after "is": "a PDF file".
        suffixes: how its files end, in lower case; no two types share one.
        begins: what one of its files begins with, white space and a byte order mark left aside; case does not count.
        member: for what comes in a zip archive, the name of a file in it; for a type of Microsoft's old binary files,
            the name of a stream.
        loose: whether its files may begin with anything, so that the suffix alone decides.
        module: the module below `annotate.text.readers` that reads it; None if none does.
        extra: what that needs besides the program; None if nothing.
        instead: what to do with a file of a type that is not read: a part of a sentence, with no stop.
    """

    name: str
    description: str
    suffixes: tuple[str, ...]
    begins: tuple[bytes, ...] = ()
    member: str | None = None
    loose: bool = False
    module: str | None = None
    extra: Extra | None = None
    instead: str = ""


# Not as plain text: that has the words of tracked changes twice, and no footnotes.
_AS_WORD = (
    "save it as .docx with LibreOffice, and add that: soffice --headless --convert-to docx --outdir NEW-FOLDER FILE"
)
_AS_PDF = "save it as PDF with LibreOffice, and add that: soffice --headless --convert-to pdf --outdir NEW-FOLDER FILE"
_AS_TABLE = "a table has no running text; copy the words you need into a plain text file"
_ZIP, _OLD_OFFICE = (b"PK\x03\x04",), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",)
_UNPACK = "unpack it and add the files in it"
_PAGES = "its pages are files in it, as it is a zip archive; unpack it with unzip FILE and add the pages you need"
_EXPORT = "open it in the program that it was made for, save it as PDF or plain text, and add that"
_MAIL = "save the text of the mail, or what is attached to it, as a file and add that"
_IMAGE = (
    "there are no characters in it, only their looks; run a text recognition (OCR) over it and add what that writes"
)

TEXT = FileType(
    "text", "a plain text", (".txt", ".text", ".md", ".markdown", ".asc", ".log"), loose=True, module="plain"
)

FILE_TYPES: dict[str, FileType] = {
    known.name: known
    for known in (
        TEXT,
        FileType(
            "html",
            "a web page",
            (".html", ".htm", ".xhtml", ".shtml"),
            (b"<!doctype html", b"<html", b"<head", b"<body"),
            loose=True,
            module="html",
            extra=Extra("html", "trafilatura", "trafilatura"),
        ),
        FileType(
            "mhtml",
            "a web archive",
            (".mht", ".mhtml"),
            (b"from: <saved by",),
            loose=True,
            instead="open it in a browser and save the page as HTML only, or copy the article into a plain text file",
        ),
        FileType(
            "pdf",
            "a PDF file",
            (".pdf",),
            (b"%pdf-",),
            module="pdf",
            extra=Extra("pdf", "pypdf", "pypdf"),
        ),
        FileType(
            "docx",
            "a Word file",
            (".docx", ".docm", ".dotx", ".dotm"),
            _ZIP,
            "word/document.xml",
            module="docx",
        ),
        FileType(
            "encrypted",
            "an Office file with a password",
            (),
            _OLD_OFFICE,
            "EncryptedPackage",
            instead="open it in Word or LibreOffice with the password, save it without one, and add that",
        ),
        FileType("odt", "an OpenDocument text", (".odt", ".ott"), _ZIP, "content.xml", instead=_AS_WORD),
        FileType("rtf", "a Rich Text file", (".rtf",), (b"{\\rtf",), instead=_AS_WORD),
        FileType("epub", "an EPUB book", (".epub",), _ZIP, "META-INF/container.xml", instead=_PAGES),
        FileType("ofd", "an OFD file", (".ofd",), _ZIP, "OFD.xml", instead=_EXPORT),
        FileType("caj", "a CAJ file", (".caj",), instead=_EXPORT),
        FileType("eml", "an e-mail", (".eml",), (b"return-path:", b"received:", b"message-id:"), instead=_MAIL),
        FileType("doc", "a Word file of the old kind", (".doc", ".dot"), _OLD_OFFICE, "WordDocument", instead=_AS_WORD),
        FileType("flat", "an office text as one XML file", (".fodt",), instead=_AS_WORD),
        FileType("wps", "a WPS Writer file", (".wps", ".wpt"), instead=_AS_WORD),
        FileType("xlsx", "an Excel file", (".xlsx", ".xlsm"), _ZIP, "xl/workbook.xml", instead=_AS_TABLE),
        FileType("xls", "an Excel file of the old kind", (".xls",), _OLD_OFFICE, "Workbook", instead=_AS_TABLE),
        FileType("pptx", "a PowerPoint file", (".pptx",), _ZIP, "ppt/presentation.xml", instead=_AS_PDF),
        FileType("ppt", "a file of the old Microsoft Office", (".ppt",), _OLD_OFFICE, instead=_AS_PDF),
        FileType("png", "an image", (".png",), (b"\x89PNG\r\n\x1a\n",), instead=_IMAGE),
        FileType("jpeg", "an image", (".jpg", ".jpeg"), (b"\xff\xd8\xff",), instead=_IMAGE),
        FileType("gif", "an image", (".gif",), (b"GIF87a", b"GIF89a"), instead=_IMAGE),
        FileType("tiff", "an image", (".tif", ".tiff"), (b"II*\0", b"MM\0*"), instead=_IMAGE),
        FileType("bmp", "an image", (".bmp",), instead=_IMAGE),
        FileType("webp", "an image", (".webp",), instead=_IMAGE),
        FileType("zip", "a zip archive", (".zip",), (*_ZIP, b"PK\x05\x06"), instead=_UNPACK),
        FileType("gzip", "a compressed file", (".gz", ".tgz"), (b"\x1f\x8b\x08",), instead=_UNPACK),
        FileType("7z", "an archive", (".7z",), (b"7z\xbc\xaf\x27\x1c",), instead=_UNPACK),
        FileType("rar", "an archive", (".rar",), (b"Rar!\x1a\x07",), instead=_UNPACK),
    )
}
