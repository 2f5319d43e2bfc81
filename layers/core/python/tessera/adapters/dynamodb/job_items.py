"""Jobs as items, and back. Pure."""

import json
from datetime import datetime, timedelta

from schemas.vocabulary import JobKind, JobState
from tessera.adapters.dynamodb import keys
from tessera.adapters.dynamodb.codec import Item
from tessera.jobs.model import Counts, Job
from tessera.kernel.clock import from_text, to_text
from tessera.kernel.ids import OrgId

KEPT = timedelta(days=31)
SK = "J"


def job_item(job: Job) -> Item:
    return {
        "pk": keys.job(job.org_id, job.id),
        "sk": SK,
        "kind": "job",
        "org_id": job.org_id,
        "id": job.id,
        "job_kind": job.kind.value,
        # Text, as for a ticket's metadata: what is done may hold any JSON.
        "what": json.dumps(dict(job.what), ensure_ascii=False),
        "state": job.state.value,
        "created_by": job.created_by,
        "created_by_name": job.created_by_name,
        "created_at": to_text(job.created_at),
        "updated_at": to_text(job.updated_at),
        "undo_of": job.undo_of,
        "attempts": job.attempts,
        "gs1": keys.jobs(job.org_id, None),
        "gs2": keys.jobs(job.org_id, job.created_by),
        "gsk": f"{to_text(job.created_at)}#{job.id}",
        "ttl": forgotten(job.created_at),
    }


def job_from(item: Item) -> Job:
    return Job(
        id=item["id"],
        org_id=OrgId(item["org_id"]),
        kind=JobKind(item["job_kind"]),
        what=json.loads(item["what"]),
        created_by=item["created_by"],
        created_by_name=item["created_by_name"],
        created_at=from_text(item["created_at"]),
        updated_at=from_text(item["updated_at"]),
        state=JobState(item["state"]),
        frozen=item.get("frozen", False),
        position=item.get("position"),
        pages=item.get("pages", 0),
        total=item.get("total", 0),
        counts=Counts(item.get("done", 0), item.get("unchanged", 0), item.get("refused", 0), item.get("not_found", 0)),
        attempts=item["attempts"],
        finished_at=from_text(item["finished_at"]) if item.get("finished_at") else None,
        reason=item.get("reason", ""),
        undo_of=item.get("undo_of"),
        undone_by=item.get("undone_by"),
    )


def forgotten(at: datetime) -> int:
    """When a record of a job that was made at a time goes away."""
    return int((at + KEPT).timestamp())
