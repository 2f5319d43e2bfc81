"""Jobs as the world sees them: the JSON of `schemas.http.jobs`."""

from collections.abc import Iterable
from typing import Any

from tessera.jobs.model import Job, Outcome
from tessera.kernel.clock import to_text

#: What of a job is nobody else's business.
OURS = ("key", "layout", "own_fields")


def job(job: Job) -> dict[str, Any]:
    counts = job.counts
    return {
        "id": job.id,
        "kind": job.kind.value,
        "state": job.state.value,
        "what": {name: value for name, value in job.what.items() if name not in OURS},
        "total": job.total if job.frozen else None,
        "done": counts.done,
        "unchanged": counts.unchanged,
        "refused": counts.refused,
        "not_found": counts.not_found,
        "created_by": job.created_by,
        "created_by_name": job.created_by_name,
        "created_at": to_text(job.created_at),
        "updated_at": to_text(job.updated_at),
        "finished_at": to_text(job.finished_at) if job.finished_at else None,
        "reason": job.reason,
        "undo_of": job.undo_of,
        "undone_by": job.undone_by,
        "can_undo": job.can_be_undone,
        "has_file": job.has_file,
    }


def outcomes(found: Iterable[Outcome]) -> list[dict[str, Any]]:
    return [
        {
            "id": one.id,
            "result": one.result.value,
            "place": one.place,
            "reason": one.reason,
            "field": one.field,
            "change_id": one.change_id,
        }
        for one in found
    ]
