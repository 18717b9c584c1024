"""Language: told from the script, und where it does not tell."""

import pytest

from annotate.text.language import guess_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("会议要求各地区落实责任，保障供应。", "zh-Hans"),
        ("會議要求各地區落實責任，保障供應。", "zh-Hant"),
        ("要做好工作。", "zh-Hans"),
        ("会议部署5G和AI建设，GDP增长5%。", "zh-Hans"),
        ("《中华人民共和国某法》 (the Act) was amended in 2020 and is in force.", "zh-Hans"),
        ("The council shall report to the ministry.", "en"),
        ("According to Xinhua (新华社), the council shall report to the ministry every month of the year.", "en"),
        ("Le conseil des ministres a adopté le projet de loi.", "und"),
        ("会議は対策の強化を求め、これを各地に知らせた。", "und"),
        ("2020-02-12", "und"),
        ("", "und"),
    ],
)
def test_language(text, language):
    assert guess_language(text) == language
