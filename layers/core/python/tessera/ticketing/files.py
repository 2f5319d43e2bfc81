"""Files on their way into messages, and out to whoever may see them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from schemas.vocabulary import Permission, ScanState
from tessera.kernel.actor import Actor
from tessera.kernel.errors import Invalid, NotFound
from tessera.kernel.ids import OrgId, new_id
from tessera.ticketing import policy
from tessera.ticketing.model import FileRef
from tessera.ticketing.ports import Tickets

#: What a browser shows without running anything. SVG is not among them: it can hold scripts.
SHOWN_INLINE = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp", "image/avif", "image/bmp"})


#: Shown in a frame on the files' own origin, and only if it really is one.
PDF = "application/pdf"
#: Of one mail. SES takes 40 MB, encoded; base64 makes four bytes of three.
#: https://docs.aws.amazon.com/ses/latest/dg/quotas.html
MAX_ATTACHED = 25 * 1024 * 1024
THUMBNAIL_TYPE = "image/webp"
UPLOADS = "uploads"
UNKNOWN_TYPE = "application/octet-stream"
_MEDIA_TYPE = re.compile(r"[a-z0-9][a-z0-9!#$&^_.+-]{0,126}/[a-z0-9][a-z0-9!#$&^_.+-]{0,126}")


@dataclass(frozen=True)
class StoredFile:
    """A file and where it belongs: to the message of a ticket, or still to whoever uploaded it."""

    file: FileRef
    ticket_id: str | None
    uploaded_by: str | None
    message_id: str | None = None


class FileRecords(Protocol):
    """The files of one organization, by id."""

    def add_upload(self, file: FileRef, uploaded_by: str | None) -> None: ...

    def find(self, file_ids: Sequence[str]) -> list[StoredFile]: ...

    def save(self, file: FileRef) -> None:
        """What is known of an upload by now. Of what a message has, the message says it."""
        ...


class FileStore(Protocol):
    """Where the bytes are. `url_seconds` is how long a download URL is good for."""

    url_seconds: int

    def copy(self, key: str, to: str) -> None:
        """Raises `NotFound`."""
        ...

    def download_url(self, key: str, filename: str, content_type: str, inline: bool = False) -> str: ...

    def upload_form(self, key: str, content_type: str, size: int) -> tuple[str, dict[str, str], int]: ...


@dataclass(frozen=True)
class UploadForm:
    file_id: str
    url: str
    fields: dict[str, str]
    seconds: int


class FileService:
    """The use cases, for one organization; also `tessera.ticketing.ports.Files`."""

    def __init__(self, org_id: OrgId, records: FileRecords, store: FileStore, tickets: Tickets) -> None:
        self._org = org_id
        self._records = records
        self._store = store
        self._tickets = tickets
        self.url_seconds = store.url_seconds

    def begin_upload(self, actor: Actor, filename: str, content_type: str, size: int) -> UploadForm:
        """Where to send the bytes. The file is nobody's until a message takes it."""
        actor.require(Permission.TICKETS_WRITE)
        file_id, content_type = new_id(), _media_type(content_type)
        file = FileRef(file_id, _safe_name(filename), content_type, size, upload_key(self._org, file_id))
        url, fields, seconds = self._store.upload_form(file.key, content_type, size)
        self._records.add_upload(file, actor.id)
        return UploadForm(file_id, url, fields, seconds)

    def take(self, file_ids: Sequence[str], actor_id: str | None) -> list[FileRef]:
        """Files that this actor uploaded and no message has yet, in that order, as they are at this moment. Raises
        `Invalid` for any other."""
        wanted = list(dict.fromkeys(file_ids))
        found = {stored.file.id: stored for stored in self._records.find(wanted)}
        taken = []
        for file_id in wanted:
            stored = found.get(file_id)
            if stored is None or stored.ticket_id is not None or stored.uploaded_by != actor_id:
                raise no_upload(file_id)
            if reason := harmful([stored.file]):
                raise Invalid(reason, "attachment_ids")
            taken.append(self._kept(stored.file))
        return taken

    def _kept(self, upload: FileRef) -> FileRef:
        """Its bytes where no form leads, under a key of their own: what was uploaded can be replaced for some minutes,
        and two messages may ask for it at once. A file that was taken back with its reply is there already."""
        folder = copies(self._org, upload.id)
        if upload.key.startswith(folder):
            return upload
        key = folder + new_id()
        try:
            self._store.copy(upload.key, key)
        except NotFound as error:
            raise Invalid(
                f"{upload.filename} is not there: it was never uploaded, or too long ago. Upload it again.",
                "attachment_ids",
            ) from error
        # The scanner may have looked at what was there before; it looks at the copy too.
        return replace(upload, key=key, scan=None)

    def read_file(self, actor: Actor, file_id: str) -> FileRef:
        """A file of what the actor may read, or one of their own uploads. Raises `NotFound`."""
        actor.require(Permission.TICKETS_READ)
        found = self._records.find([file_id])
        if not found or not self._may_read(actor, found[0]):
            raise NotFound("There is no such file.")
        return found[0].file

    def url_of(self, file: FileRef) -> str:
        """Where a browser shows or saves it; empty for a harmful file, which nobody gets."""
        if file.scan is ScanState.INFECTED:
            return ""
        kind = type_of(file)
        shown = kind in SHOWN_INLINE or (kind == PDF and file.found_type == PDF)
        return self._store.download_url(file.key, file.filename, kind, inline=shown)

    def download_url_of(self, file: FileRef) -> str:
        """Where a browser saves it, whatever it is; empty for a harmful file."""
        return (
            "" if file.scan is ScanState.INFECTED else self._store.download_url(file.key, file.filename, type_of(file))
        )

    def thumbnail_url_of(self, file: FileRef) -> str | None:
        if file.thumbnail_key is None or file.scan is ScanState.INFECTED:
            return None
        return self._store.download_url(file.thumbnail_key, file.filename, THUMBNAIL_TYPE, inline=True)

    def _may_read(self, actor: Actor, stored: StoredFile) -> bool:
        if stored.ticket_id is None:
            return stored.uploaded_by == actor.id
        return policy.may_read(actor, self._tickets.get, stored.ticket_id)


def no_upload(file_id: str) -> Invalid:
    """The answer for what is not there, somebody else's, or another message's."""
    return Invalid(f"There is no upload {file_id} that could be attached.", "attachment_ids")


def harmful(files: Iterable[FileRef]) -> str | None:
    """Why nobody may be sent these files, if one is known to be malware."""
    found = next((file for file in files if file.scan is ScanState.INFECTED), None)
    return f"{found.filename} is harmful: a scanner found malware in it." if found else None


def too_heavy(files: Iterable[FileRef]) -> str | None:
    """Why no mail can carry these files, if none can."""
    if sum(file.size for file in files) <= MAX_ATTACHED:
        return None
    return f"The attachments are larger than {MAX_ATTACHED // 1024**2} MB together."


def type_of(file: FileRef) -> str:
    """What it is, as far as anybody knows: what was found in it, else what its sender said."""
    return file.found_type or file.content_type


def _media_type(said: str) -> str:
    """Without parameters (RFC 6838, section 4.2); what is none is unknown: it becomes a header."""
    name = said.partition(";")[0].strip().lower()
    return name if _MEDIA_TYPE.fullmatch(name) else UNKNOWN_TYPE


def thumbnail_key(org_id: OrgId, file_id: str) -> str:
    return f"{org_id}/thumbnails/{file_id}"


def file_key(org_id: OrgId, file_id: str) -> str:
    """Where a file's bytes are: under its organization, by its id alone, so that no name can lead anywhere else."""
    return f"{org_id}/files/{file_id}"


def copies(org_id: OrgId, file_id: str) -> str:
    """How the keys begin of what was copied of an upload."""
    return f"{file_key(org_id, file_id)}/"


def upload_key(org_id: OrgId, file_id: str) -> str:
    """Where a browser sends it, and may send it again. What begins so, the bucket's lifecycle rule removes."""
    return f"{UPLOADS}/{org_id}/{file_id}"


def places(org_id: OrgId, file_id: str) -> list[str]:
    """Whatever there is of a file has a key that begins with one of these, known or not. The upload is the first to be
    erased, so that nothing is copied from it after that."""
    return [upload_key(org_id, file_id), file_key(org_id, file_id), thumbnail_key(org_id, file_id)]


def owner_of(key: str) -> tuple[OrgId, str] | None:
    """Whose file a key is of, and which; None for what is no file of a message or an upload."""
    match key.split("/"):
        case ["uploads", org_id, file_id] | [org_id, "files", file_id] | [org_id, "files", file_id, _]:
            return OrgId(org_id), file_id
    return None


def _safe_name(filename: str) -> str:
    """The last part of a path, without control characters."""
    name = filename.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(c for c in name if c.isprintable()).strip() or "file"
