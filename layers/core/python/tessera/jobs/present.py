"""Jobs as the world sees them: the JSON of `schemas.http.jobs`."""

from collections.abc import Iterable, Mapping
from typing import Any

from tessera.jobs.model import Job, Outcome
from tessera.kernel.clock import to_text

#: What of a job is nobody else's business.
OURS = ("key", "layout", "own_fields", "chosen", "guessed", "words")


def job(job: Job) -> dict[str, Any]:
    counts = job.counts
    return {
        "id": job.id,
        "kind": job.kind.value,
        "state": job.state.value,
        "what": _what(job.what),
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


def _what(what: Mapping[str, Any]) -> dict[str, Any]:
    """Of custom fields only whether they are filled in or emptied: what they become is not for everybody who sees the
    job."""
    told = {name: value for name, value in what.items() if name not in OURS}
    if (changes := told.get("changes")) and "fields" in changes:
        fields = {id_: None if value in (None, "", []) else True for id_, value in changes["fields"].items()}
        told["changes"] = {**changes, "fields": fields}
    if "what" in told:
        told["what"] = _what(told["what"])
    return told


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
