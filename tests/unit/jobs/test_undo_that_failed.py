"""An undo that ended before it did anything: the job can still be undone."""

import pytest

from schemas.vocabulary import JobState, Priority
from tessera.jobs.model import Job
from tessera.kernel.errors import Conflict
from tests.factories.tickets import agent
from tests.unit.jobs.workshop import Workshop, edit, ids


@pytest.fixture
def shop() -> Workshop:
    return Workshop()


def begun_undo(shop: Workshop) -> tuple[Job, Job]:
    """A job in the background, and the undo that a colleague began."""
    colleague = agent()
    shop.people[colleague.id or ""] = colleague
    job = shop.desk_jobs.begin_bulk(colleague, ids(shop.open_many(101)), edit(priority="low")).job
    shop.run(job.id)
    return job, shop.desk_jobs.undo_job(colleague, job.id).job


def gone(shop: Workshop, undoing: Job) -> Job:
    """The colleague is deactivated before it runs."""
    shop.people.pop(undoing.created_by)
    return shop.run(undoing.id)


def priorities(shop: Workshop) -> set[Priority]:
    return {ticket.priority for ticket in shop.desk.tickets.values()}


def test_an_undo_that_failed_with_nothing_done_is_begun_anew_by_somebody_else(shop: Workshop) -> None:
    job, undoing = begun_undo(shop)
    assert gone(shop, undoing).state is JobState.FAILED
    assert shop.job(job.id).can_be_undone
    again = shop.desk_jobs.undo_job(shop.boss, job.id).job
    assert shop.run(again.id).counts.done == 101
    assert priorities(shop) == {Priority.NORMAL}
    assert shop.job(job.id).undone_by == again.id


def test_an_undo_that_failed_midway_is_continued(shop: Workshop) -> None:
    job, undoing = begun_undo(shop)
    shop.runner.freeze(undoing.id)
    shop.runner.work(undoing.id, 0)
    shop.runner.fail(undoing.id)
    assert not shop.job(job.id).can_be_undone
    shop.desk_jobs.continue_job(shop.boss, undoing.id)
    assert shop.run(undoing.id).counts.done == 101
    assert shop.job(job.id).undone_by == undoing.id


def test_an_undo_that_is_continued_holds_the_job_again(shop: Workshop) -> None:
    job, undoing = begun_undo(shop)
    shop.runner.fail(undoing.id)
    assert shop.job(job.id).can_be_undone
    shop.desk_jobs.continue_job(shop.boss, undoing.id)
    with pytest.raises(Conflict):
        shop.desk_jobs.undo_job(shop.boss, job.id)
    assert shop.run(undoing.id).counts.done == 101
    assert not shop.job(job.id).can_be_undone


def test_an_undo_is_not_continued_when_another_took_its_place(shop: Workshop) -> None:
    job, undoing = begun_undo(shop)
    shop.runner.fail(undoing.id)
    shop.run(shop.desk_jobs.undo_job(shop.boss, job.id).job.id)
    with pytest.raises(Conflict, match="undone already"):
        shop.desk_jobs.continue_job(shop.boss, undoing.id)
    assert shop.job(undoing.id).state is JobState.FAILED
