"""Rows of a file whose own id an earlier row has.

They are found where the file is read in order: its pages are worked on at the same time, and each would take its own.
"""

import hashlib
from array import array
from collections.abc import Mapping
from typing import Any

from tessera.jobs.model import FREEZE_AT_ONCE, Job
from tessera.jobs.pages import Pages
from tessera.jobs.rows import own_id

DOUBLE = "An earlier row has this id already."


class Doubles:
    """Of the ids of all rows so far eight bytes each are kept: those of a million are 8 MB, and 73 MB in memory."""

    def __init__(self, pages: Pages, job: Job) -> None:
        """For a step of freezing that begins here."""
        self._pages = pages
        self._seen = set(array("Q", pages.get(job, _file(job.pages)) if job.pages else b""))

    def marked(self, item: dict[str, Any]) -> dict[str, Any]:
        id_ = own_id(item["values"])
        if not id_:
            return item
        short = int.from_bytes(hashlib.blake2b(id_.encode(), digest_size=8).digest(), "big")
        double = short in self._seen
        self._seen.add(short)
        return item | {"double": True} if double else item

    def keep(self, job: Job) -> None:
        """After a page. What a step has to know that begins after it."""
        after = job.pages + 1
        if after % FREEZE_AT_ONCE == 0:
            self._pages.put(job, _file(after), array("Q", self._seen).tobytes(), "application/octet-stream")


def is_double(item: Mapping[str, Any]) -> bool:
    return bool(item.get("double"))


def _file(pages: int) -> str:
    return f"ids/{pages:06d}"
