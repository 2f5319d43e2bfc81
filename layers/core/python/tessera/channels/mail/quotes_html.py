"""The same split as `quotes`, for sanitised HTML: read its lines, find the history, cut without breaking a tag."""

import html
from collections.abc import Iterator
from dataclasses import dataclass, field

from tessera.channels.mail.plain import ATTRIBUTE, BLOCKS, TAG, VOID
from tessera.channels.mail.quotes import Line, Mark, Quoting, Split, quoted_range

#: Elements that introduce a quote, that hold nothing but one, and from which on everything is history.
_INTRODUCTIONS = frozenset({"gmail_attr", "moz-cite-prefix", "moz-email-headers-table", "front-attribution"})
_HOLDERS = frozenset({"yahoo_quoted", "protonmail_quote", "tutanota_quote", "zmail_extra", "hs_reply"})
_QUOTES = frozenset({"gmail_quote", "qt", "front-blockquote", "tutanota_quote", "protonmail_quote", "zmail_extra"})
_HISTORY = frozenset(
    {
        "divRplyFwdMsg",
        "x_divRplyFwdMsg",
        "appendonsend",
        "x_appendonsend",
        "mail-editor-reference-message-container",
        "zwchr",
        "OLK_SRC_BODY_SECTION",
        "ms-outlook-mobile-body-separator-line",
        "OutlookMessageHeader",
        "ms-outlook-mobile-reference-message",
    }
)


@dataclass(frozen=True)
class _Element:
    """An open element: its tag, where it starts, and what it says of the lines inside."""

    tag: str
    start: int
    quoting: Quoting
    mark: Mark


@dataclass
class _Reader:
    """Reads HTML as lines. A line starts at its first opening tag, so that a cut there takes whole elements along."""

    source: str
    lines: list[Line] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    _open: list[_Element] = field(default_factory=list)
    _text: list[str] = field(default_factory=list)
    _start: int | None = None
    _quoting: Quoting = Quoting.NONE
    _mark: Mark = Mark.NONE
    _history: bool = False

    def read(self) -> None:
        position = 0
        for tag in TAG.finditer(self.source):
            self._piece(position, tag.start())
            if tag.group(1):
                self._close(tag.group(2))
            else:
                self._enter(tag.group(2), tag.start(), dict(ATTRIBUTE.findall(tag.group(3))))
            position = tag.end()
        self._piece(position, len(self.source))
        self._end_line()

    def _piece(self, start: int, end: int) -> None:
        text = html.unescape(self.source[start:end])
        if text.strip():
            self._say(text, start)
        elif self._text and text:
            self._text.append(" ")

    def _say(self, text: str, start: int) -> None:
        if not self._text:
            self._start = start if self._start is None else self._start
            self._quoting = max((element.quoting for element in self._open), default=Quoting.NONE)
            self._mark = max((element.mark for element in self._open), default=Mark.NONE)
            if self._history:
                self._mark, self._history = Mark.HISTORY, False
        self._text.append(text)

    def _enter(self, tag: str, start: int, attributes: dict[str, str]) -> None:
        if tag in BLOCKS or tag == "br":
            self._end_line()
        if tag == "img":
            # A picture is something said.
            self._say("\ufffc", start)
        if tag in VOID and tag != "hr":
            return
        self._start = start if self._start is None else self._start
        names = {*attributes.get("class", "").split(), attributes.get("id", "")}
        self._history = self._history or bool(names & _HISTORY)
        if tag not in VOID:
            self._open.append(_Element(tag, start, _quoting(tag, names, attributes), _mark(names)))

    def _close(self, tag: str) -> None:
        if tag in BLOCKS:
            self._end_line()
        if self._open and self._open[-1].tag == tag:
            left = self._open.pop()
            if not self._text and self._start is not None and left.start >= self._start:
                # An element without a word in it: the next line does not begin there.
                self._start = None if not self._history else self._start

    def _end_line(self) -> None:
        if self._text:
            text = " ".join("".join(self._text).split())
            self.lines.append(Line(text, self._quoting, self._mark))
            self.starts.append(self._start or 0)
            self._text, self._start = [], None


def _quoting(tag: str, names: set[str], attributes: dict[str, str]) -> Quoting:
    if names & _HOLDERS:
        return Quoting.MARKED
    if tag != "blockquote":
        return Quoting.NONE
    marked = attributes.get("type") == "cite" or "cite" in attributes or names & _QUOTES
    return Quoting.MARKED if marked else Quoting.MAYBE


def _mark(names: set[str]) -> Mark:
    return Mark.INTRODUCTION if names & _INTRODUCTIONS else Mark.NONE


def split_html(clean_html: str, subject: str = "") -> Split:
    """HTML that `sanitise` returned, in its newly written and its quoted part, both balanced."""
    reader = _Reader(clean_html)
    reader.read()
    found = quoted_range(reader.lines, subject)
    if found is None:
        return Split(clean_html, None)
    start = reader.starts[found[0]]
    end = reader.starts[found[1]] if found[1] < len(reader.lines) else len(clean_html)
    return _cut(clean_html, start, end)


def _cut(source: str, start: int, end: int) -> Split:
    """Take `source[start:end]` out. Tags that only open or only close inside it stay on both sides."""
    before, opened_before = list(_tags(source, 0, start)), [""]
    opened_before = [source[a:b] for a, b, _ in _unclosed(before)]
    names_before = [name for _, _, name in _unclosed(before)]
    inside = list(_tags(source, start, end))
    still_open = _unclosed(inside)
    stray_ends = _stray_ends(inside)
    fresh = (
        source[:start]
        + "".join(f"</{name}>" for name in stray_ends)
        + "".join(source[a:b] for a, b, _ in still_open)
        + source[end:]
    )
    quoted = "".join(opened_before) + source[start:end]
    left_open = [*names_before[: len(names_before) - len(stray_ends)], *(name for _, _, name in still_open)]
    return Split(fresh, quoted + "".join(f"</{name}>" for name in reversed(left_open)))


_Tag = tuple[int, int, bool, str]


def _tags(source: str, start: int, end: int) -> Iterator[_Tag]:
    """Start, end, whether it closes, and name of every tag that comes in pairs."""
    for tag in TAG.finditer(source, start, end):
        if tag.group(2) not in VOID:
            yield tag.start(), tag.end(), bool(tag.group(1)), tag.group(2)


def _unclosed(tags: list[_Tag]) -> list[tuple[int, int, str]]:
    stack: list[tuple[int, int, str]] = []
    for start, end, closes, name in tags:
        if not closes:
            stack.append((start, end, name))
        elif stack:
            stack.pop()
    return stack


def _stray_ends(tags: list[_Tag]) -> list[str]:
    """Names of the closing tags whose opening tag came earlier."""
    depth, strays = 0, []
    for _, _, closes, name in tags:
        if not closes:
            depth += 1
        elif depth:
            depth -= 1
        else:
            strays.append(name)
    return strays
