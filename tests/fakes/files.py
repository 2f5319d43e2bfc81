"""Where files' bytes are, in memory."""

from collections.abc import Iterable, Iterator

from schemas.vocabulary import ScanState
from tessera.kernel.errors import NotFound


class FakeFileStore:
    """`tessera.ticketing.files.FileStore`, and `tessera.adapters.dynamodb.bodies.Blobs`."""

    url_seconds = 3600

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}
        self.verdicts: dict[str, ScanState] = {}

    def put(self, key: str, content: bytes, content_type: str) -> None:
        self.kept[key] = content

    def get(self, key: str) -> bytes:
        if key not in self.kept:
            raise NotFound("This file is not there any more.")
        return self.kept[key]

    def copy(self, key: str, to: str) -> None:
        self.kept[to] = self.get(key)

    def erase(self, prefix: str, but: str | None = None) -> None:
        self.kept = {key: content for key, content in self.kept.items() if not key.startswith(prefix) or key == but}

    def open(self, key: str, start: int) -> Iterator[bytes]:
        content = self.get(key)[start:]
        return (content[at : at + 10] for at in range(0, len(content), 10))

    def join(self, key: str, pieces: Iterable[bytes], content_type: str) -> None:
        self.kept[key] = b"".join(pieces)

    def scan_state(self, key: str) -> ScanState | None:
        return self.verdicts.get(key)

    def size(self, key: str) -> int | None:
        return len(self.kept[key]) if key in self.kept else None

    def download_url(self, key: str, filename: str, content_type: str, inline: bool = False) -> str:
        return f"https://files.example.test/{key}?as={'inline' if inline else 'attachment'}"

    def upload_form(self, key: str, content_type: str, size: int) -> tuple[str, dict[str, str], int]:
        return "https://files.example.test/", {"key": key, "Content-Type": content_type}, 900
