"""Reading a file of rows as a stream: what comes before a row is forgotten, and reading goes on at any row's beginning.

CSV (any of the usual separators, quoted line breaks) and JSON lines, in UTF-8 or, failing that, Windows-1252.
"""

import codecs
import csv
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from schemas.vocabulary import FileFormat
from tessera.jobs.tables import as_meant
from tessera.kernel.errors import Invalid

SEPARATORS = ",;\t|"
SAMPLE_LINES = 20
MAX_LINE = 2_000_000
MAX_COLUMNS = 200
NOT_CLOSED = "A quote is opened here and not closed: what follows was not read as rows of its own."
UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
#: Bytes of a file from a position on.
Open = Callable[[int], Iterable[bytes]]


@dataclass(frozen=True)
class Layout:
    """How a file is written. `start` is where its first row begins (bytes), `line` that row's line."""

    format: FileFormat
    encoding: str
    separator: str
    columns: tuple[str, ...]
    start: int
    line: int


@dataclass(frozen=True)
class Row:
    """`wrong` says why a row cannot be read. The next one begins at `next_start`, in `next_line`."""

    line: int
    values: dict[str, Any]
    wrong: str
    next_start: int
    next_line: int


def layout_of(sample: bytes) -> Layout:
    """What the beginning of a file tells of it. Raises `Invalid`."""
    if sample.startswith(UTF16):
        raise Invalid("This file is UTF-16. Save it as “CSV UTF-8” and import that.", "file_id")
    if not sample.strip():
        raise Invalid("This file is empty.", "file_id")
    if b"\x00" in sample:
        raise Invalid("This is no text file. Import CSV or JSON lines.", "file_id")
    start = len(codecs.BOM_UTF8) if sample.startswith(codecs.BOM_UTF8) else 0
    encoding = "utf-8" if start or _is_utf8(sample) else "cp1252"
    if sample[start:].lstrip().startswith(b"{"):
        columns = _keys(sample[start:])
        return Layout(FileFormat.JSONL, encoding, "", columns, start, 1)
    separator = _separator(sample[start:].decode(encoding, "replace"))
    bare = Layout(FileFormat.CSV, encoding, separator, (), start, 1)
    first = next((cells for cells in _records(bare, lambda at: [sample[at:]], start, 1) if any(cells.cells)), None)
    if first is None or first.wrong:
        raise Invalid("The first line has to name the columns.", "file_id")
    columns = tuple(cell.strip() for cell in first.cells)
    if len(columns) > MAX_COLUMNS:
        raise Invalid(f"This file has {len(columns)} columns. At most {MAX_COLUMNS} are read.", "file_id")
    return Layout(FileFormat.CSV, encoding, separator, columns, first.next_start, first.next_line)


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
    for raw, end in _lines(open, start):
        if raw.strip():
            values, wrong = _object(raw, layout.encoding)
            yield Row(line, values, wrong, end, line + 1)
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
    return value, "" if value else "This object says nothing."


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
        self._lines = _lines(open, start)
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
        raw, self.start = found
        self.line += 1
        try:
            return raw.decode(self._encoding)
        except UnicodeDecodeError:
            self.wrong = _not_in(self._encoding)
            return raw.decode(self._encoding, "replace")


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


def _lines(open: Open, start: int) -> Iterator[tuple[bytes, int]]:
    """Lines with their ends, and where each ends in the file. Raises `Invalid` for one that is no line."""
    rest = b""
    for chunk in open(start):
        *whole, rest = (rest + chunk).split(b"\n")
        for line in whole:
            start += len(line) + 1
            yield line + b"\n", start
        if len(rest) > MAX_LINE:
            raise Invalid(
                f"A line is longer than {MAX_LINE:,} characters. This is no CSV, and no JSON lines.", "file_id"
            )
    if rest:
        yield rest, start + len(rest)


def _not_in(encoding: str) -> str:
    return f"These characters are not valid {encoding.upper()}. Save the file as UTF-8."


def _is_utf8(sample: bytes) -> bool:
    """Whatever is cut off at the end of the sample."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample)
    except UnicodeDecodeError:
        return False
    return True


def _separator(text: str) -> str:
    """The one that cuts most lines into as many cells as the first."""
    lines = text.splitlines()[:SAMPLE_LINES]

    def score(separator: str) -> tuple[int, int]:
        try:
            counts = [len(cells) for cells in csv.reader(lines, delimiter=separator) if cells]
        except csv.Error:
            return (0, 0)
        wide = counts[0] if counts else 0
        return (sum(count == wide for count in counts) if wide > 1 else 0, wide)

    return max(SEPARATORS, key=score)


def _keys(sample: bytes) -> tuple[str, ...]:
    """The names that the first objects use, in their order."""
    names: dict[str, None] = {}
    for raw in sample.split(b"\n")[:SAMPLE_LINES]:
        values, _ = _object(raw, "utf-8")
        names |= dict.fromkeys(values)
    return tuple(names)[:MAX_COLUMNS]
