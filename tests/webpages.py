"""The seed as web pages: layouts in the manner of those that authorities and newspapers have used."""

from collections.abc import Sequence
from html import escape

TITLE_TAIL = "_要闻_某某市人民政府网"
_NAVIGATION = '<a href="/">首页</a> | <a href="/a">新闻</a> | <a href="/b">政策</a> | <a href="/c">服务</a>'
_RELATED = (
    "市政府召开会议研究春季工作",
    "各地出台措施支持企业扩大招工",
    "图解：一图看懂政策要点",
    "专家解读住房保障办法",
)
_LINKS = "".join(f'<li><a href="/{at}">{title}</a></li>' for at, title in enumerate(_RELATED))


def government(lines: Sequence[str], charset: str) -> str:
    """A page of today: a heading, a line with date and source, share bar, paragraphs set in, related links, footer."""
    title, *others = map(escape, lines)
    body = "\n".join(f"<p>　　{line}</p>" for line in others)
    return f"""<!DOCTYPE html><html><head><meta charset="{charset}"><title>{title}{TITLE_TAIL}</title>
<meta name="firstpublishedtime" content="2020-02-12-19:30:00"><script>var words = "要落实责任。";</script></head><body>
<div class="header"><div class="nav">{_NAVIGATION}</div></div>
<div class="crumbs">位置：<a href="/">首页</a> &gt; 要闻</div>
<div class="article"><h1>
{title}
</h1><div class="date">2020-02-12 19:30 <span>来源：某某社</span> <span>字体：<a>大</a> <a>小</a></span></div>
<div class="share"><a>微信</a><a>微博</a></div><div class="content" id="content"><p><img src="a.jpg"></p>
{body}
</div><div class="editor">责任编辑：张三</div></div>
<div class="related"><h3>相关稿件</h3><ul>{_LINKS}</ul></div>
<div class="footer">
<p>主办单位：某某市人民政府办公室&nbsp;&nbsp;版权所有</p></div><script>share()</script></body></html>"""


def newspaper(lines: Sequence[str], charset: str) -> str:
    """A page in XHTML with columns beside the article, headings as bold paragraphs, an editor's line and comments."""
    title, *others = map(escape, lines)
    body = "\n".join(f"<p>\t　　{f'<strong>{line}</strong>' if len(line) < 25 else line}\n</p>" for line in others)
    return f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN"
 "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd"><html xmlns="http://www.w3.org/1999/xhtml"><head>
<meta http-equiv="content-type" content="text/html;charset={charset}"/><title>{title}--时政--某某网</title></head><body>
<div class="top">{_NAVIGATION}<form action="s"><input name="q"/><select><option>新闻</option></select></form></div>
<div class="title"><h3 class="pre"></h3><h1>{title}</h1><h4 class="sub"></h4><div class="box">
<div class="fl">2020年02月12日08:25
&nbsp;&nbsp;来源：<a href="http://example.org">某某日报</a></div></div></div><div class="columns"><div class="left">
<div class="text" id="zw">{body}<div class="clear"></div><div class="edit">(责编：李四、王五)</div></div></div>
<div class="right"><h2>相关新闻</h2><ul>{_LINKS}</ul><h2>热门排行</h2><ol>{_LINKS}</ol></div></div>
<div id="comments"><h3>网友评论</h3>
<p>支持政府的决定，希望尽快落实到位。</p></div>
<div id="copyright">某 某 网 版 权 所 有</div></body></html>"""


def old_tables(lines: Sequence[str], charset: str) -> str:
    """A page of around 2000: tables in tables, no paragraphs but line breaks and full-width spaces, no names."""
    title, *others = map(escape, lines)
    body = "<BR><BR>\n".join(f"　　{line}" for line in others)
    return f"""<HTML><HEAD><TITLE>{title}</TITLE>
<META content="text/html; charset={charset}" http-equiv=Content-Type></HEAD>
<BODY topMargin=0><TABLE width=760 align=center><TR><TD bgColor=#003399>{_NAVIGATION}</TD></TR></TABLE>
<TABLE width=760 align=center><TR><TD width=160 vAlign=top><B>专题报道</B><BR>{_LINKS}</TD><TD width=600 vAlign=top>
<TABLE width="100%"><TR><TD align=center><FONT size=5><B>{title}</B></FONT></TD></TR>
<TR><TD align=center><FONT size=2>2020-2-12 10:20　来源：某某日报　浏览次数：1234</FONT></TD></TR>
<TR><TD><FONT style="FONT-SIZE: 14px">{body}</FONT></TD></TR>
<TR><TD align=right><A href="javascript:print()">【打印】</A><A href="javascript:close()">【关闭】</A></TD></TR></TABLE>
</TD></TR></TABLE><TABLE align=center><TR><TD>某某市人民政府主办<BR>地址：人民路1号</TD></TR></TABLE></BODY></HTML>"""


def modern(lines: Sequence[str], charset: str) -> str:
    """A page with the elements that HTML has for it."""
    title, *others = map(escape, lines)
    body = "\n".join(f"<h2>{line}</h2>" if len(line) < 25 else f"<p>{line}</p>" for line in others)
    return f"""<!DOCTYPE html><html lang=zh><head><meta charset={charset}><title>{title} | 某某网</title>
<link rel=canonical href="https://www.example.org/2020/1.html"><meta property="article:published_time"
 content="2020-02-12T08:00:00+08:00"></head><body><header><h1>某某网</h1><nav>{_NAVIGATION}</nav></header><main><article>
<header><h1>{title}</h1><p><time datetime="2020-02-12">2020-02-12</time> 作者：本网记者</p></header>
{body}
<footer><p>本文来源：某某网。</p></footer></article><aside><h2>推荐</h2><ul>{_LINKS}</ul></aside></main>
<footer><p>版权所有，未经许可不得转载。</p></footer></body></html>"""


def word_processor(lines: Sequence[str], charset: str) -> str:
    """What a word processor saves: spans everywhere, and lines wrapped in mid-sentence in the file."""
    title, *others = map(escape, lines)
    body = "\n".join(
        f'<p class=MsoNormal style="text-indent:24.0pt"><span style="font-family:宋体">{line[:9]}\n{line[9:]}</span>'
        "<span lang=EN-US><o:p></o:p></span></p>"
        for line in others
    )
    return f"""<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta http-equiv=Content-Type
content="text/html; charset={charset}"><title>{title}</title><style><!-- p.MsoNormal {{margin:0cm}} --></style></head>
<body lang=ZH-CN><div class=Section1><p class=MsoNormal align=center><b>{title}</b></p>{body}</div></body></html>"""


LAYOUTS = {
    "government": government,
    "newspaper": newspaper,
    "tables of 2000": old_tables,
    "modern": modern,
    "word processor": word_processor,
}
