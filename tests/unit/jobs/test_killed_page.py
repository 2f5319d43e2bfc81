"""A page that was killed in its midst, in a job that ended before the page was done again: what it did is told, and can
be undone."""

import pytest

from schemas.vocabulary import ItemResult, JobState
from tessera.jobs.model import Job
from tessera.ticketing.model import Ticket
from tests.factories.tickets import agent
from tests.unit.jobs.workshop import Workshop, ids


@pytest.fixture
def shop() -> Workshop:
    return Workshop()


def killed(shop: Workshop, commits: int = 34) -> tuple[list[Ticket], Job]:
    """A job that deletes, and is killed in the midst of its first page."""
    tickets = shop.open_many(230)
    job = shop.desk_jobs.begin_bulk(shop.boss, ids(tickets), {"kind": "delete"}).job
    shop.runner.freeze(job.id)
    shop.work_until_power_cut(job, commits)
    return tickets, job


def cancel(shop: Workshop, job: Job) -> Job:
    shop.machine.running = False
    return shop.desk_jobs.cancel_job(shop.boss, job.id)


def fail(shop: Workshop, job: Job) -> Job:
    shop.runner.fail(job.id)
    return shop.job(job.id)


def found(shop: Workshop, job: Job, result: ItemResult) -> list[str]:
    page = shop.desk_jobs.read_results(shop.boss, job.id, [result], 300, None)
    return [one.id for one in page.items]


def deleted(shop: Workshop, tickets: list[Ticket]) -> list[str]:
    return [one.id for one in tickets if shop.state(one).deleted_at]


@pytest.mark.parametrize("end", [cancel, fail])
def test_what_it_did_counts_is_shown_and_is_undone(shop: Workshop, end: object) -> None:
    assert callable(end)
    tickets, job = killed(shop)
    ended = end(shop, job)
    assert (ended.counts.done, ended.counts.seen) == (34, 34)
    assert found(shop, job, ItemResult.DONE) == deleted(shop, tickets) == [one.id for one in tickets[:34]]
    assert found(shop, job, ItemResult.NOT_DONE) == [one.id for one in tickets[34:]]
    first = shop.desk_jobs.read_results(shop.boss, job.id, [], 1, None).items[0]
    assert first.place == f"#{tickets[0].number} {tickets[0].subject}"
    assert shop.jobs.events[-1].data["done"] == 34
    undoing = shop.desk_jobs.undo_job(shop.boss, job.id).job
    assert shop.run(undoing.id).counts.done == 34
    assert deleted(shop, tickets) == []


def test_beside_pages_that_were_counted(shop: Workshop) -> None:
    tickets, job = killed(shop)
    shop.runner.work(job.id, 2)
    assert cancel(shop, job).counts.done == 64
    assert found(shop, job, ItemResult.DONE) == deleted(shop, tickets)


def test_a_page_that_is_continued_counts_the_rest_and_nothing_twice(shop: Workshop) -> None:
    tickets, job = killed(shop)
    fail(shop, job)
    shop.desk_jobs.continue_job(shop.boss, job.id)
    shop.work_until_power_cut(job, commits=16)
    assert fail(shop, job).counts.done == 50
    assert found(shop, job, ItemResult.DONE) == deleted(shop, tickets)
    shop.desk_jobs.continue_job(shop.boss, job.id)
    done = shop.run(job.id)
    assert (done.state, done.counts.done, done.counts.seen) == (JobState.DONE, 230, 230)
    assert len(found(shop, job, ItemResult.DONE)) == 230


def test_a_run_that_is_still_at_work_counts_what_it_does_until_it_stops(shop: Workshop) -> None:
    tickets, job = killed(shop)
    left = iter(range(5))

    def cancelled() -> None:
        shop.desk.before_commit = cancelled
        if next(left, None) is None:
            shop.desk.before_commit = None
            cancel(shop, job)

    shop.desk.before_commit = cancelled
    shop.runner.work(job.id, 0)
    assert shop.job(job.id).state is JobState.CANCELLED
    assert found(shop, job, ItemResult.DONE) == deleted(shop, tickets)
    assert shop.job(job.id).counts.done == len(deleted(shop, tickets)) > 39


def test_when_whoever_began_it_is_gone(shop: Workshop) -> None:
    tickets, job = killed(shop)
    shop.people.pop(shop.boss.id or "")
    assert shop.run(job.id).state is JobState.FAILED
    assert shop.job(job.id).counts.done == 34
    assert found(shop, job, ItemResult.DONE) == deleted(shop, tickets)


def test_an_undo_that_was_killed_and_cancelled_can_be_redone_or_undone_to_its_end(shop: Workshop) -> None:
    tickets, job = killed(shop)
    shop.run(job.id)
    colleague = agent()
    shop.people[colleague.id or ""] = colleague
    undoing = shop.desk_jobs.undo_job(shop.boss, job.id).job
    shop.runner.freeze(undoing.id)
    shop.work_until_power_cut(undoing, 20)
    assert cancel(shop, undoing).counts.done == 20
    assert shop.job(undoing.id).can_be_undone
    assert shop.job(job.id).can_be_undone
    shop.run(shop.desk_jobs.undo_job(shop.boss, job.id).job.id)
    assert deleted(shop, tickets) == []
