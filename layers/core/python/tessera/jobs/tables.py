"""Records as rows of a file: CSV (RFC 4180, UTF-8 with its mark, so that spreadsheets read it right) or JSON lines."""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from schemas.vocabulary import FileFormat

MARK = "\ufeff"
#: What makes a spreadsheet take a cell for a formula. https://owasp.org/www-community/attacks/CSV_Injection
FORMULA = ("=", "+", "-", "@", "\t", "\r")
TYPES = {FileFormat.CSV: "text/csv; charset=utf-8", FileFormat.JSONL: "application/jsonl; charset=utf-8"}


def harmless(text: str) -> str:
    """The cell behind an apostrophe if a spreadsheet would run it."""
    return f"'{text}" if text.startswith((*FORMULA, "'")) else text


def as_meant(cell: str) -> str:
    """The other way round: what a cell of our own files stood for."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith((*FORMULA, "'")) else cell


def head(format: FileFormat, columns: Sequence[str]) -> bytes:
    """How a file begins."""
    return (MARK + _line(columns)).encode() if format is FileFormat.CSV else b""


def body(format: FileFormat, columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> bytes:
    """Some rows of it. A row may lack columns; a list is one cell with commas, an object is JSON."""
    if format is FileFormat.JSONL:
        return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()
    return "".join(_line([_cell(row.get(name)) for name in columns]) for row in rows).encode()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return harmless(", ".join(map(str, value)))
    if isinstance(value, dict):
        return harmless(json.dumps(value, ensure_ascii=False)) if value else ""
    return harmless(value) if isinstance(value, str) else str(value)


def _line(cells: Sequence[str]) -> str:
    written = io.StringIO()
    csv.writer(written).writerow(cells)
    return written.getvalue()
