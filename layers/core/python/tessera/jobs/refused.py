"""The rows of an import that were refused, as a file of the same format: put right there, they can be imported again.

They have the names of our fields, which an import knows by itself, and beside them what was wrong.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from schemas.vocabulary import FileFormat, ItemResult
from tessera.jobs import tables
from tessera.jobs.mapping import PROBLEM
from tessera.jobs.model import Job, Outcome
from tessera.jobs.pages import Pages

_LINE, _FIELD, _REASON = PROBLEM


def format_of(job: Job) -> FileFormat:
    return FileFormat(job.what["layout"]["format"])


def kept_as(job: Job) -> str:
    """Its name in the job's folder."""
    return f"refused.{format_of(job).value}"


def filename(job: Job) -> str:
    return f"refused-{job.created_at:%Y-%m-%d}.{format_of(job).value}"


def refused_rows(pages: Pages, job: Job) -> Iterator[bytes]:
    """The file, page by page."""
    format = format_of(job)
    columns = (*PROBLEM, *dict.fromkeys(job.what["mapping"].values()))
    yield tables.head(format, columns)
    for page in range(job.pages):
        wrong = {one.id: one for one in pages.results(job, page) or () if one.result is ItemResult.REFUSED}
        if wrong:
            items = (item for item in pages.items(job, page) if str(item["line"]) in wrong)
            yield tables.body(format, columns, [_row(item, wrong[str(item["line"])]) for item in items])


def _row(item: Mapping[str, Any], outcome: Outcome) -> dict[str, Any]:
    """A row that could not be read has no more than its line and the reason."""
    return {_LINE: item["line"], _FIELD: outcome.field, _REASON: outcome.reason, **item["values"]}
