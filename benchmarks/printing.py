"""Print a text to PDF in the ways people do: from a browser and from an office program, in one column and in two.

Both programs have to be installed (Debian: chromium, libreoffice-writer, fonts-noto-cjk).
"""

import shutil
import subprocess
from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import NamedTuple


class Look(NamedTuple):
    """How a text is set.

    Attributes:
        columns: in how many columns.
        size: of the letters, in points.
        font: its family.
        head: what stands above each page.
        numbers: whether the pages are numbered, as `Page 2 of 5` or 第2页 共5页.
        indent: how far a paragraph's first line is set in, in letters; with none, paragraphs have a gap between them.
        language: what the text is in, as a page declares it.
    """

    columns: int = 1
    size: int = 12
    font: str = "Noto Serif CJK SC"
    head: str = ""
    numbers: bool = False
    indent: int = 0
    language: str = "zh"


_PAGE = """<!DOCTYPE html><html lang="{language}"><meta charset="utf-8"><title>print</title><style>
@page {{ size: A4; margin: 25mm; @top-center {{ content: "{head}" }} @bottom-center {{ content: {foot} }} }}
body {{ font: {size}pt "{font}"; margin: 0; text-align: justify; line-height: 1.5; hyphens: auto }}
div {{ columns: {columns}; column-gap: 2em }}
p {{ margin: {gap} 0; text-indent: {indent}em; orphans: 1; widows: 1 }}
h1 {{ font-size: 1.4em; text-align: center }}
</style><h1>{title}</h1><div>{body}</div></html>"""

_OFFICE = """<?xml version="1.0" encoding="UTF-8"?>
<office:document office:mimetype="application/vnd.oasis.opendocument.text" office:version="1.3"
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0">
<office:styles><style:default-style style:family="paragraph"><style:text-properties fo:font-family="{font}"
 style:font-family-asian="{font}" fo:font-size="{size}pt" style:font-size-asian="{size}pt" {locale} fo:hyphenate="true"
 fo:hyphenation-remain-char-count="2" fo:hyphenation-push-char-count="2"/></style:default-style>
<style:style style:name="P" style:family="paragraph"><style:paragraph-properties fo:text-align="justify"
 fo:line-height="150%" fo:margin-bottom="{gap}" fo:text-indent="{indent}pt" fo:widows="0" fo:orphans="0"/></style:style>
<style:style style:name="H" style:family="paragraph"><style:paragraph-properties fo:text-align="center"/>
<style:text-properties fo:font-size="{large}pt" style:font-size-asian="{large}pt"/></style:style></office:styles>
<office:automatic-styles>
<style:page-layout style:name="L"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm"
 fo:margin="2.5cm"/><style:header-style><style:header-footer-properties fo:min-height="1cm"/></style:header-style>
<style:footer-style><style:header-footer-properties fo:min-height="1cm"/></style:footer-style></style:page-layout>
<style:style style:name="S" style:family="section"><style:section-properties>
<style:columns fo:column-count="{columns}" fo:column-gap="0.8cm"/></style:section-properties></style:style>
</office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="L">
<style:header><text:p>{head}</text:p></style:header>
<style:footer><text:p>{foot}</text:p></style:footer></style:master-page></office:master-styles>
<office:body><office:text><text:p text:style-name="H">{title}</text:p>
<text:section text:name="S" text:style-name="S">{body}</text:section></office:text></office:body></office:document>"""


def page_of(lines: Sequence[str], look: Look) -> str:
    """A web page that a browser prints as `look` says, the first of `lines` as its title."""
    foot = 'counter(page) " / " counter(pages)' if look.numbers else "none"
    return _PAGE.format(
        language=look.language,
        head=look.head,
        foot=foot,
        size=look.size,
        font=look.font,
        columns=look.columns,
        gap="0" if look.indent else "0.7em",
        indent=look.indent,
        title=escape(lines[0]),
        body="".join(f"<p>{escape(line)}</p>" for line in lines[1:]),
    )


def document_of(lines: Sequence[str], look: Look) -> str:
    """The same as an OpenDocument file in one piece, for an office program."""
    foot = "— <text:page-number/> —" if look.numbers else ""
    chinese = look.language == "zh"
    return _OFFICE.format(
        locale='style:language-asian="zh" style:country-asian="CN" fo:language="en" fo:country="US"'
        if chinese
        else 'fo:language="en" fo:country="US"',
        head=escape(look.head),
        foot=foot,
        size=look.size,
        large=look.size + 4,
        font=look.font,
        columns=look.columns,
        gap="0cm" if look.indent else "0.3cm",
        indent=look.indent * look.size,
        title=escape(lines[0]),
        body="".join(f'<text:p text:style-name="P">{escape(line)}</text:p>' for line in lines[1:]),
    )


def print_page(page: str, folder: Path) -> bytes:
    """What Chromium prints of a web page; `folder` takes what it needs."""
    program = next(found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name)))
    source, made = folder / "page.html", folder / "page.pdf"
    source.write_text(page, encoding="utf-8")
    made.unlink(missing_ok=True)
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-dev-shm-usage"]
    quiet = ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
    kept = ["--no-pdf-header-footer", f"--user-data-dir={folder / 'profile'}", f"--print-to-pdf={made}"]
    subprocess.run([program, *options, *quiet, *kept, source.as_uri()], check=True, capture_output=True)
    return made.read_bytes()


def print_documents(documents: Sequence[str], folder: Path) -> list[bytes]:
    """What LibreOffice prints of OpenDocument files, all at once, as starting it takes long."""
    sources = [folder / f"document{number}.fodt" for number in range(len(documents))]
    for source, document in zip(sources, documents, strict=True):
        source.write_text(document, encoding="utf-8")
    profile = f"-env:UserInstallation={(folder / 'office').as_uri()}"
    convert = ["soffice", profile, "--headless", "--norestore", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*convert, *map(str, sources)], check=True, capture_output=True)
    return [source.with_suffix(".pdf").read_bytes() for source in sources]
