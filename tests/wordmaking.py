"""Word files made by hand for the tests: the XML of the parts, packed."""

import zipfile
from io import BytesIO

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SPACES = (
    f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"'
)
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'


def p(*runs: str, style: str = "", mark: str = "", properties: str = "") -> str:
    """A paragraph; `mark` says what is tracked of its mark: ins or del."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    tracked = f'<w:rPr><w:{mark} w:id="9" w:author="x"/></w:rPr>' if mark else ""
    return f"<w:p><w:pPr>{named}{properties}{tracked}</w:pPr>{''.join(runs)}</w:p>"


def r(words: str, properties: str = "") -> str:
    """A run."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def ins(*runs: str, tag: str = "ins") -> str:
    """A tracked insertion."""
    return f'<w:{tag} w:id="1" w:author="x">{"".join(runs)}</w:{tag}>'


def gone(words: str, tag: str = "del") -> str:
    """A tracked deletion."""
    return f'<w:{tag} w:id="2" w:author="x"><w:r><w:delText xml:space="preserve">{words}</w:delText></w:r></w:{tag}>'


def on(number: int, *runs: str) -> str:
    """Runs with a comment on them."""
    return (
        f'<w:commentRangeStart w:id="{number}"/>{"".join(runs)}<w:commentRangeEnd w:id="{number}"/>'
        f'<w:r><w:commentReference w:id="{number}"/></w:r>'
    )


def comment(number: int, words: str, by: str = "Li", when: str = "2020-02-12T08:00:00Z") -> str:
    """A comment for the part `comments`."""
    lines = "".join(f'<w:p w14:paraId="{number:08X}">{r(line)}</w:p>' for line in words.split("\n"))
    return f'<w:comment w:id="{number}" w:author="{by}" w:date="{when}">{lines}</w:comment>'


def answers(*pairs: tuple[int, int | None, bool]) -> str:
    """The part that says which comment answers which, and which are done with."""
    return "".join(
        f'<w15:commentEx w15:paraId="{number:08X}" w15:done="{int(done)}"'
        + (f' w15:paraIdParent="{parent:08X}"/>' if parent is not None else "/>")
        for number, parent, done in pairs
    )


_ROOTS = {
    "numbering": "w:numbering",
    "styles": "w:styles",
    "comments": "w:comments",
    "commentsExtended": "w15:commentsEx",
}


def part(root: str, inside: str) -> bytes:
    """A part: `root` around what is inside, with all prefixes known."""
    return f"{HEAD}<{root} {SPACES}>{inside}</{root}>".encode()


def relations(pairs: dict[str, str]) -> bytes:
    """A part that says which parts belong to one, by kind and target."""
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    listed = "".join(
        f'<Relationship Id="r{number}" Type="{RELATIONS}/{kind.rstrip("0123456789")}" Target="{target}"/>'
        for number, (kind, target) in enumerate(pairs.items())
    )
    return f'{HEAD}<Relationships xmlns="{space}">{listed}</Relationships>'.encode()


def packed(files: dict[str, bytes]) -> bytes:
    """A zip archive."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return made.getvalue()


def word(*blocks: str, strict: bool = False, **parts: str) -> bytes:
    """A Word file whose body holds `blocks`, with other parts by kind: the XML inside of their root."""
    files = {
        "[Content_Types].xml": f"{HEAD}<Types/>".encode(),
        "_rels/.rels": relations({"officeDocument": "word/document.xml"}),
        "word/document.xml": part("w:document", f"<w:body>{''.join(blocks)}</w:body>"),
        "word/_rels/document.xml.rels": relations({kind: f"{kind}.xml" for kind in parts}),
    }
    for kind, inside in parts.items():
        bare = kind.rstrip("0123456789")
        root = _ROOTS.get(bare) or f"w:{ {'header': 'hdr', 'footer': 'ftr'}.get(bare, bare) }"
        files[f"word/{kind}.xml"] = part(root, inside)
    if strict:
        files = {name: data.replace(W.encode(), STRICT.encode()) for name, data in files.items()}
    return packed(files)
