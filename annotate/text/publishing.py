"""The words of publishing: what agencies, gazettes and web pages print around an official text, in both scripts.

Parts of regular expressions, each a choice of words. Everything that looks for a dateline, a credit or a day of
publication takes them from here; they are the only words of a language that this room has as a table.
"""

PUBLISHERS = (
    "新华社|新華社|人民日报|人民日報|中新社|本报|本報|央视网|央視網|中国网络电视台|中國網絡電視台|中國網絡電視臺"
)
"""Who reports, at the head of a dateline."""

SENDS = "(?:[电電](?![话話视視力影信商子网網])|[讯訊](?![问問息])|消息)"
"""What ends a dateline: 2月12日电 is sent on 12 February; 电话 is a telephone."""

MEETS = "(?:召开|召開|举行|舉行|主持)(?!的)"
"""What is done to a meeting on its day."""

ADOPTS = "通过|通過|修订|修訂|修正|公布|发布|發布|批准"
"""What is done to a text on its day."""

IN_FORCE = "施行|实施|實施"
"""What begins on a day that is not the text's own."""

SOURCE = "来源|來源|稿源|Source"
EDITORS = "责任编辑|責任編輯|责编|責編|编辑|編輯"
FORMER_TITLE = "原标题|原標題"
EDITORS_NOTE = "编者按|編者按"
CREDITS = f"{SOURCE}|{FORMER_TITLE}|{EDITORS_NOTE}|{EDITORS}"
"""What a line of credit begins with, a colon behind it."""

DAY_LABEL = "(?:成文|发文|發文|印发|印發|发布|發布|发稿|發稿)?(?:日期|时间|時間)|Published|Posted|Date"
"""What stands before the day on which a text was put out."""

PAGE_LABELS = (
    f"{SOURCE}|{EDITORS}|作者|发布|發布|时间|時間|日期|字体|字號|字體|字号|浏览|瀏覽|阅读|閱讀|点击|點擊|打印|列印|"
    "分享|Published|Posted|Updated|By"
)
"""What stands in the lines that a web page sets between a title and its text."""

POINTERS = f"通稿|全文如下|{EDITORS_NOTE}|(?:{FORMER_TITLE})[:：]|^(?:昨日|昨天|今日|今天)[，,]|^(?:来源|來源)[:：]"
"""What only somebody says who writes about the text: see the full release, editor's note, yesterday."""
