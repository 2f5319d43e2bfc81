"""A page that two runs work on at the same time: what either of them did, the job did."""

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any
from unittest.mock import patch

import pytest

from schemas.vocabulary import ItemResult
from tessera.jobs.model import Job
from tests.unit.jobs.workshop import Workshop, edit, ids


@pytest.fixture
def shop() -> Workshop:
    return Workshop()


def at_commit(shop: Workshop, number: int, happens: Callable[[], object]) -> None:
    """Something happens just before the so manyth commit."""
    left = iter(range(1, number))

    def watched() -> None:
        if next(left, None) is None:
            happens()
        else:
            shop.desk.before_commit = watched

    shop.desk.before_commit = watched


def overlapping(shop: Workshop, job: Job, number: int) -> Job:
    """The first page is worked on once more, in the midst of it."""
    shop.runner.freeze(job.id)
    at_commit(shop, number, lambda: shop.runner.work(job.id, 0))
    return shop.run(job.id)


def results(shop: Workshop, job: Job) -> Mapping[str, int]:
    cursor, found = None, Counter[str]()
    while True:
        page = shop.desk_jobs.read_results(shop.boss, job.id, [], 100, cursor)
        found.update(one.result.value for one in page.items)
        if (cursor := page.next_cursor) is None:
            return found


@pytest.mark.parametrize("act", [edit(priority="high"), {"kind": "delete"}])
def test_what_the_other_run_did_is_done_and_is_undone(shop: Workshop, act: dict[str, Any]) -> None:
    begun = shop.desk_jobs.begin_bulk(shop.boss, ids(shop.open_many(101)), act).job
    job = overlapping(shop, begun, 50)
    assert (job.counts.done, job.counts.seen) == (101, 101)
    assert results(shop, job) == {"done": 101}
    undone = overlapping(shop, shop.desk_jobs.undo_job(shop.boss, job.id).job, 50)
    assert (undone.counts.done, undone.counts.seen) == (101, 101)
    assert results(shop, undone) == {"done": 101}
    assert all(shop.state(one).version == 3 for one in shop.desk.tickets.values())


def test_a_ticket_that_the_other_run_merged_is_merged_and_not_refused(shop: Workshop) -> None:
    goes_on, *others = shop.open_many(16)
    chosen = {"ids": [*(one.id for one in others), *(f"nobody {n}" for n in range(86))]}
    begun = shop.desk_jobs.begin_bulk(shop.boss, chosen, {"kind": "merge", "into": goes_on.id}).job
    job = overlapping(shop, begun, 8)
    assert (job.counts.done, job.counts.refused, job.counts.not_found) == (15, 0, 86)
    assert results(shop, job) == {"done": 15, "not_found": 86}
    merged = shop.desk_jobs.read_results(shop.boss, job.id, ["done"], 100, None).items
    assert all(one.change_id for one in merged)


def test_two_runs_of_one_pace_both_say_what_the_job_did(shop: Workshop) -> None:
    """Neither of them saw a claim when it began."""
    begun = shop.desk_jobs.begin_bulk(shop.boss, ids(shop.open_many(101)), edit(priority="high")).job
    shop.runner.freeze(begun.id)
    asked, find = [], shop.tickets.find_claims

    def unseen(kind: str, values: list[str]) -> Any:
        asked.append(values)
        return {} if len(asked) < 3 else find(kind, values)

    with patch.object(shop.tickets, "find_claims", unseen):
        at_commit(shop, 50, lambda: shop.runner.work(begun.id, 0))
        shop.runner.work(begun.id, 0)
    assert shop.job(begun.id).counts.done == 100
    assert results(shop, shop.job(begun.id)) == {"done": 100}


def test_what_is_counted_is_not_written_over(shop: Workshop) -> None:
    """The slower run finds a ticket restored that was deleted for the faster one."""
    tickets = shop.open_many(101)
    shop.service.delete_ticket(shop.boss, tickets[60].id)
    begun = shop.desk_jobs.begin_bulk(shop.boss, ids(tickets), edit(priority="high")).job
    shop.service.edit_ticket(shop.boss, tickets[70].id, {"priority": "high"})
    shop.runner.freeze(begun.id)

    def faster() -> None:
        shop.runner.work(begun.id, 0)
        shop.service.restore_ticket(shop.boss, tickets[60].id)
        shop.service.edit_ticket(shop.boss, tickets[60].id, {"priority": "high"})

    at_commit(shop, 50, faster)
    job = shop.run(begun.id)
    assert (job.counts.done, job.counts.unchanged, job.counts.refused) == (99, 1, 1)
    assert results(shop, job) == {"done": 99, "unchanged": 1, "refused": 1}
    (refused,) = shop.desk_jobs.read_results(shop.boss, job.id, [ItemResult.REFUSED], 100, None).items
    assert refused.id == tickets[60].id
