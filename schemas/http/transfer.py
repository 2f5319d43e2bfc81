"""Taking records out into a file, and in from one. Both are jobs (`schemas.http.jobs`)."""

from typing import Literal

from pydantic import Field

from schemas.base import Id, Inbound, Outbound
from schemas.http.files import Upload
from schemas.http.jobs import TicketSelection
from schemas.vocabulary import FileFormat

Records = Literal["tickets", "people", "companies"]


class ExportRequest(Inbound):
    """`query` chooses tickets (without it: all that are not deleted); people and companies are exported whole.
    `messages`: with their conversations, notes too; that is for JSON lines only."""

    id: str | None = None
    kind: Records
    format: FileFormat = FileFormat.CSV
    messages: bool = False
    query: TicketSelection | None = None


class BeginImportFile(Inbound):
    filename: str = Field(min_length=1, max_length=255)
    size: int = Field(ge=1)


class ImportFile(Outbound):
    """Send the bytes as `upload` says, then look at the file or import it by its id."""

    file_id: str
    upload: Upload


class PreviewRequest(Inbound):
    kind: Records
    file_id: Id


class PreviewRow(Outbound):
    """`wrong` says why the row cannot be read. `values` are in the order of the columns."""

    line: int
    values: list[str]
    wrong: str


class ImportPreview(Outbound):
    """How the file is written and its first rows. `columns` of JSON lines are the names that the first of them use (at
    least 256 KB are looked at). `mapping` is what its columns seem to mean, `fields` what they can
    mean, `required` what has to be there."""

    format: FileFormat
    encoding: str
    separator: str
    columns: list[str]
    rows: list[PreviewRow]
    mapping: dict[str, str]
    fields: list[str]
    required: list[str]


class ImportRequest(Inbound):
    """`mapping` says which column is which field (without it: what the columns seem to mean); of JSON lines it may name
    columns that come up only further down. A `dry_run` checks every row and writes nothing. A row is known again by its
    `external_id`, which may be a ticket's own id (people: by their address, companies: by their name): it is left as it
    is, or with `update` brought up to date, which adds to addresses, domains and who is in copy. A name that two
    companies have is refused. `tags` are added to every new ticket."""

    id: str | None = None
    kind: Records
    file_id: Id
    filename: str = Field(default="", max_length=255)
    mapping: dict[str, str] | None = None
    dry_run: bool = False
    update: bool = False
    tags: list[str] = Field(default_factory=list, max_length=5)


class JobFile(Outbound):
    """The address is good for an hour."""

    filename: str
    url: str
