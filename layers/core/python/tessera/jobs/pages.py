"""A job's lists in the file store: what is worked on, and what became of it, page by page."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from tessera.jobs import present
from tessera.jobs.model import Job, Outcome, outcomes_from_json
from tessera.jobs.ports import Store
from tessera.kernel.errors import NotFound
from tessera.kernel.ids import OrgId

JSON = "application/json"


def folder(org_id: OrgId, job_id: str) -> str:
    """Under one prefix for all, so that the bucket can forget all of them after a month."""
    return f"jobs/{org_id}/{job_id}"


def manifest_key(job: Job) -> str:
    return f"{folder(job.org_id, job.id)}/pages.json"


def file_key(job: Job, name: str) -> str:
    return f"{folder(job.org_id, job.id)}/{name}"


def digest_of(selection: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(selection, sort_keys=True).encode()).hexdigest()


def selection_file(job: Job) -> str:
    """By its content, which the job knows: whoever uses the job's id for another choice does not change this one."""
    return f"selection-{job.what['chosen']}.json"


class Pages:
    def __init__(self, store: Store) -> None:
        self._store = store

    def write(self, job: Job, name: str, content: Any) -> None:
        text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
        self._store.put(file_key(job, name), text.encode(), JSON)

    def put(self, job: Job, name: str, content: bytes, content_type: str) -> None:
        self._store.put(file_key(job, name), content, content_type)

    def get(self, job: Job, name: str) -> bytes:
        return self._store.get(file_key(job, name))

    def join(self, job: Job, name: str, content_type: str, pieces: Iterable[bytes]) -> None:
        self._store.join(file_key(job, name), pieces, content_type)

    def read(self, job: Job, name: str) -> Any:
        """Raises `NotFound`."""
        return json.loads(self._store.get(file_key(job, name)))

    def write_items(self, job: Job, page: int, items: Sequence[Any]) -> None:
        self.write(job, f"items/{page:06d}.json", items)

    def items(self, job: Job, page: int) -> list[Any]:
        found: list[Any] = self.read(job, f"items/{page:06d}.json")
        return found

    def write_results(self, job: Job, page: int, outcomes: Sequence[Outcome]) -> None:
        self.write(job, f"results/{page:06d}.json", present.outcomes(outcomes))

    def results(self, job: Job, page: int) -> list[Outcome] | None:
        """None as long as the page is not done."""
        try:
            return outcomes_from_json(self.read(job, f"results/{page:06d}.json"))
        except NotFound:
            return None
