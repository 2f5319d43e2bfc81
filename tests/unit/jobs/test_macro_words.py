"""A macro's text on many tickets: a reply or a note to each, in its own words; what of it can be taken back."""

from typing import Any

import pytest

from schemas.vocabulary import Delivery, ItemResult, MessageKind, TicketStatus
from tessera.kernel.errors import Conflict, Invalid
from tessera.kernel.ids import new_id
from tessera.ticketing.model import Message, Ticket
from tests.factories.tickets import make_person
from tests.unit.jobs.workshop import Workshop, ids

TEXT = "<p>Dear {{ticket.requester.first_name|customer}}, it works again.</p>"


@pytest.fixture
def shop() -> Workshop:
    return Workshop()


def use(shop: Workshop, html: str = TEXT, actions: dict[str, Any] | None = None, **how: Any) -> dict[str, Any]:
    fields = {"name": "It works", "html": html, "actions": {"status": "resolved"} if actions is None else actions}
    return {"kind": "macro", "macro_id": shop.macro_service.create_macro(shop.boss, fields).id, **how}


def written(shop: Workshop, ticket: Ticket) -> list[Message]:
    """What stands under it beside its first message."""
    entries = shop.tickets.entries(ticket.id, 100, None, ()).items
    return [entry for entry in entries if isinstance(entry, Message)][1:]


def two(shop: Workshop) -> tuple[Ticket, Ticket]:
    return shop.open_ticket(requester=make_person(name="Ada Byron")), shop.open_ticket(requester=make_person(name=""))


@pytest.mark.parametrize("kind", ["reply", "note"])
def test_each_ticket_gets_its_own_words_with_the_actions(shop: Workshop, kind: str) -> None:
    tickets = two(shop)
    job = shop.desk_jobs.begin_bulk(shop.boss, ids([*tickets]), use(shop, text=kind)).job
    assert job.counts.done == 2
    texts = []
    for ticket in tickets:
        assert shop.state(ticket).status is TicketStatus.RESOLVED
        (message,) = written(shop, ticket)
        assert (message.kind, message.author_id) == (MessageKind(kind), shop.boss.id)
        assert [one.email for one in message.to] == ([ticket.requester.email] if kind == "reply" else [])
        texts.append(message.text)
    assert texts == ["Dear Ada, it works again.", "Dear customer, it works again."]


def test_words_and_actions_are_as_they_were_when_it_began(shop: Workshop) -> None:
    tickets = shop.open_many(101)
    act = use(shop, text="reply")
    job = shop.desk_jobs.begin_bulk(shop.boss, ids(tickets), act).job
    shop.macro_service.change_macro(shop.boss, act["macro_id"], {"html": "<p>Something else.</p>"})
    assert shop.run(job.id).counts.done == 101
    assert "it works again" in written(shop, tickets[100])[0].text


def test_a_use_is_counted_once_it_has_begun(shop: Workshop) -> None:
    tickets, wordless = two(shop), use(shop, html="", text="reply")
    with pytest.raises(Invalid):
        shop.desk_jobs.begin_bulk(shop.boss, ids([*tickets]), wordless)
    act, job_id = use(shop, text="note"), new_id()
    for _ in range(2):
        shop.desk_jobs.begin_bulk(shop.boss, ids([*tickets]), act, job_id)
    counts = [shop.macros.kept[each["macro_id"]].usage_count for each in (wordless, act)]
    assert counts == [0, 1]


def test_a_killed_page_writes_to_nobody_twice(shop: Workshop) -> None:
    tickets = shop.open_many(110)
    job = shop.desk_jobs.begin_bulk(shop.boss, ids(tickets), use(shop, text="reply")).job
    shop.runner.freeze(job.id)
    shop.work_until_power_cut(job, commits=40)
    assert shop.run(job.id).counts.done == 110
    assert {len(written(shop, ticket)) for ticket in tickets} == {1}


def test_neither_is_done_where_one_is_refused(shop: Workshop) -> None:
    first, deleted = shop.open_many(2)
    shop.service.delete_ticket(shop.boss, deleted.id)
    begun = shop.desk_jobs.begin_bulk(shop.boss, ids([first, deleted]), use(shop, text="reply"))
    assert begun.outcomes is not None
    assert [one.result for one in begun.outcomes] == [ItemResult.DONE, ItemResult.REFUSED]
    assert written(shop, deleted) == []


def test_undo_takes_back_replies_that_wait_and_what_was_changed(shop: Workshop) -> None:
    tickets = two(shop)
    act = use(shop, text="reply", hold_seconds=60)
    job = shop.desk_jobs.begin_bulk(shop.boss, ids([*tickets]), act).job
    assert [written(shop, ticket)[0].delivery for ticket in tickets] == [Delivery.SCHEDULED] * 2
    undone = shop.desk_jobs.undo_job(shop.boss, job.id)
    assert undone.outcomes is not None
    assert [(one.result, one.reason) for one in undone.outcomes] == [(ItemResult.DONE, "")] * 2
    assert [shop.state(ticket).status for ticket in tickets] == [TicketStatus.OPEN] * 2
    assert [written(shop, ticket) for ticket in tickets] == [[], []]
    # They were taken back for good: nothing offers to send them by redoing.
    assert not undone.job.can_be_undone
    with pytest.raises(Conflict, match="not sent again"):
        shop.desk_jobs.undo_job(shop.boss, undone.job.id)


def test_a_reply_that_is_out_stays_and_that_is_said(shop: Workshop) -> None:
    out, waits = two(shop)
    job = shop.desk_jobs.begin_bulk(shop.boss, ids([out, waits]), use(shop, text="reply", hold_seconds=60)).job
    shop.scheduling.send_now(shop.boss, out.id, written(shop, out)[0].id)
    undone = shop.desk_jobs.undo_job(shop.boss, job.id)
    assert undone.outcomes is not None
    assert [one.reason for one in undone.outcomes] == ["The reply is on its way already: it stays.", ""]
    assert [shop.state(ticket).status for ticket in (out, waits)] == [TicketStatus.OPEN] * 2
    assert [len(written(shop, ticket)) for ticket in (out, waits)] == [1, 0]


@pytest.mark.parametrize("actions", [None, {}])
def test_a_reply_that_was_taken_back_by_hand_is_not_said_to_be_out(
    shop: Workshop, actions: dict[str, Any] | None
) -> None:
    ticket = shop.open_ticket()
    act = use(shop, text="reply", actions=actions, hold_seconds=60)
    job = shop.desk_jobs.begin_bulk(shop.boss, ids([ticket]), act).job
    shop.scheduling.take_back(shop.boss, ticket.id, written(shop, ticket)[0].id)
    undone = shop.desk_jobs.undo_job(shop.boss, job.id)
    assert undone.outcomes is not None
    result = ItemResult.UNCHANGED if actions == {} else ItemResult.DONE
    assert [(one.result, one.reason) for one in undone.outcomes] == [(result, "Its reply had been taken back before.")]
    assert shop.state(ticket).status is TicketStatus.OPEN


def test_a_reply_is_taken_back_also_where_the_fields_changed_since(shop: Workshop) -> None:
    ticket = shop.open_ticket()
    job = shop.desk_jobs.begin_bulk(shop.boss, ids([ticket]), use(shop, text="reply", hold_seconds=60)).job
    shop.service.edit_ticket(shop.boss, ticket.id, {"status": "closed"})
    undone = shop.desk_jobs.undo_job(shop.boss, job.id)
    assert undone.outcomes is not None
    assert undone.outcomes[0].result is ItemResult.REFUSED
    assert undone.outcomes[0].field == "status"
    assert undone.outcomes[0].reason.endswith("Its reply was taken back.")
    assert written(shop, ticket) == []
    assert shop.state(ticket).status is TicketStatus.CLOSED


def test_an_undo_that_was_killed_between_reply_and_fields_says_the_same(shop: Workshop) -> None:
    ticket = shop.open_ticket()
    job = shop.desk_jobs.begin_bulk(shop.boss, ids([ticket]), use(shop, text="reply", hold_seconds=60)).job
    commits = iter(range(10))

    def power_cut() -> None:
        shop.desk.before_commit = power_cut
        if next(commits) == 1:
            raise SystemError("The power is cut.")

    shop.desk.before_commit = power_cut
    with pytest.raises(SystemError):
        shop.desk_jobs.undo_job(shop.boss, job.id)
    shop.desk.before_commit = None
    assert written(shop, ticket) == []
    undoing = shop.job(job.id).undone_by
    assert undoing is not None
    shop.run(undoing)
    (outcome,) = shop.desk_jobs.read_results(shop.boss, undoing, [], 10, None).items
    assert (outcome.result, outcome.reason) == (ItemResult.DONE, "")
    assert shop.state(ticket).status is TicketStatus.OPEN


def test_an_undo_of_words_alone_takes_no_earlier_change_back(shop: Workshop) -> None:
    """The latest change of the ticket is somebody else's."""
    waits, noted = shop.open_many(2)
    for ticket in (waits, noted):
        shop.service.edit_ticket(shop.boss, ticket.id, {"priority": "high"})
    held = shop.desk_jobs.begin_bulk(shop.boss, ids([waits]), use(shop, actions={}, text="reply", hold_seconds=60))
    note = shop.desk_jobs.begin_bulk(shop.boss, ids([noted]), use(shop, actions={}, text="note"))
    assert held.outcomes is not None
    assert held.outcomes[0].change_id is None
    assert shop.desk_jobs.undo_job(shop.boss, held.job.id).job.counts.done == 1
    assert written(shop, waits) == []
    stays = shop.desk_jobs.undo_job(shop.boss, note.job.id)
    assert stays.outcomes is not None
    assert "What was written stays" in stays.outcomes[0].reason
    assert [shop.state(one).priority.value for one in (waits, noted)] == ["high", "high"]


@pytest.mark.parametrize(
    ("macro", "how", "field"),
    [
        ({"actions": {}}, {}, "text"),
        ({"html": ""}, {"text": "reply"}, "text"),
        ({}, {"text": "note", "hold_seconds": 60}, "hold_seconds"),
        ({}, {"hold_seconds": 60}, "hold_seconds"),
    ],
)
def test_what_makes_no_sense_is_refused(shop: Workshop, macro: dict[str, Any], how: dict[str, Any], field: str) -> None:
    ticket = shop.open_ticket()
    with pytest.raises(Invalid) as refused:
        shop.desk_jobs.begin_bulk(shop.boss, ids([ticket]), use(shop, **macro, **how))
    assert refused.value.field == field
    assert written(shop, ticket) == []


def test_a_template_in_a_customers_name_stays_what_it_is(shop: Workshop) -> None:
    ticket = shop.open_ticket(requester=make_person(name="{{agent.name}} <b>Eve</b>"))
    html = "<p>{{ticket.requester.name}}</p>"
    shop.desk_jobs.begin_bulk(shop.boss, ids([ticket]), use(shop, html=html, actions={}, text="note"))
    assert written(shop, ticket)[0].html == "<p>{{agent.name}} &lt;b&gt;Eve&lt;/b&gt;</p>"
