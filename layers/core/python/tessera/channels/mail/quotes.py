"""Where a mail's new part ends and the history that its mail program quoted begins.

One rule stands over all others: nothing newly written may be folded away. Whenever the two cannot be told apart for
certain (answers between quoted lines, a forwarded mail), everything counts as new.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from tessera.channels.mail.words import FORWARD_SUBJECT, FORWARDED, LABEL, OPENER, ORIGINAL, VERB

_DATE = re.compile(r"\b\d{1,2}[:.h]\d\d\b|\b(?:19|20)\d\d\b|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d+\s*[年月]")
_EMAIL_THEN_END = re.compile(r"[<(\[][^<>()\[\]\s]+@[^<>()\[\]\s]+[>)\]]\s*[:：]?\s*$")
_EMAIL = re.compile(r"[^\s<>()]+@[^\s<>()]+")
_TIME = re.compile(r"\b\d{1,2}[:.h]\d\d\b")
_DAY = re.compile(r"\b(?:19|20)\d\d\b|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}")
_RULE = re.compile(r"[-_=*—–\s]{4,}(?:[^\n]{0,50}[-_=*—–]{4,})?$")
_END = re.compile(r"[:：]\W{0,3}$|-{2,}\s*$")
_DIGIT = re.compile(r"\d")
_ON = re.compile(r"\W*(?:on|am|le|el|il|op|em|den|w dniu|dnia)\b", re.IGNORECASE)
_QUOTED = re.compile(r"[ \t]{0,3}>(?!>>>>>> |\s*:\s*$)")
#: No answer is that long; a log file is, and looking at each line of it takes seconds.
_MOST_LINES = 50_000
#: How many lines an introduction may be wrapped over.
_WRAPPED = 5
_LONGEST_INTRODUCTION = 400


class Quoting(IntEnum):
    """How sure it is that a line is quoted: not; indented by an HTML blockquote of unknown meaning; marked as quote."""

    NONE = 0
    MAYBE = 1
    MARKED = 2


class Mark(IntEnum):
    """What the mail program's markup says of a line: nothing; it introduces a quote; from here on all is history."""

    NONE = 0
    INTRODUCTION = 1
    HISTORY = 2


@dataclass(frozen=True)
class Line:
    """A line of the mail without its quote signs."""

    text: str
    quoting: Quoting = Quoting.NONE
    mark: Mark = Mark.NONE

    @property
    def blank(self) -> bool:
        return not self.text.strip()


@dataclass(frozen=True)
class Split:
    """`quoted` is None when everything is new."""

    fresh: str
    quoted: str | None


def split_text(text: str, subject: str = "") -> Split:
    """Plain text in its newly written and its quoted part. `subject` tells a forwarded mail, which stays whole."""
    rows = text.split("\n")
    found = quoted_range(_lines(rows), subject)
    if found is None:
        return Split(text.strip("\n").rstrip(), None)
    start, end = found
    above, below = "\n".join(rows[:start]).strip("\n"), "\n".join(rows[end:]).strip("\n")
    fresh = "\n\n".join(part for part in (above.rstrip(), below.rstrip()) if part.strip())
    return Split(fresh, "\n".join(rows[start:end]).strip("\n"))


def _lines(rows: Sequence[str]) -> list[Line]:
    marked = [_QUOTED.match(row) is not None for row in rows]
    for index in range(1, len(rows) - 1):
        if marked[index - 1] and marked[index + 1] and _is_wrapped_rest(rows[index - 1], rows[index]):
            marked[index] = True
    return [
        Line(row.lstrip("> "), Quoting.MARKED) if quoted else Line(row)
        for row, quoted in zip(rows, marked, strict=True)
    ]


def _is_wrapped_rest(before: str, row: str) -> bool:
    """Some servers break long quoted lines in the middle of a sentence and give the rest no quote sign."""
    return 70 <= len(before) <= 80 and row[:1].islower() and (before[-1].isalpha() or before[-1] in ",; ")


def quoted_range(lines: Sequence[Line], subject: str = "") -> tuple[int, int] | None:
    """The lines `[start, end)` that are history, or None when all are new or it is not certain."""
    if FORWARD_SUBJECT.match(subject) or len(lines) > _MOST_LINES:
        return None
    introduction = _first_introduction(lines)
    if introduction is not None and introduction[0] < 0:
        return None
    found = _after_introduction(lines, *introduction) if introduction else _lone_block(lines)
    if found is None:
        return None
    start, end = found
    rest_is_blank = all(line.blank for line in (*lines[:start], *lines[end:]))
    return None if rest_is_blank else found


def _first_introduction(lines: Sequence[Line]) -> tuple[int, int] | None:
    """Start and end of the first introduction. Start is -1 if a forwarded mail comes before any."""
    for index, line in enumerate(lines):
        if line.blank or line.quoting is Quoting.MARKED:
            continue
        if FORWARDED.match(line.text):
            return -1, index
        if line.mark is not Mark.NONE:
            if line.mark is Mark.INTRODUCTION and _RULE.match(line.text.strip()[:8]):
                return -1, index
            return _with_rule_above(lines, index), _end_of_marked(lines, index)
        end = index + 1 if ORIGINAL.match(line.text) else _header_block(lines, index)
        if end is not None:
            return _with_rule_above(lines, index), end
        start = _wrote(lines, index)
        if start is not None:
            return _with_rule_above(lines, start), index + 1
    return None


def _end_of_marked(lines: Sequence[Line], index: int) -> int:
    mark = lines[index].mark
    while index < len(lines) and lines[index].mark is mark:
        index += 1
    return index


def _with_rule_above(lines: Sequence[Line], index: int) -> int:
    """A drawn line right above an introduction belongs to it."""
    above = index - 1
    while above >= 0 and lines[above].blank:
        above -= 1
    return above if above >= 0 and _RULE.match(lines[above].text.strip()) else index


def _header_block(lines: Sequence[Line], index: int) -> int | None:
    """The end of a `From: … Sent: … To: … Subject: …` block that starts here, else None."""
    kinds: set[str] = set()
    end = index
    blanks = 0
    for position in range(index, min(index + 14, len(lines))):
        line = lines[position]
        found = LABEL.match(line.text) if len(line.text) < 2000 else None
        blanks = blanks + 1 if line.blank else 0
        if (found is None and position == index) or blanks > 1:
            break
        if found is not None and found.lastgroup:
            kinds.add(found.lastgroup)
            end = position + 1
    return end if "from" in kinds and len(kinds) >= 3 else None


def _wrote(lines: Sequence[Line], last: int) -> int | None:
    """The line at which an `On … somebody wrote:` begins that ends at line `last`, else None.

    The latest line that will do: what stands above it is the author's.
    """
    if not (_END.search(lines[last].text) or "@" in lines[last].text):
        return None
    followed = _next_is_quoted(lines, last + 1)
    joined, fallback = "", None
    for start in range(last, max(last - _WRAPPED, -1), -1):
        line = lines[start]
        if line.blank or line.quoting is Quoting.MARKED or len(joined) + len(line.text) > _LONGEST_INTRODUCTION:
            break
        joined = f"{line.text.strip()} {joined}".strip()
        if _introduces(joined, followed) and _DIGIT.search(line.text):
            return start
        if fallback is None and last - start < 2 and _introduces_without_opener(joined):
            fallback = start
        if followed and fallback is None and _ON.match(joined) and _DIGIT.search(line.text) and VERB.search(joined):
            fallback = start
    if fallback is None and followed and VERB.search(lines[last].text) and _END.search(lines[last].text):
        return last
    return fallback


def _next_is_quoted(lines: Sequence[Line], index: int) -> bool:
    following = next((line for line in lines[index : index + 3] if not line.blank), None)
    return following is not None and following.quoting is not Quoting.NONE


def _introduces(text: str, followed_by_quote: bool) -> bool:
    """Whether `text` has all the signs of an introduction; a quote right below makes fewer enough."""
    verb, dated = VERB.search(text), _DATE.search(text)
    if not dated or not OPENER.match(text):
        return False
    if _END.search(text):
        return bool(verb or _EMAIL_THEN_END.search(text))
    if followed_by_quote:
        return bool(_EMAIL_THEN_END.search(text))
    return bool(verb and verb.end() == len(text) and _EMAIL.search(text))


def _introduces_without_opener(text: str) -> bool:
    """Such as `10:30 AM, 4 May 2021, Jo <jo@example.com>:`."""
    if not _END.search(text) or not _DATE.search(text):
        return False
    if _EMAIL_THEN_END.search(text) and _TIME.search(text) and _DAY.search(text):
        return True
    return bool(VERB.search(text) and _EMAIL.search(text))


def _after_introduction(lines: Sequence[Line], start: int, end: int) -> tuple[int, int] | None:
    first = next((index for index in range(end, len(lines)) if not lines[index].blank), None)
    if first is None or lines[first].quoting is Quoting.NONE:
        return start, len(lines)
    stop = _end_of_block(lines, first)
    rest = lines[stop:]
    if any(line.quoting is Quoting.MARKED for line in rest):
        return None
    return start, len(lines) if all(line.blank for line in rest) else stop


def _end_of_block(lines: Sequence[Line], index: int) -> int:
    """Where the quoted lines that start at `index` end; blank lines between them belong to the block."""
    stop = index
    for position in range(index, len(lines)):
        if lines[position].quoting is not Quoting.NONE:
            stop = position + 1
        elif not lines[position].blank:
            break
    return stop


def _lone_block(lines: Sequence[Line]) -> tuple[int, int] | None:
    """A single quote without introduction, right at the end or right at the beginning."""
    start = next((index for index, line in enumerate(lines) if line.quoting is Quoting.MARKED), None)
    if start is None:
        return None
    stop = _end_of_block(lines, start)
    above = any(not line.blank for line in lines[:start])
    below = any(not line.blank for line in lines[stop:])
    more = any(line.quoting is Quoting.MARKED for line in lines[stop:])
    if more or above == below:
        return None
    return (start, len(lines)) if above else (start, stop)
