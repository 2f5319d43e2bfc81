"""Reading a file of rows as a stream: what comes before a row is forgotten, and reading goes on at any row's beginning.

CSV (any of the usual separators, quoted line breaks) and JSON lines, in UTF-8 or, failing that, Windows-1252.
"""

import codecs
import csv
import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

from schemas.vocabulary import FileFormat
from tessera.catalogue.policy import PREFIX
from tessera.jobs.tables import as_meant
from tessera.kernel.errors import Invalid

SEPARATORS = ",;\t|"
SAMPLE_LINES = 20
MAX_LINE = 2_000_000
MAX_COLUMNS = 200
TOO_LONG = f"This line is longer than {MAX_LINE:,} bytes. Nothing of it was read."
NOT_CLOSED = "A quote is opened here and not closed: what follows was not read as rows of its own."
NOT_BY_LINES = "Write one JSON object on each line, with nothing around or between them."
#: What stands for a byte that is no character.
MARK = "\ufffd"
_ARRAY = re.compile(rb"\s*\[\s*[{\]]")
_ENDS = re.compile(rb'"|\r\n|\r|\n')
#: How Excel is told by a file what parts its cells.
_SEPARATOR = re.compile(rb"""sep=([^\w\s"'\x80-\xff]|\t)(?:\r\n|\r|\n)""", re.IGNORECASE)
UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
#: Bytes of a file from a position on.
Open = Callable[[int], Iterable[bytes]]


@dataclass(frozen=True)
class Layout:
    """How a file is written. `start` is where its first row begins (bytes), `line` that row's line. `columns` of JSON
    lines are the names that its beginning uses; not `whole`: there may be more of them. A line has its `end` last."""

    format: FileFormat
    encoding: str
    separator: str
    columns: tuple[str, ...]
    start: int
    line: int
    whole: bool = True
    end: str = "\n"


@dataclass(frozen=True)
class Row:
    """`wrong` says why a row cannot be read. The next one begins at `next_start`, in `next_line`."""

    line: int
    values: dict[str, Any]
    wrong: str
    next_start: int
    next_line: int


def layout_of(sample: bytes, whole: bool = True) -> Layout:
    """What the beginning of a file tells of it, or (`whole`) all of it. Raises `Invalid`."""
    if sample.startswith(UTF16):
        raise Invalid("This file is UTF-16. Save it as “CSV UTF-8” and import that.", "file_id")
    if not sample.strip():
        raise Invalid("This file is empty.", "file_id")
    if b"\x00" in sample:
        raise Invalid("This is no text file. Import CSV or JSON lines.", "file_id")
    start = len(codecs.BOM_UTF8) if sample.startswith(codecs.BOM_UTF8) else 0
    encoding = "utf-8" if start or _is_utf8(sample) else "cp1252"
    if sample[start:].lstrip().startswith(b"{"):
        names = _keys(sample[start:], encoding)
        columns = names[:MAX_COLUMNS]
        if not names and not _is_line_of_its_own(sample[start:]):
            raise Invalid(NOT_BY_LINES, "file_id")
        return Layout(FileFormat.JSONL, encoding, "", columns, start, 1, whole and columns == names)
    if _ARRAY.match(sample[start:]):
        raise Invalid(NOT_BY_LINES, "file_id")
    end, line = _end_of_lines(sample[start:]), 1
    if said := _SEPARATOR.match(sample[start:]):
        separator, start, line = said[1].decode(), start + said.end(), 2
    else:
        separator = _separator(sample[start:].decode(encoding, "replace"))
    bare = Layout(FileFormat.CSV, encoding, separator, (), start, line, end=end)
    first = next((cells for cells in _records(bare, lambda at: [sample[at:]], start, line) if any(cells.cells)), None)
    if first is None or first.wrong:
        raise Invalid((first and first.wrong) or "The first line has to name the columns.", "file_id")
    columns = tuple(cell.strip() for cell in first.cells)
    if len(columns) > MAX_COLUMNS:
        raise Invalid(f"This file has {len(columns)} columns. At most {MAX_COLUMNS} are read.", "file_id")
    return replace(bare, columns=columns, start=first.next_start, line=first.next_line)


def rows(layout: Layout, open: Open, start: int, line: int) -> Iterator[Row]:
    """The rows from a position on; empty lines are none."""
    if layout.format is FileFormat.JSONL:
        yield from _objects(layout, open, start, line)
        return
    for record in _records(layout, open, start, line):
        if record.wrong:
            yield Row(record.line, {}, record.wrong, record.next_start, record.next_line)
        elif any(cell.strip() for cell in record.cells):
            values, wrong = _named(layout.columns, record.cells)
            yield Row(record.line, values, wrong, record.next_start, record.next_line)


def _named(columns: Sequence[str], cells: Sequence[str]) -> tuple[dict[str, Any], str]:
    if any(cell.strip() for cell in cells[len(columns) :]):
        return {}, f"This row has {len(cells)} cells, but there are {len(columns)} columns. Look for a stray separator."
    return {name: as_meant(cell.strip()) for name, cell in zip(columns, cells, strict=False)}, ""


def _objects(layout: Layout, open: Open, start: int, line: int) -> Iterator[Row]:
    for one in _lines(open, start, layout.end):
        if one.wrong:
            yield Row(line, {}, one.wrong, one.end, line + 1)
        elif one.raw.strip():
            values, wrong = _object(one.raw, layout.encoding)
            yield Row(line, values, wrong, one.end, line + 1)
        line += 1


def _object(raw: bytes, encoding: str) -> tuple[dict[str, Any], str]:
    try:
        value = json.loads(raw.decode(encoding))
        if rb"\ud" in raw.lower():
            value = _whole(value)
    except UnicodeDecodeError:
        return {}, _not_in(encoding)
    except (ValueError, RecursionError):
        return {}, "This line is no JSON."
    if not isinstance(value, dict):
        return {}, "This line is JSON, but no object."
    return _flat(value), "" if value else "This object says nothing."


def _flat(value: dict[str, Any]) -> dict[str, Any]:
    """Custom fields as the API writes them, `{"fields": {"room": "7"}}`, by the names that they have as columns:
    `fields.room`. What goes by such a name already comes first."""
    fields = value.get("fields")
    if not isinstance(fields, dict):
        return value
    rest = {name: each for name, each in value.items() if name != "fields"}
    return {**{PREFIX + name: each for name, each in fields.items()}, **rest}


def _whole(value: Any) -> Any:
    """With a mark (U+FFFD) for each half character: JSON can spell one, but it can be neither kept nor sent."""
    spelt = json.dumps(value, ensure_ascii=False)
    return json.loads(spelt.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace"))


@dataclass(frozen=True)
class _Record:
    line: int
    cells: list[str]
    wrong: str
    next_start: int
    next_line: int


class _Feed:
    """Decoded lines for the CSV reader, which takes as many as a record needs: so it is known where the next begins."""

    def __init__(self, layout: Layout, open: Open, start: int, line: int) -> None:
        self._lines = _lines(open, start, layout.end)
        self._encoding = layout.encoding
        self.start, self.line, self.wrong = start, line, ""
        self.ended = False

    def __iter__(self) -> "_Feed":
        return self

    def __next__(self) -> str:
        found = next(self._lines, None)
        if found is None:
            self.ended = True
            raise StopIteration
        self.start = found.end
        self.line += 1
        self.wrong = found.wrong or self.wrong
        try:
            return found.raw.decode(self._encoding)
        except UnicodeDecodeError:
            self.wrong = _not_in(self._encoding)
            return found.raw.decode(self._encoding, "replace")


def _records(layout: Layout, open: Open, start: int, line: int) -> Iterator[_Record]:
    csv.field_size_limit(MAX_LINE)
    feed = _Feed(layout, open, start, line)
    reader = csv.reader(feed, delimiter=layout.separator)
    while True:
        line, feed.wrong = feed.line, ""
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield _Record(line, [], NOT_CLOSED, feed.start, feed.line)
            continue
        if feed.ended:  # the record asked for more than there is
            yield _Record(line, [], NOT_CLOSED, feed.start, feed.line)
            return
        yield _Record(line, cells, feed.wrong, feed.start, feed.line)


@dataclass(frozen=True)
class _Line:
    """`end` is where it ends in the file. Of one that cannot be read (`wrong`) only the quote is left that it opens or
    closes: which rows of a table are beside it hangs on that."""

    raw: bytes
    end: int
    wrong: str = ""


def _lines(open: Open, start: int, end: str) -> Iterator[_Line]:
    """Lines with their ends. What is too long is not kept in memory."""
    rest, gone, quotes, ended = b"", 0, 0, end.encode()

    def line(raw: bytes) -> _Line:
        if gone + len(raw) <= MAX_LINE:
            return _Line(raw, start)
        return _Line(b'"' + ended if (quotes + raw.count(b'"')) % 2 else ended, start, TOO_LONG)

    for chunk in open(start):
        *whole, rest = (rest + chunk).split(ended)
        for raw in whole:
            start += gone + len(raw) + 1
            yield line(raw + ended)
            gone = quotes = 0
        if gone + len(rest) > MAX_LINE:
            gone, quotes, rest = gone + len(rest), quotes + rest.count(b'"'), b""
    if gone or rest:
        start += gone + len(rest)
        yield line(rest)


def _not_in(encoding: str) -> str:
    return f"These characters are not valid {encoding.upper()}. Save the file as UTF-8."


def _is_utf8(sample: bytes) -> bool:
    """Whatever is cut off at the end of the sample. A bad byte in one row makes the others no worse: in what is written
    in Windows-1252 hardly any letter looks like UTF-8."""
    text = codecs.getincrementaldecoder("utf-8")("replace").decode(sample)
    bad = text.count(MARK) - sample.count(MARK.encode())
    good = sum(letter > "\x7f" for letter in text) - bad if bad else 1
    return good > bad


def _end_of_lines(sample: bytes) -> str:
    """What ends the first line, outside of quotes: a lone carriage return in what old spreadsheets write."""
    quoted = False
    for found in _ENDS.finditer(sample):
        if found[0] == b'"':
            quoted = not quoted
        elif not quoted:
            return "\r" if found[0] == b"\r" else "\n"
    return "\n"


def _is_line_of_its_own(sample: bytes) -> bool:
    """Whether its first line is all of an object, or may be: too long to be looked at, or wrong in itself."""
    first, ended, _ = sample.lstrip().partition(b"\n")
    return not ended or first.rstrip().endswith(b"}")


def _separator(text: str) -> str:
    """The one that cuts most lines into as many cells as the first."""
    csv.field_size_limit(MAX_LINE)
    lines = text.splitlines()[:SAMPLE_LINES]

    def score(separator: str) -> tuple[int, int]:
        counts: list[int] = []
        with suppress(csv.Error):  # a cell that is too long: those before it tell enough
            counts.extend(len(cells) for cells in csv.reader(lines, delimiter=separator) if cells)
        wide = counts[0] if counts else 0
        return (sum(count == wide for count in counts) if wide > 1 else 0, wide)

    return max(SEPARATORS, key=score)


def _keys(sample: bytes, encoding: str) -> tuple[str, ...]:
    """The names that its objects use, in their order."""
    names: dict[str, None] = {}
    for raw in sample.split(b"\n"):
        values, _ = _object(raw, encoding) if len(raw) <= MAX_LINE else ({}, "")
        names |= dict.fromkeys(values)
    return tuple(names)
