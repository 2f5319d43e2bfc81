"""Which column of a file is which field, and what a row says by that."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

from schemas.vocabulary import RecordKind
from tessera.jobs import rows
from tessera.jobs.export import COLUMNS
from tessera.jobs.own_fields import OwnColumns
from tessera.jobs.reading import Layout, Row
from tessera.kernel.actor import Actor
from tessera.kernel.errors import Invalid

#: Of a name that was not seen in the file, and of names that a row's result tells.
MAX_NAME, MAX_TOLD = 200, 10
#: What the file of refused rows says of each, beside the row itself; nobody misses it when that file is imported.
PROBLEM = ("refused_line", "refused_field", "refused_reason")
Guess = Callable[[tuple[str, ...]], Mapping[str, str]]


def suggested(actor: Actor, kind: RecordKind, own: OwnColumns, columns: tuple[str, ...]) -> dict[str, str]:
    """What columns seem to mean. What every organization has comes first."""
    return {**own.suggested(actor, columns), **rows.suggested(kind, columns)}


def check_mapping(fields: Sequence[str], layout: Layout, mapping: Mapping[str, str], required: Sequence[str]) -> None:
    """Raises `Invalid` with the column or field at fault. `fields` are those that there are. JSON lines may use names
    further down that nobody has seen yet."""
    for column, field in mapping.items():
        if column not in layout.columns and (layout.whole or len(column) > MAX_NAME):
            raise Invalid(f"There is no column “{column}” in this file.", "mapping")
        if layout.columns.count(column) > 1:
            raise Invalid(f"Several columns are called “{column}”. Rename all but one.", "mapping")
        if field not in fields:
            raise Invalid(f"There is no field “{field}”.", "mapping")
    for field in required:
        if field not in mapping.values() and (layout.columns or layout.whole):
            raise Invalid(f"Say which column is {field}.", "mapping")
    if len(set(mapping.values())) < len(mapping):
        raise Invalid("Two columns cannot be one field.", "mapping")


class Mapped:
    """The rows of one file by their fields. `guess` says what names mean that come up only further down; None: no more
    than is mapped is wanted."""

    def __init__(self, columns: Sequence[str], mapping: Mapping[str, str], guess: Guess | None) -> None:
        self._seen = {*columns, *mapping}
        self._mapping = mapping
        self._guess: Guess = cache(guess) if guess else lambda names: {}

    def item(self, row: Row) -> dict[str, Any]:
        """`line`, `wrong`, `values` by field, and the names that nobody has seen and nothing is taken of (`left`)."""
        said = {name: value for name, value in row.values.items() if value is not None}
        values = {field: said[column] for column, field in self._mapping.items() if column in said}
        late = tuple(name for name in said if name not in self._seen)
        meant = {name: field for name, field in self._guess(late).items() if field not in values} if late else {}
        values |= {field: said[name] for name, field in meant.items()}
        left = [name[:MAX_NAME] for name in late if name not in meant and name not in PROBLEM]
        return {"line": row.line, "wrong": row.wrong, "values": values, "left": left[: MAX_TOLD + 1]}


def without_field(kind: RecordKind, columns: Sequence[str], mapping: Mapping[str, str]) -> list[str]:
    """Columns that were given no field, to be told. What exports and refusals write follows from the rest."""
    known = {*mapping, *COLUMNS[kind], *PROBLEM}
    left = [name[:MAX_NAME] for name in columns if name and name not in known]
    return left[: MAX_TOLD + 1]


def told(left: Sequence[str]) -> str:
    """For a person, what of a row, or of a file, was not taken over."""
    if not left:
        return ""
    names = ", ".join(f"“{name}”" for name in left[:MAX_TOLD])
    return f"Not taken over, since no field has this name: {names}{' and more' if len(left) > MAX_TOLD else ''}."
