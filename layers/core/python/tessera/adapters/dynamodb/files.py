"""Files by their ids, in the `core` table."""

import contextlib
from collections.abc import Sequence
from datetime import timedelta

from pynamodb.expressions.operand import Path

from tessera.adapters.dynamodb import keys
from tessera.adapters.dynamodb.table import NEW, ConditionFailed, Table, set_to
from tessera.adapters.dynamodb.ticket_items import file_from, file_item, file_map
from tessera.kernel.clock import Clock
from tessera.kernel.ids import OrgId
from tessera.ticketing.files import StoredFile
from tessera.ticketing.model import FileRef

#: When an upload is forgotten that no message took. Its bytes go before (the bucket's lifecycle rule): whoever sends an
#: old draft, which is kept for 90 days after it was last saved, is told by name which file is missing.
UPLOAD_DAYS = 120

#: Of a file's record: there, and no message has it.
FREE = Path("pk").exists() & Path("ticket_id").does_not_exist()


class FileTable:
    """`tessera.ticketing.files.FileRecords`. A message's own transaction replaces the record when it takes the file."""

    def __init__(self, core: Table, org_id: OrgId, clock: Clock) -> None:
        self._core = core
        self._org = org_id
        self._clock = clock

    def add_upload(self, file: FileRef, uploaded_by: str | None) -> None:
        forgotten = int((self._clock() + timedelta(days=UPLOAD_DAYS)).timestamp())
        item = file_item(self._org, file, None, None) | {"uploaded_by": uploaded_by, "ttl": forgotten}
        self._core.put(item, NEW)

    def find(self, file_ids: Sequence[str]) -> list[StoredFile]:
        items = self._core.get_many([(keys.file(self._org, file_id), "F") for file_id in file_ids])
        return [
            StoredFile(file_from(item["file"]), item.get("ticket_id"), item.get("uploaded_by"), item.get("message_id"))
            for item in items
        ]

    def save(self, file: FileRef) -> None:
        with contextlib.suppress(ConditionFailed):  # forgotten meanwhile, or a message's, which says what it has
            self._core.update(keys.file(self._org, file.id), "F", [set_to("file", file_map(file))], FREE)
