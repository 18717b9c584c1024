"""Apparatus: the lines of a text that say when, where and by whom it was made, and what stands where in it.

An official document (GB/T 9704) has its number under the letterhead, then title, addressees and body, and closes with
a signature: who issued it, and the day. Wire copy begins with a dateline. None of it orders anything, and only whole
lines are apparatus: a paragraph that begins with a dateline is the paragraph.
"""

import re
from collections.abc import Sequence

from annotate.text.characters import HAN
from annotate.text.days import find_days
from annotate.text.numbers import is_numbered
from annotate.text.publishing import ADOPTS, PUBLISHERS, SENDS

_BODIES = "(?<![全干幹内內])部|[委局厅廳署院府会會社处處团團组組]|办公室|辦公室|中心|公司|集团|集團|银行|銀行|大学|大學"

_DIGIT = r"[\d\u3007○零一二三四五六七八九十]"
_DATE_LENGTH = 60  # how far from the head of a line its date is looked for
_BRACKETED = re.compile(r"[（(]?(.*?)[）)]?\.?$")
# Who adopted, amended or published the text; a day by which something is to be published is another matter.
_ENACTED = re.compile(rf"(?![前起底]|以前|之前)[^，。；：！？]*(?:{ADOPTS}|施行)$")
_ENACTED_IN_BRACKETS = re.compile(rf".*(?:{ADOPTS}|施行)[）)]$")
_SIGNED_OFF = re.compile(r"[（(](?:完|此件[^）)]*|[记記]者[^）)]*|(?:新华社|新華社)[^）)]*[记記]者[^）)]*)[）)]$")
_YEAR = r"[\u3014\[\uff3b（(【]\d{4}[\u3015\]\uff3d）)】]"
_DOCUMENT_NUMBER = re.compile(
    rf"[（(]?[{HAN}]{{1,20}}{_YEAR}\s?第?\s?\d{{1,5}}\s?[号號][）)]?$|第\s?(?:{_DIGIT}|百){{1,6}}\s?[号號]$"
)
_REPORTING = re.compile(rf"[（(]?[据據]?(?:{PUBLISHERS})[^，。；：！？]{{0,20}}")
_SENT = re.compile(rf"{SENDS}[）)]?(?:\s*[（(][^（）()。]{{0,40}}[）)]|\s+[记記]者[^，。；：！？]{{0,30}})?[）)]?$")
_DATELINE = re.compile(r"本报讯$|本報訊$|[A-Z][A-Z .]+, [A-Z][a-z]{2,8}\.? \d{1,2} \([A-Z][\w ]+\)\s*[-–—]*$")
_ISSUER = re.compile(rf"[{HAN}\s（）()]*(?:{_BODIES})[）)]?$")
_SIGNER = re.compile(rf"[{HAN}]{{1,9}}(?:\s+[{HAN}]{{1,6}}){{1,3}}$")  # 主席　某某: an office, and a name set off
_LATIN_ISSUER = re.compile(r"[A-Z]\w+,?(?: (?:of|the|and|for|on|to|in|[A-Z&]\w*,?))+$")
_CONTENTS = re.compile(r"目\s*[录錄次]$|(?:Table of )?Contents$|CONTENTS$")
_LONGEST_ENTRY = 300
_LEADER = re.compile(r"\s*(?:[.．·…‥](?:\s?)){3,}\s*[（(-]?\s*\d{1,4}\s*[）)-]?$")


def is_dateline(quote: str) -> bool:
    """Whether a line says who reports from where on which day, and nothing more.

    Examples:
        >>> is_dateline("新华社北京2月12日电"), is_dateline("新华社北京2月12日电 会议强调，要落实")
        (True, False)
        >>> is_dateline("新華社北京2月12日電"), is_dateline("新华社客户端要及时推送消息")
        (True, False)
    """
    for day in find_days(quote[:_DATE_LENGTH])[:1]:
        if _REPORTING.fullmatch(quote, 0, day.start) and _SENT.match(quote, day.end):
            return True
    return _DATELINE.match(quote) is not None


def is_date(quote: str) -> bool:
    """Whether a line is nothing but a day with its year, in brackets or without.

    Examples:
        >>> is_date("（二〇二〇年二月十二日）"), is_date("民國109年2月12日"), is_date("12 February 2020")
        (True, True, True)
        >>> is_date("2020年2月12日，会议召开"), is_date("2020年13月40日"), is_date("2020年2月10日至12日")
        (False, False, False)
    """
    if len(quote) > _DATE_LENGTH or (inner := _BRACKETED.match(quote)) is None:
        return False
    words = inner[1].strip()
    return any(
        day.year is not None and day.since is None and (day.start, day.end) == (0, len(words))
        for day in find_days(words)
    )


def is_enactment(quote: str) -> bool:
    """Whether a line says when and by whom a text was adopted, under which number it was issued, or that it ends.

    Examples:
        >>> is_enactment("国办发[2020]3号"), is_enactment("（2021年3月1日市人民政府常务会议通过）")
        (True, True)
        >>> is_enactment("2020年12月31日前，各地要完成规划编制并公布")
        False
    """
    if len(quote) > _LONGEST_ENTRY:
        return False
    return _says_who_adopted(quote) or any(pattern.match(quote) for pattern in (_SIGNED_OFF, _DOCUMENT_NUMBER))


def _says_who_adopted(quote: str) -> bool:
    bracketed = quote[0] in "（("
    for day in find_days(quote[:_DATE_LENGTH])[:1]:
        if day.year is not None and day.start == bracketed:
            return (_ENACTED_IN_BRACKETS if bracketed else _ENACTED).match(quote, day.end) is not None
    return False


def is_document_number(quote: str) -> bool:
    """Whether a line is the number under which a text was issued: 国办发[2020]3号."""
    return _DOCUMENT_NUMBER.match(quote) is not None


def is_letterhead(quote: str) -> bool:
    """Whether a line over the number of a document can be its letterhead, and not its title.

    Examples:
        >>> is_letterhead("某市人民政府文件"), is_letterhead("某市人民政府关于做好秋收工作的通知")
        (True, False)
    """
    return quote.endswith("文件") or _ISSUER.match(quote) is not None


def is_signatory(quote: str) -> bool:
    """Whether a line over a date can be the name of who signed: an office or a body, or an office and a person.

    Examples:
        >>> is_signatory("市农业农村局"), is_signatory("市长　李某某"), is_signatory("Office of the Mayor")
        (True, True, True)
        >>> is_signatory("落实工作责任"), is_signatory("一、市农业农村局")
        (False, False)
    """
    if is_numbered(quote):
        return False
    return any(pattern.match(quote) for pattern in (_ISSUER, _SIGNER, _LATIN_ISSUER))


def without_leader(quote: str) -> str:
    """A line of a table of contents without the dots and the page number behind it; any other line as it is.

    Examples:
        >>> without_leader("第一章　总则 ……………… 1"), without_leader("分为 3 类")
        ('第一章　总则', '分为 3 类')
    """
    # Not in a longer paragraph: the dots of an entry are looked for from every one of its characters on.
    found = _LEADER.search(quote) if len(quote) <= _LONGEST_ENTRY else None
    return quote[: found.start()] if found else quote


def find_contents(quotes: Sequence[str]) -> set[int]:
    """Which of `quotes` are a table of contents: its heading, and lines with dots before a page number or said again.

    Examples:
        >>> chapters = ["第一章　总则", "第二章　附则"]
        >>> sorted(find_contents(["目录", *chapters, chapters[0], "第一条　为了规范。", chapters[1]]))
        [0, 1, 2]
    """
    led = [without_leader(quote) != quote for quote in quotes]
    last = {"".join(quote.split()): at for at, quote in enumerate(quotes)}
    found = {
        at for at, flag in enumerate(led) if flag and (led[at - 1 : at] == [True] or led[at + 1 : at + 2] == [True])
    }
    past = 0
    for at, quote in enumerate(quotes):
        if at >= past and _CONTENTS.match(quote):
            end = at + 1
            while end < len(quotes) and (led[end] or last["".join(quotes[end].split())] > end):
                end += 1
            if end > at + 2:
                found |= set(range(at, end))
                past = end
    return found
