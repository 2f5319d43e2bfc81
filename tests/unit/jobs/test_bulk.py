"""Many tickets at once: what becomes of each, what is done twice, what is taken back."""

import pytest

from schemas.vocabulary import ItemResult, JobState, Priority, Role, TicketStatus
from tessera.kernel.errors import AlreadyExists, Conflict, Forbidden, Invalid, NotFound
from tests.factories.tickets import agent, agent_of_teams
from tests.unit.jobs.workshop import Workshop, edit, ids


@pytest.fixture
def shop() -> Workshop:
    return Workshop()


def test_a_few_are_done_at_once_each_with_its_result(shop: Workshop) -> None:
    first, second, third = shop.open_many(3)
    shop.service.edit_ticket(shop.boss, second.id, {"priority": "high"})
    shop.service.delete_ticket(shop.boss, third.id)
    chosen = {"ids": [first.id, second.id, third.id, "nobody's", first.id]}
    begun = shop.desk_jobs.begin_bulk(shop.boss, chosen, edit(priority="high"))
    assert begun.outcomes is not None
    assert [one.result.value for one in begun.outcomes] == ["done", "unchanged", "refused", "not_found"]
    assert begun.outcomes[0].place.startswith(f"#{first.number} ")
    assert "Restore it first" in begun.outcomes[2].reason
    assert (begun.job.state, begun.job.total, begun.job.counts.done) == (JobState.DONE, 4, 1)
    assert shop.state(first).priority is Priority.HIGH


def test_more_than_a_hundred_are_a_job_in_the_background(shop: Workshop) -> None:
    tickets = shop.open_many(101)
    begun = shop.desk_jobs.begin_bulk(shop.boss, ids(tickets), edit(add_tags=["moved"]))
    assert begun.outcomes is None
    assert shop.machine.started == [begun.job.execution]
    job = shop.run(begun.job.id)
    assert (job.state, job.pages, job.total, job.counts.done) == (JobState.DONE, 2, 101, 101)
    assert all(shop.state(ticket).tags == ("moved",) for ticket in tickets)


def test_a_query_means_what_it_finds_at_the_beginning(shop: Workshop) -> None:
    tickets = shop.open_many(3)
    query = {"statuses": ["open"], "deleted": False, "except_ids": [tickets[1].id]}
    begun = shop.desk_jobs.begin_bulk(shop.boss, query, edit(status="closed"))
    assert begun.job.counts.done == 2
    assert [shop.state(one).status.value for one in tickets] == ["closed", "open", "closed"]


def test_a_search_is_read_page_by_page(shop: Workshop) -> None:
    tickets = shop.open_many(205)
    shop.found = [ticket.id for ticket in tickets]
    begun = shop.desk_jobs.begin_bulk(shop.boss, {"search": "printer"}, edit(status="pending"))
    assert shop.run(begun.job.id).counts.done == 205


def test_a_killed_page_is_done_again_and_nothing_twice(shop: Workshop) -> None:
    tickets = shop.open_many(120)
    job = shop.desk_jobs.begin_bulk(shop.boss, ids(tickets), edit(priority="urgent")).job
    assert shop.runner.freeze(job.id) == "work"
    shop.work_until_power_cut(job, commits=40)
    done = shop.run(job.id)
    assert (done.state, done.counts.done, done.counts.seen) == (JobState.DONE, 120, 120)
    assert {shop.state(ticket).version for ticket in tickets} == {2}


def test_a_page_counts_once(shop: Workshop) -> None:
    job = shop.desk_jobs.begin_bulk(shop.boss, ids(shop.open_many(101)), edit(priority="low")).job
    shop.runner.freeze(job.id)
    for _ in range(3):
        shop.runner.work(job.id, 0)
    assert shop.job(job.id).counts.done == 100


def test_freezing_that_was_killed_begins_where_it_was(shop: Workshop) -> None:
    tickets = shop.open_many(350)
    job = shop.desk_jobs.begin_bulk(shop.boss, ids(tickets), edit(priority="low")).job
    assert shop.runner.freeze(job.id, most_pages=2) == "freeze"
    assert shop.runner.freeze(job.id, most_pages=2) == "work"
    assert (shop.job(job.id).pages, shop.job(job.id).total) == (4, 350)
    assert shop.run(job.id).counts.done == 350


def test_what_changes_while_it_is_read_is_worked_on_too_and_what_comes_in_is_not(shop: Workshop) -> None:
    tickets = shop.open_many(250)
    job = shop.desk_jobs.begin_bulk(shop.boss, {"statuses": [], "deleted": False}, edit(add_tags=["x"])).job
    assert shop.runner.freeze(job.id, most_pages=1) == "freeze"
    shop.clock.forward(minutes=5)
    oldest, taken = tickets[0], tickets[-1]
    shop.service.edit_ticket(shop.boss, oldest.id, {"priority": "high"})
    shop.service.edit_ticket(shop.boss, taken.id, {"status": "closed"})
    late = shop.open_ticket()
    done = shop.run(job.id)
    assert (done.total, done.counts.done) == (250, 250)
    assert all(shop.state(ticket).tags == ("x",) for ticket in tickets)
    assert shop.state(late).tags == ()


def test_what_a_search_moves_while_it_is_read_is_worked_on_too(shop: Workshop) -> None:
    tickets = shop.open_many(205)
    shop.found = [ticket.id for ticket in tickets]
    job = shop.desk_jobs.begin_bulk(shop.boss, {"search": "printer"}, edit(add_tags=["x"])).job
    assert shop.runner.freeze(job.id, most_pages=1) == "freeze"
    shop.found = [tickets[-1].id, *shop.found[:-1]]
    done = shop.run(job.id)
    assert done.counts.done == done.total
    assert {shop.state(ticket).version for ticket in tickets} == {2}


def test_cancelled_stops_after_the_page_in_hand_and_can_be_undone(shop: Workshop) -> None:
    tickets = shop.open_many(150)
    job = shop.desk_jobs.begin_bulk(shop.boss, ids(tickets), edit(priority="low")).job
    shop.runner.freeze(job.id)
    shop.runner.work(job.id, 0)
    assert shop.desk_jobs.cancel_job(shop.boss, job.id).state is JobState.CANCELLING
    cancelled = shop.run(job.id)
    assert (cancelled.state, cancelled.counts.done) == (JobState.CANCELLED, 100)
    undoing = shop.desk_jobs.undo_job(shop.boss, job.id).job
    assert shop.run(undoing.id).counts.done == 100
    assert all(shop.state(ticket).priority is Priority.NORMAL for ticket in tickets)
    with pytest.raises(Conflict):
        shop.desk_jobs.cancel_job(shop.boss, job.id)


@pytest.mark.parametrize("begun", [False, True])
def test_cancelled_before_all_is_written_down_says_of_each_that_it_was_not_done(shop: Workshop, begun: bool) -> None:
    tickets = shop.open_many(250)
    job = shop.desk_jobs.begin_bulk(shop.boss, ids(tickets), edit(priority="low")).job
    if begun:
        assert shop.runner.freeze(job.id, most_pages=1) == "freeze"
    shop.desk_jobs.cancel_job(shop.boss, job.id)
    cancelled = shop.run(job.id)
    assert (cancelled.state, cancelled.frozen, cancelled.total) == (JobState.CANCELLED, True, 250)
    left, cursor = [], None
    while True:
        page = shop.desk_jobs.read_results(shop.boss, job.id, [], 100, cursor)
        left += [one.id for one in page.items if one.result is ItemResult.NOT_DONE]
        if (cursor := page.next_cursor) is None:
            break
    assert left == [ticket.id for ticket in tickets]
    assert all(shop.state(ticket).priority is Priority.NORMAL for ticket in tickets)


def test_cancelled_while_nothing_can_be_searched_is_cancelled_and_not_failed(shop: Workshop) -> None:
    job = shop.desk_jobs.begin_bulk(shop.boss, {"search": "printer"}, edit(priority="low")).job
    shop.desk_jobs.cancel_job(shop.boss, job.id)
    shop.searches = False
    assert shop.run(job.id).state is JobState.CANCELLED


def test_cancelled_stops_in_the_midst_of_a_page_and_says_what_was_not_done(shop: Workshop) -> None:
    tickets = shop.open_many(225)
    job = shop.desk_jobs.begin_bulk(shop.boss, ids(tickets), edit(priority="low")).job
    shop.runner.freeze(job.id)
    shop.runner.work(job.id, 2)
    commits = iter(range(1, 100))

    def cancelled_after_thirteen() -> None:
        shop.desk.before_commit = cancelled_after_thirteen
        if next(commits) == 13:
            shop.desk_jobs.cancel_job(shop.boss, job.id)

    shop.desk.before_commit = cancelled_after_thirteen
    shop.runner.work(job.id, 0)
    shop.desk.before_commit = None
    cancelled = shop.run(job.id)
    done = cancelled.counts.done
    assert cancelled.state is JobState.CANCELLED
    assert 25 + 13 <= done <= 25 + 13 + 10
    assert sum(shop.state(ticket).priority is Priority.LOW for ticket in tickets) == done
    for result, priority in ((ItemResult.DONE, Priority.LOW), (ItemResult.NOT_DONE, Priority.NORMAL)):
        found = shop.desk_jobs.read_results(shop.boss, job.id, [result], 300, None).items
        assert [one.id for one in found] == [one.id for one in tickets if shop.state(one).priority is priority]
    undoing = shop.desk_jobs.undo_job(shop.boss, job.id).job
    assert shop.run(undoing.id).counts.done == done


def test_undo_takes_back_what_nobody_touched_since_and_names_the_rest(shop: Workshop) -> None:
    first, second = shop.open_many(2)
    job = shop.desk_jobs.begin_bulk(shop.boss, ids([first, second]), edit(status="closed", priority="low")).job
    shop.service.edit_ticket(shop.boss, second.id, {"priority": "high"})
    undone = shop.desk_jobs.undo_job(shop.boss, job.id)
    assert undone.outcomes is not None
    assert [one.result for one in undone.outcomes] == [ItemResult.DONE, ItemResult.REFUSED]
    assert undone.outcomes[1].field == "priority"
    assert shop.state(first).status is TicketStatus.OPEN
    assert shop.state(second).status is TicketStatus.CLOSED
    with pytest.raises(Conflict):
        shop.desk_jobs.undo_job(shop.boss, job.id)
    redone = shop.desk_jobs.undo_job(shop.boss, undone.job.id)
    assert redone.job.counts.done == 1
    assert shop.state(first).priority is Priority.LOW


def test_an_undo_that_could_take_nothing_back_is_none(shop: Workshop) -> None:
    (ticket,) = shop.open_many(1)
    job = shop.desk_jobs.begin_bulk(shop.boss, ids([ticket]), edit(priority="high")).job
    newer = shop.service.edit_ticket(shop.boss, ticket.id, {"priority": "urgent"})
    first = shop.desk_jobs.undo_job(shop.boss, job.id)
    assert first.job.counts.refused == 1
    assert newer.last_change_id is not None
    shop.undoing.undo(shop.boss, ticket.id, newer.last_change_id)
    second = shop.desk_jobs.undo_job(shop.boss, job.id)
    assert second.job.counts.done == 1
    assert shop.state(ticket).priority is Priority.NORMAL
    with pytest.raises(Conflict):
        shop.desk_jobs.undo_job(shop.boss, job.id)


def test_deleting_and_merging_are_undone_too(shop: Workshop) -> None:
    goes_on, *others = shop.open_many(4)
    merged = shop.desk_jobs.begin_bulk(shop.boss, ids([goes_on, *others]), {"kind": "merge", "into": goes_on.id})
    assert merged.job.counts.done == 3
    assert merged.outcomes is not None
    assert "itself" in merged.outcomes[0].reason
    undone = shop.desk_jobs.undo_job(shop.boss, merged.job.id).job
    assert undone.counts.done == 3
    assert all(shop.state(one).merged_into is None for one in others)
    redone = shop.desk_jobs.undo_job(shop.boss, undone.id).job
    assert redone.counts.done == 3
    assert shop.state(goes_on).merged_ids == tuple(one.id for one in others)
    assert shop.desk_jobs.undo_job(shop.boss, redone.id).job.counts.done == 3
    deleted = shop.desk_jobs.begin_bulk(shop.boss, ids(others), {"kind": "delete"})
    assert shop.desk_jobs.undo_job(shop.boss, deleted.job.id).job.counts.done == 3
    assert all(shop.state(one).deleted_at is None for one in others)


def test_what_was_merged_elsewhere_since_stays_there(shop: Workshop) -> None:
    goes_on, one, other, elsewhere = shop.open_many(4)
    merged = shop.desk_jobs.begin_bulk(shop.boss, ids([one, other]), {"kind": "merge", "into": goes_on.id}).job
    shop.merging.unmerge(shop.boss, one.id)
    shop.merging.merge(shop.boss, one.id, elsewhere.id)
    undone = shop.desk_jobs.undo_job(shop.boss, merged.id)
    assert undone.outcomes is not None
    assert [each.result for each in undone.outcomes] == [ItemResult.REFUSED, ItemResult.DONE]
    assert "merged_into" in undone.outcomes[0].field
    assert shop.state(one).merged_into == elsewhere.id


def test_tags_and_macros_are_undone_ticket_by_ticket(shop: Workshop) -> None:
    tagged, plain = shop.open_ticket(tags=("vip",)), shop.open_ticket()
    actions = {"add_tags": ["vip", "late"], "priority": "urgent"}
    macro = shop.macro_service.create_macro(shop.boss, {"name": "Late", "actions": actions})
    for act in (edit(add_tags=["vip", "late"]), {"kind": "macro", "macro_id": macro.id}):
        begun = shop.desk_jobs.begin_bulk(shop.boss, ids([tagged, plain]), act)
        assert begun.job.counts.done == 2
        assert shop.state(plain).tags == ("late", "vip")
        assert shop.desk_jobs.undo_job(shop.boss, begun.job.id).job.counts.done == 2
        assert [shop.state(one).tags for one in (tagged, plain)] == [("vip",), ()]
        assert shop.state(plain).priority is Priority.NORMAL


def test_everybody_does_in_bulk_only_what_they_may_do_singly(shop: Workshop) -> None:
    hidden = shop.open_ticket(team_id=shop.hire("team"))
    seen = shop.open_ticket()
    limited = agent_of_teams(shop.hire("team"), role=Role.AGENT)
    shop.people[limited.id or ""] = limited
    begun = shop.desk_jobs.begin_bulk(limited, ids([hidden, seen]), edit(priority="low"))
    assert begun.outcomes is not None
    assert [one.result.value for one in begun.outcomes] == ["not_found", "done"]
    assert begun.outcomes[0].place == ""
    with pytest.raises(Forbidden):
        shop.desk_jobs.begin_bulk(limited, ids([seen]), {"kind": "delete"})
    with pytest.raises(Forbidden):
        shop.desk_jobs.begin_bulk(agent(Role.VIEWER), ids([seen]), edit(priority="low"))
    other = agent()
    with pytest.raises(NotFound):
        shop.desk_jobs.read_job(other, begun.job.id)


def test_rights_that_are_gone_end_the_job(shop: Workshop) -> None:
    job = shop.desk_jobs.begin_bulk(shop.boss, ids(shop.open_many(101)), edit(priority="low")).job
    shop.runner.freeze(job.id)
    shop.people.clear()
    failed = shop.run(job.id)
    assert (failed.state, failed.counts.done) == (JobState.FAILED, 0)
    assert "not active" in failed.reason


def test_a_job_whose_run_is_gone_is_started_again_by_whoever_looks(shop: Workshop) -> None:
    job = shop.desk_jobs.begin_bulk(shop.boss, ids(shop.open_many(101)), edit(priority="low")).job
    shop.machine.running = False
    assert shop.desk_jobs.read_job(shop.boss, job.id).attempts == 1
    shop.clock.forward(minutes=3)
    assert shop.desk_jobs.read_job(shop.boss, job.id).attempts == 2
    assert shop.machine.started == [f"{job.id}-1", f"{job.id}-2"]


def test_what_failed_goes_on_and_what_is_done_does_not(shop: Workshop) -> None:
    job = shop.desk_jobs.begin_bulk(shop.boss, ids(shop.open_many(101)), edit(priority="low")).job
    shop.runner.freeze(job.id)
    shop.runner.fail(job.id)
    assert shop.job(job.id).state is JobState.FAILED
    assert shop.desk_jobs.continue_job(shop.boss, job.id).state is JobState.RUNNING
    assert shop.run(job.id).counts.done == 101
    with pytest.raises(Conflict):
        shop.desk_jobs.continue_job(shop.boss, job.id)


def test_results_come_in_pages_and_by_kind(shop: Workshop) -> None:
    tickets = shop.open_many(130)
    shop.service.edit_ticket(shop.boss, tickets[110].id, {"priority": "low"})
    job = shop.desk_jobs.begin_bulk(shop.boss, ids(tickets), edit(priority="low")).job
    assert shop.desk_jobs.read_results(shop.boss, job.id, [], 50, None).items == []
    shop.run(job.id)
    found, cursor = [], None
    while True:
        page = shop.desk_jobs.read_results(shop.boss, job.id, [], 45, cursor)
        found += page.items
        cursor = page.next_cursor
        if cursor is None:
            break
    assert [one.id for one in found] == [ticket.id for ticket in tickets]
    only = shop.desk_jobs.read_results(shop.boss, job.id, ["unchanged"], 45, None)
    assert [one.id for one in only.items] == [tickets[110].id]


def test_the_same_request_twice_is_one_job(shop: Workshop) -> None:
    ticket = shop.open_ticket()
    job_id = "01930a1c-5a00-7000-8000-00000000000e"
    first = shop.desk_jobs.begin_bulk(shop.boss, ids([ticket]), edit(priority="low"), job_id)
    again = shop.desk_jobs.begin_bulk(shop.boss, ids([ticket]), edit(priority="low"), job_id)
    assert again.outcomes == first.outcomes
    assert len(shop.jobs.kept) == 1


def test_a_job_keeps_to_its_own_tickets_whoever_uses_its_id_again(shop: Workshop) -> None:
    """Also while its lists are still being made."""
    mine, other = shop.open_many(101), shop.open_ticket()
    job = shop.desk_jobs.begin_bulk(shop.boss, ids(mine), edit(priority="low")).job
    colleague = agent()
    for someone, error in ((shop.boss, AlreadyExists), (colleague, NotFound)):
        with pytest.raises(error):
            shop.desk_jobs.begin_bulk(someone, ids([other]), edit(priority="low"), job.id)
    assert shop.run(job.id).counts.done == 101
    assert shop.tickets.get(other.id) == other


def test_nothing_chosen_and_too_much_chosen_are_refused(shop: Workshop) -> None:
    with pytest.raises(Invalid):
        shop.desk_jobs.begin_bulk(shop.boss, {"ids": []}, edit(priority="low"))
    with pytest.raises(Invalid):
        shop.desk_jobs.begin_bulk(shop.boss, {"ids": [str(n) for n in range(10_001)]}, edit(priority="low"))
