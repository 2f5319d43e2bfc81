"""Between text and HTML."""

import pytest

from tessera.channels.mail.plain import html_to_text, text_to_html
from tessera.channels.mail.sanitise import sanitise


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One</p><p>Two<br>three</p>", "One\n\nTwo\nthree"),
        ("<div>One</div><div><br></div><div>Two</div>", "One\n\nTwo"),
        ("a   b\n c&nbsp;d &lt;x&gt;", "a b c d <x>"),
        ("<ul><li>one</li><li>two<ul><li>deep</li></ul></li></ul>", "- one\n- two\n  - deep"),
        ("<ol><li>one</li><li>two</li></ol>", "1. one\n2. two"),
        ('See <a href="https://example.com/x">the page</a>.', "See the page (https://example.com/x)."),
        ('<a href="https://example.com/">https://example.com</a>', "https://example.com"),
        ('<a href="mailto:a@example.com">a@example.com</a>', "a@example.com"),
        ("<blockquote>quoted<br>lines</blockquote>mine", "> quoted\n> lines\n\nmine"),
        ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>", "a\tb\nc\td"),
        ("<pre>if x:\n    y()</pre>", "if x:\n    y()"),
        ("<p>So:</p><pre><code>a = 1\n\nb = 2\n</code></pre><p>Good.</p>", "So:\n\na = 1\n\nb = 2\n\nGood."),
        ('<img src="cid:x" alt="Logo">', "[Logo]"),
        ('See:<img src="cid:x" alt="Logo"><b>here</b>', "See: [Logo] here"),
        ('<span style="display:none">secret</span>shown', "shown"),
        ("<h1>Title</h1>text", "Title\n\ntext"),
        ("a<hr>b", "a\n---\nb"),
        ("", ""),
    ],
)
def test_html_as_text(html: str, text: str) -> None:
    assert html_to_text(sanitise(html)) == text


def test_text_as_html() -> None:
    assert text_to_html("One & <two>\nthree\n\nfour") == "<p>One &amp; &lt;two&gt;<br>three</p><p>four</p>"
    assert text_to_html("see https://example.com/?a=1&b=2.") == (
        '<p>see <a href="https://example.com/?a=1&amp;b=2" rel="noopener noreferrer nofollow">'
        "https://example.com/?a=1&amp;b=2</a>.</p>"
    )
    assert text_to_html("a   b") == "<p>a&nbsp;&nbsp; b</p>"
    assert text_to_html("") == ""


def test_text_as_html_is_safe_already() -> None:
    html = text_to_html('<script>x</script>\n\nhttps://example.com/ "q"')
    assert sanitise(html) == html
