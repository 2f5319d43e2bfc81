"""Mail that was accepted by SMTP, on disk until it is certain that nothing can lose it."""

import json
import os
import uuid
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path


@dataclass(frozen=True)
class Received:
    """One accepted mail: the SMTP envelope and when it came (RFC 3339). `id` is SES's message id for it."""

    id: str
    received_at: str
    sender: str
    recipients: list[str]


class Spool:
    """One file a mail: a line of JSON with the envelope, then the message byte for byte."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        for partial in folder.glob("*.partial"):
            partial.unlink()  # its sender never got a 250, and will send it again

    def put(self, sender: str, recipients: list[str], raw: bytes) -> Received:
        """Keep a mail; it is on disk when this returns."""
        now = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        mail = Received(uuid.uuid4().hex, now, sender, recipients)
        partial = self.folder / f"{mail.id}.partial"
        with partial.open("wb") as file:
            file.write(json.dumps(asdict(mail)).encode() + b"\n" + raw)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(self._path(mail.id))
        self._sync()
        return mail

    def waiting(self) -> list[str]:
        """Ids of all mails kept, oldest first."""
        found = sorted(self.folder.glob("*.mail"), key=lambda path: path.stat().st_mtime_ns)
        return [path.stem for path in found]

    def read(self, mail_id: str) -> tuple[Received, bytes]:
        line, _, raw = self._path(mail_id).read_bytes().partition(b"\n")
        return Received(**json.loads(line)), raw

    def remove(self, mail_id: str) -> None:
        self._path(mail_id).unlink(missing_ok=True)

    def _path(self, mail_id: str) -> Path:
        return self.folder / f"{mail_id}.mail"

    def _sync(self) -> None:
        descriptor = os.open(self.folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
