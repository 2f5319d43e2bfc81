"""Where an organization's index is kept: its files in S3, and one pointer in the `live` table that says which they are.

tantivy writes files once and never changes them; only its list of them (`meta.json`) is replaced. So is ours: the
pointer's manifest names every file with the stretches of objects ("packs") that hold its bytes. A writer uploads what
is new and then swaps the manifest on the condition that nobody else has: of two writers one wins, and the other begins
again (docs/adr/0010-search.md). Readers see the manifest before or the one after, never a mixture.
"""

import json
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Protocol

from tessera.adapters.dynamodb import keys
from tessera.adapters.dynamodb.table import NEW, ConditionFailed, Table, equals
from tessera.kernel.clock import Clock, from_text, to_text
from tessera.kernel.ids import OrgId, new_id
from tessera.search.ports import IndexMoved

PACK_BYTES = 16 * 1024 * 1024
THREADS = 4
#: How long what no manifest names any more is kept for readers that are still fetching it.
GRACE = timedelta(minutes=10)
POINTER = "POINTER"
PACK_TYPE = "application/octet-stream"

#: A stretch of a pack: its key, the first byte, the number of bytes.
Piece = tuple[str, int, int]


class Blobs(Protocol):
    def put(self, key: str, content: bytes, content_type: str) -> None: ...

    def get(self, key: str) -> bytes: ...

    def delete(self, key: str) -> None: ...


@dataclass(frozen=True)
class Manifest:
    """`version` counts publications, `generation` names a rebuild, `meta` is tantivy's own list. `retired` packs are
    named with the time since which nobody needs them."""

    version: int
    generation: str
    format: int
    meta: str
    files: Mapping[str, Sequence[Piece]] = field(default_factory=dict)
    retired: Mapping[str, str] = field(default_factory=dict)

    def packs(self) -> set[str]:
        return {pack for pieces in self.files.values() for pack, _, _ in pieces}


class Pointers(Protocol):
    """Where the index of one organization is."""

    def read(self, consistent: bool) -> Manifest | None: ...

    def swap(self, manifest: Manifest, before: Manifest | None) -> None:
        """Raises `IndexMoved` if the pointer is not at `before` any more."""
        ...


class DynamoPointers:
    """One item of the `live` table, which may be lost: an index can be made again."""

    def __init__(self, live: Table, org_id: OrgId) -> None:
        self._live = live
        self._pk = keys.search(org_id)

    def read(self, consistent: bool) -> Manifest | None:
        item = self._live.get(self._pk, POINTER, consistent)
        return Manifest(**json.loads(zlib.decompress(item["manifest"]))) if item else None

    def swap(self, manifest: Manifest, before: Manifest | None) -> None:
        packed = zlib.compress(json.dumps(asdict(manifest)).encode())
        item = {"pk": self._pk, "sk": POINTER, "version": manifest.version, "manifest": packed}
        condition = equals("version", before.version) if before else NEW
        try:
            self._live.put(item, condition)
        except ConditionFailed as error:
            raise IndexMoved from error


class Shelf:
    """A folder of this machine with an index's files, taken from the packs and put into them."""

    def __init__(self, blobs: Callable[[], Blobs], org_id: OrgId, folder: Path, clock: Clock) -> None:
        self._blobs = blobs
        self._org = org_id
        self._clock = clock
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self._held: dict[str, Sequence[Piece]] = {}

    def check_out(self, manifest: Manifest) -> None:
        """Make the folder hold exactly this manifest's files."""
        wanted = {name: [(pack, at, size) for pack, at, size in pieces] for name, pieces in manifest.files.items()}
        missing = {name: pieces for name, pieces in wanted.items() if self._held.get(name) != pieces}
        self.forget(name for name in self._files() if name not in wanted or name in missing)
        self._fetch(missing)
        self._held = dict(wanted)
        self._write(".managed.json", json.dumps([*wanted, "meta.json"]))
        self._write("meta.json", manifest.meta)

    def pack(self, before: Manifest | None, generation: str, format: int) -> Manifest:
        """The manifest of the folder's files; those that `before` does not hold are uploaded."""
        meta = (self.folder / "meta.json").read_text()
        names = live_files(json.loads(meta), self._files())
        kept = {name: before.files[name] for name in names if before and name in before.files}
        files = kept | self._upload(generation, [name for name in names if name not in kept])
        self._held = {name: [(pack, at, size) for pack, at, size in pieces] for name, pieces in files.items()}
        return self.succeed(before, Manifest(0, generation, format, meta, files))

    def succeed(self, before: Manifest | None, manifest: Manifest) -> Manifest:
        """The manifest as the one that comes after `before`."""
        version = before.version + 1 if before else 1
        return replace(manifest, version=version, retired=self._retired(before, manifest))

    def unpack(self, manifest: Manifest, before: Manifest) -> None:
        """Take back what was uploaded for a manifest that was not published."""
        for pack in manifest.packs() - before.packs():
            self._blobs().delete(pack)
        self.forget(name for name in manifest.files if name not in before.files)

    def sweep(self, before: Manifest | None, after: Manifest) -> None:
        """Remove the packs whose time is over: those that `before` still names and `after` does not."""
        for pack in (before.retired if before else {}).keys() - after.retired.keys():
            self._blobs().delete(pack)

    def forget(self, names: Iterable[str]) -> None:
        for name in list(names):
            (self.folder / name).unlink(missing_ok=True)
            self._held.pop(name, None)

    def _retired(self, before: Manifest | None, after: Manifest) -> dict[str, str]:
        if before is None:
            return {}
        now = self._clock()
        waiting = {pack: at for pack, at in before.retired.items() if now - from_text(at) < GRACE}
        return waiting | dict.fromkeys(sorted(before.packs() - after.packs()), to_text(now))

    def _files(self) -> list[str]:
        return sorted(path.name for path in self.folder.iterdir() if not path.name.startswith((".", "meta.")))

    def _write(self, name: str, text: str) -> None:
        """At once and whole: a searcher may be opened at any time."""
        draft = self.folder / f".{name}.draft"
        draft.write_text(text)
        draft.rename(self.folder / name)

    def _fetch(self, files: Mapping[str, Sequence[Piece]]) -> None:
        places: dict[str, list[tuple[str, int, int, int]]] = {}
        for name, pieces in files.items():
            (self.folder / name).touch()
            at = 0
            for pack, start, size in pieces:
                places.setdefault(pack, []).append((name, at, start, size))
                at += size

        def fetch(pack: str) -> None:
            content = memoryview(self._blobs().get(pack))
            for name, at, start, size in places[pack]:
                with (self.folder / name).open("r+b") as file:
                    file.seek(at)
                    file.write(content[start : start + size])

        _spread(fetch, list(places))

    def _upload(self, generation: str, names: Sequence[str]) -> dict[str, list[Piece]]:
        """All the files' bytes one after the other, cut into packs of `PACK_BYTES`."""
        files: dict[str, list[Piece]] = {name: [] for name in names}
        packs: dict[str, list[tuple[str, int, int]]] = {}
        key, free = "", 0
        for name in names:
            size, at = (self.folder / name).stat().st_size, 0
            while at < size:
                if not free:
                    key, free = self._key(generation), PACK_BYTES
                    packs[key] = []
                part = min(free, size - at)
                files[name].append((key, PACK_BYTES - free, part))
                packs[key].append((name, at, part))
                at, free = at + part, free - part
        _spread(lambda pack: self._blobs().put(pack, self._bytes(packs[pack]), PACK_TYPE), list(packs))
        return files

    def _bytes(self, parts: Sequence[tuple[str, int, int]]) -> bytes:
        content = bytearray()
        for name, at, size in parts:
            with (self.folder / name).open("rb") as file:
                file.seek(at)
                content += file.read(size)
        return bytes(content)

    def _key(self, generation: str) -> str:
        return f"{self._org}/{generation}/{new_id()}"


def _spread(work: Callable[[str], object], packs: Sequence[str]) -> None:
    """Do the work for each key, several at a time; for the first one here, where it makes what the others share."""
    for key in packs[:1]:
        work(key)
    if packs[1:]:
        with ThreadPoolExecutor(THREADS) as pool:
            list(pool.map(work, packs[1:]))


def live_files(meta: Mapping[str, list[Mapping[str, object]]], names: Iterable[str]) -> list[str]:
    """Those of the folder's files that tantivy's list needs: `<segment>.<kind>` and the segment's latest deletions."""
    found = []
    deletions: dict[str, object] = {}
    for segment in meta["segments"]:
        deleted = segment.get("deletes")
        opstamp = deleted.get("opstamp") if isinstance(deleted, dict) else None
        deletions[str(segment["segment_id"]).replace("-", "")] = opstamp
    for name in names:
        segment_id, _, kind = name.partition(".")
        if segment_id not in deletions:
            continue
        if not kind.endswith("del") or kind == f"{deletions[segment_id]}.del":
            found.append(name)
    return found
