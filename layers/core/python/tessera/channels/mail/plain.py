"""Between plain text and HTML."""

import html
import re
from dataclasses import dataclass, field

_URL = re.compile(r"\bhttps?://[^\s<>\"']{1,2000}[^\s<>\"'.,;:!?)\]}]")
#: Tags as nh3 writes them: names in lower case, every attribute value in double quotes.
TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)((?:\s+[a-z][a-z0-9-]*=\"[^\"]*\")*)\s*/?>")
ATTRIBUTE = re.compile(r"([a-z][a-z0-9-]*)=\"([^\"]*)\"")
VOID = frozenset({"br", "hr", "img", "col", "wbr"})
BLOCKS = frozenset(
    """
    address article aside blockquote center dd details div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6
    header hr li main nav ol p pre section summary table tbody tfoot thead tr ul caption
    """.split()  # noqa: SIM905 - read as the list of words that it is
)
#: What marks an item of a list, as far as it is written.
_MARK = re.compile(r" *(?:-|\d+\.) ")
_SPACED = BLOCKS & {"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "blockquote", "pre", "table"}
#: Deeper than this, quotes and lists look the same; without an end, a made-up mail's text grows with the square.
_DEEPEST = 20
_HIDDEN = re.compile(r"display:\s*none", re.IGNORECASE)


def text_to_html(text: str) -> str:
    """Minimal HTML that looks like the text: paragraphs, line breaks, links. Safe without further cleaning."""
    paragraphs = re.split(r"\n[ \t]*\n", text.strip("\n"))
    return "".join(f"<p>{_inline(paragraph)}</p>" for paragraph in paragraphs if paragraph.strip())


def _inline(paragraph: str) -> str:
    pieces, position = [], 0
    for found in _URL.finditer(paragraph):
        url = html.escape(found.group(0))
        pieces.append(html.escape(paragraph[position : found.start()], quote=False))
        pieces.append(f'<a href="{url}" rel="noopener noreferrer nofollow">{url}</a>')
        position = found.end()
    pieces.append(html.escape(paragraph[position:], quote=False))
    # Runs of spaces are how plain text draws columns and code.
    return re.sub(r" (?= )", "&nbsp;", "".join(pieces)).replace("\n", "<br>")


def html_to_text(clean_html: str) -> str:
    """Readable text of HTML that `sanitise` returned: lists, links, quotes and tables keep their sense."""
    writer = _Writer()
    position = 0
    for tag in TAG.finditer(clean_html):
        writer.text(clean_html[position : tag.start()])
        if tag.group(1):
            writer.close(tag.group(2))
        else:
            writer.open(tag.group(2), dict(ATTRIBUTE.findall(tag.group(3))))
        position = tag.end()
    writer.text(clean_html[position:])
    return writer.result()


@dataclass
class _Writer:
    lines: list[str] = field(default_factory=list)
    line: str = ""
    quote: int = 0
    preformatted: int = 0
    hidden: int = 0
    cells: int = 0
    lists: list[int] = field(default_factory=list)
    links: list[tuple[str, int, int]] = field(default_factory=list)

    def text(self, piece: str) -> None:
        if not piece or self.hidden:
            return
        piece = html.unescape(piece)
        if self.preformatted:
            first, *rest = piece.split("\n")
            self.line += first
            for line in rest:
                self.end_line(force=True)
                self.line = line
            return
        piece = re.sub(r"[ \t\n\r]+", " ", piece).replace("\xa0", " ")
        self.line += piece.lstrip(" ") if not self.line or self.line.endswith((" ", "\t")) else piece

    def open(self, tag: str, attributes: dict[str, str]) -> None:
        if self.hidden or _HIDDEN.search(attributes.get("style", "")):
            self.hidden += tag not in VOID
            return
        if tag == "br":
            self.end_line(force=True)
        elif tag == "img":
            # A word of its own, whatever it stands beside.
            self.text(f" [{alt}] " if (alt := attributes.get("alt", "").strip()) else "")
        elif tag in ("td", "th"):
            self.line += "\t" if self.cells and self.line.strip() else ""
            self.cells += 1
        elif tag == "a":
            self.links.append((html.unescape(attributes.get("href", "")), len(self.lines), len(self.line)))
        if tag in BLOCKS:
            self.block(tag)
        if tag in ("ol", "ul"):
            self.lists.append(1 if tag == "ol" else 0)
        elif tag == "li":
            self.bullet()
        elif tag == "hr":
            self.line = "---"
            self.end_line()
        self.quote += tag == "blockquote"
        self.preformatted += tag == "pre"
        self.cells = 0 if tag == "tr" else self.cells

    def close(self, tag: str) -> None:
        if self.hidden:
            self.hidden -= tag not in VOID
            return
        if tag == "a" and self.links:
            self.link(*self.links.pop())
        if tag == "blockquote":
            self.end_line()
            self.quote = max(0, self.quote - 1)
        if tag in BLOCKS:
            self.block(tag)
        self.preformatted -= tag == "pre" and self.preformatted > 0
        if tag in ("ol", "ul") and self.lists:
            self.lists.pop()

    def block(self, tag: str) -> None:
        if tag == "p" and _MARK.fullmatch(self.line):
            return  # what an item begins with stands beside its mark
        self.end_line()
        if (
            tag in _SPACED
            and not (tag in ("ul", "ol", "p") and self.lists)
            and self.lines
            and self.lines[-1].strip("> ")
        ):
            self.lines.append("> " * min(self.quote, _DEEPEST))

    def bullet(self) -> None:
        indent = "  " * min(max(0, len(self.lists) - 1), _DEEPEST)
        if self.lists and self.lists[-1]:
            self.line = f"{indent}{self.lists[-1]}. "
            self.lists[-1] += 1
        else:
            self.line = f"{indent}- "

    def link(self, url: str, line: int, column: int) -> None:
        """Name a link's target unless its text does already."""
        shown = self.line[column:].strip() if line == len(self.lines) else "…"
        bare = url.removeprefix("mailto:").removeprefix("tel:")
        if (
            url.startswith(("http", "mailto:", "tel:"))
            and shown
            and bare.rstrip("/") not in (shown, f"https://{shown}", f"http://{shown}")
        ):
            self.line += f" ({bare})"

    def end_line(self, force: bool = False) -> None:
        """Finish the line. Only `force` (a line break, also within `pre`) makes an empty one."""
        if self.line.strip() or force:
            self.lines.append("> " * min(self.quote, _DEEPEST) + self.line.rstrip())
        self.line = ""

    def result(self) -> str:
        self.end_line()
        lines = [line.rstrip() for line in self.lines]
        return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")
