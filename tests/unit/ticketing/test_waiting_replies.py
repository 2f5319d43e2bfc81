"""Replies that wait while their ticket is merged, taken apart or split: exactly once, and never silently."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.vocabulary import WAITING, ActorType, Delivery, EventType, MessageKind, TicketStatus
from tessera.kernel.errors import Conflict, Forbidden, Invalid, NotFound
from tessera.kernel.person import Person
from tessera.ticketing.drafts import Forward, NewMessage
from tessera.ticketing.editing import NewText
from tests.factories.tickets import agent, agent_of_teams, later, make_person
from tests.unit.ticketing.office import Office
from tests.unit.ticketing.waiting import (
    ADA,
    ADMIN,
    BOSS,
    TEXT,
    Deciding,
    put_off,
    reword,
    ring,
    schedule,
    send_now,
    shown,
    states,
    take_back,
)


@pytest.fixture
def office() -> Office:
    return Office()


def test_it_goes_out_by_the_ticket_that_goes_on(office: Office) -> None:
    bob = make_person(name="Bob")
    source, target = office.open_ticket(requester=bob), office.open_ticket()
    waiting = schedule(office, source, cc=(Person(None, "Cy", "cy@example.com"),), set_status=TicketStatus.PENDING)
    office.merging.merge(BOSS, source.id, target.id)
    before = office.state(target)
    assert states(office, target) == [Delivery.SCHEDULED]

    ring(office)

    (sent,) = shown(office, target)
    after = office.state(target)
    assert (sent.delivery, sent.to, sent.author_id) == (Delivery.QUEUED, waiting.to, ADA.id)
    assert sent.to[0].email == bob.email
    assert (after.preview, after.last_message_at, after.last_message_by) == (TEXT, later(30), ActorType.AGENT)
    assert (after.message_count, after.first_reply_at) == (before.message_count + 1, later(30))
    assert after.is_entitled("cy@example.com")
    assert after.status is TicketStatus.PENDING
    told = [event for event in office.desk.events if event.type is EventType.MESSAGE_ADDED][-1]
    assert (told.subject_id, told.data["message_id"]) == (target.id, sent.id)
    assert office.tickets.find_message(target.id, sent.id) == sent
    assert office.scheduling.list_scheduled(ADA) == []


def test_it_follows_a_chain_of_merges(office: Office) -> None:
    first, second, third = (office.open_ticket() for _ in range(3))
    schedule(office, first)
    office.merging.merge(BOSS, first.id, second.id)
    office.merging.merge(BOSS, second.id, third.id)

    ring(office)
    ring(office)

    assert states(office, third) == [Delivery.QUEUED]


@pytest.mark.parametrize("by", ["source", "target"])
@pytest.mark.parametrize(
    ("decide", "left"),
    [
        (take_back, []),
        (put_off, [Delivery.SCHEDULED]),
        (send_now, [Delivery.QUEUED]),
        (reword, [Delivery.SCHEDULED]),
    ],
)
def test_it_is_decided_on_by_either_ticket(office: Office, by: str, decide: Deciding, left: list[Delivery]) -> None:
    source, target = office.open_ticket(), office.open_ticket()
    waiting = schedule(office, source)
    office.merging.merge(BOSS, source.id, target.id)
    seen = office.state(target).version

    decided = decide(office, source if by == "source" else target, waiting)

    assert decided.text == TEXT
    assert states(office, target) == left
    assert office.state(target).version == seen + 1
    ring(office, 99)
    assert states(office, target) == ([Delivery.QUEUED] if left else [])


def test_its_list_names_the_ticket_that_shows_it(office: Office) -> None:
    source, target = office.open_ticket(), office.open_ticket()
    waiting = schedule(office, source)
    office.merging.merge(BOSS, source.id, target.id)

    assert office.scheduling.list_scheduled(ADA) == [(target.id, waiting)]
    assert office.scheduling.list_scheduled(BOSS) == []


@pytest.mark.parametrize("change_time", [False, True])
def test_taking_the_merge_apart_before_its_time_takes_it_along(office: Office, change_time: bool) -> None:
    source, target = office.open_ticket(), office.open_ticket()
    waiting = schedule(office, source)
    office.merging.merge(BOSS, source.id, target.id)
    if change_time:
        assert put_off(office, target, waiting).id == waiting.id
    office.merging.unmerge(BOSS, source.id)
    assert (states(office, source), states(office, target)) == ([Delivery.SCHEDULED], [])

    ring(office, 60)
    ring(office, 60)

    assert (states(office, source), states(office, target)) == ([Delivery.QUEUED], [])
    assert (office.state(source).message_count, office.state(target).message_count) == (2, 1)


def test_taking_the_merge_apart_after_its_time_leaves_it_where_it_went_out(office: Office) -> None:
    source, target = office.open_ticket(), office.open_ticket()
    schedule(office, source)
    office.merging.merge(BOSS, source.id, target.id)
    ring(office)
    office.merging.unmerge(BOSS, source.id)
    ring(office)

    assert (states(office, source), states(office, target)) == ([], [Delivery.QUEUED])
    assert (office.state(source).message_count, office.state(target).message_count) == (1, 2)


def test_its_files_go_with_it(office: Office) -> None:
    source, target = office.open_ticket(), office.open_ticket()
    going, staying = office.upload(ADA), office.upload(ADA)
    schedule(office, source, file_ids=(going,))
    kept = schedule(office, source, 60, file_ids=(staying,))
    office.merging.merge(BOSS, source.id, target.id)
    ring(office)

    (sent, _) = sorted(shown(office, target), key=lambda message: message.id, reverse=True)
    assert [file.id for file in sent.files] == [going]
    assert (office.desk.files[going].ticket_id, office.desk.files[going].message_id) == (target.id, sent.id)
    assert office.files.read_file(ADMIN, going).id == going

    take_back(office, target, kept)
    assert schedule(office, target, 90, file_ids=(staying,)).files[0].id == staying


@pytest.mark.parametrize("act", ["merge", "unmerge"])
def test_a_merge_at_that_very_moment_neither_loses_nor_doubles_it(office: Office, act: str) -> None:
    source, target = office.open_ticket(), office.open_ticket()
    schedule(office, source)
    if act == "unmerge":
        office.merging.merge(BOSS, source.id, target.id)

    def meanwhile() -> object:
        if act == "merge":
            return office.merging.merge(BOSS, source.id, target.id)
        return office.merging.unmerge(BOSS, source.id)

    office.desk.before_commit = meanwhile
    ring(office)

    assert states(office, target if act == "merge" else source) == [Delivery.QUEUED]
    assert act == "merge" or states(office, target) == []


def test_whoever_does_not_see_the_ticket_that_goes_on_decides_nothing(office: Office) -> None:
    source, target = office.open_ticket(), office.open_ticket(team_id=office.hire("team"))
    waiting = schedule(office, source)
    office.merging.merge(BOSS, source.id, target.id)

    for ticket in (source, target):
        with pytest.raises(NotFound):
            take_back(office, ticket, waiting, agent_of_teams("other"))


def test_a_split_leaves_it_on_the_ticket_that_it_was_written_on(office: Office) -> None:
    ticket = office.open_ticket()
    note = office.service.add_message(ADA, ticket.id, NewMessage(MessageKind.NOTE, "Ours.")).message
    assert note is not None
    schedule(office, ticket)

    made = office.splitting.split(BOSS, ticket.id, [note.id], {}).ticket
    assert office.state(ticket).preview == "It does not work."
    ring(office)

    assert (states(office, ticket), states(office, made)) == ([Delivery.QUEUED], [])
    assert (office.state(ticket).message_count, office.state(ticket).preview) == (2, TEXT)


def test_a_ticket_that_was_split_off_keeps_what_waits_on_it(office: Office) -> None:
    ticket = office.open_ticket()
    note = office.service.add_message(ADA, ticket.id, NewMessage(MessageKind.NOTE, "Ours.")).message
    assert note is not None
    made = office.splitting.split(BOSS, ticket.id, [note.id], {}).ticket
    schedule(office, made)
    with pytest.raises(Conflict, match="messages of its own"):
        office.splitting.rejoin(BOSS, made.id)
    office.merging.merge(BOSS, made.id, ticket.id)

    ring(office)

    assert states(office, ticket) == [Delivery.QUEUED]


def test_its_text_is_changed_until_it_goes_out(office: Office) -> None:
    ticket = office.open_ticket()
    waiting = schedule(office, ticket)
    listed = office.state(ticket).updated_at

    new = NewText("", "<p>It ships today.</p><script>x</script>")
    changed = office.editing.edit_text(ADA, ticket.id, waiting.id, new).message
    assert changed is not None
    assert (changed.id, changed.text, changed.html) == (waiting.id, "It ships today.", "<p>It ships today.</p>")
    assert (changed.edited_at, changed.send_at) == (None, waiting.send_at)
    assert office.editing.list_revisions(ADA, ticket.id, waiting.id) == []
    assert office.state(ticket).updated_at == listed, "nothing was said yet"
    office.editing.edit_text(BOSS, ticket.id, waiting.id, NewText("It ships at noon."))

    ring(office)

    (sent,) = shown(office, ticket, "It ships at noon.")
    assert (sent.delivery, sent.author_id, office.state(ticket).preview) == (
        Delivery.QUEUED,
        ADA.id,
        "It ships at noon.",
    )
    with pytest.raises(Conflict, match="cannot be unmailed"):
        office.editing.edit_text(ADA, ticket.id, sent.id, NewText("No."))
    with pytest.raises(NotFound, match="on its way"):
        office.editing.edit_text(ADA, ticket.id, waiting.id, NewText("No."))


def test_who_may_not_take_it_back_may_not_change_it(office: Office) -> None:
    ticket = office.open_ticket()
    waiting = schedule(office, ticket)

    with pytest.raises(Forbidden):
        office.editing.edit_text(agent(), ticket.id, waiting.id, NewText("Mine."))
    with pytest.raises(Invalid, match="take the reply back"):
        office.editing.edit_text(ADA, ticket.id, waiting.id, NewText(" "))


def test_a_forward_that_waits_may_say_nothing_of_its_own(office: Office) -> None:
    ticket = office.open_ticket()
    asked = shown(office, ticket, "It does not work.")[0]
    new = NewMessage(
        MessageKind.NOTE, "Look.", to=(make_person(),), send_at=later(30), forward=Forward(asked.id), cc=()
    )
    waiting = office.service.add_message(ADA, ticket.id, new).message
    assert waiting is not None

    changed = office.editing.edit_text(ADA, ticket.id, waiting.id, NewText("")).message

    assert changed is not None
    assert (changed.text, changed.forward_of) == ("", asked.id)


def test_a_reply_that_goes_out_while_it_is_changed_goes_out_once(office: Office) -> None:
    source, target = office.open_ticket(), office.open_ticket()
    waiting = schedule(office, source)
    office.merging.merge(BOSS, source.id, target.id)
    office.desk.before_commit = lambda: ring(office)

    with pytest.raises(NotFound, match="on its way"):
        office.editing.edit_text(ADA, target.id, waiting.id, NewText("Too late."))

    assert states(office, target) == [Delivery.QUEUED]
    assert shown(office, target, "Too late.") == []


ACTS = ("merge", "unmerge", "delete", "restore", "put off", "ring")


@given(st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 2), st.integers(0, 2)), max_size=14))
def test_whatever_happens_each_is_there_once(acts: list[tuple[str, int, int]]) -> None:
    office = Office()
    made = [office.open_ticket() for _ in range(3)]
    replies = [schedule(office, ticket, 30, f"reply {place}") for place, ticket in enumerate(made)]
    minutes = 10.0

    for act, one, other in acts:
        minutes += 7
        office.clock.now = later(minutes)
        try:
            match act:
                case "merge":
                    office.merging.merge(BOSS, made[one].id, made[other].id)
                case "unmerge":
                    office.merging.unmerge(BOSS, made[one].id)
                case "delete":
                    office.service.delete_ticket(BOSS, made[one].id)
                case "restore":
                    office.service.restore_ticket(BOSS, made[one].id)
                case "put off":
                    office.scheduling.put_off(ADA, made[other].id, replies[one].id, later(minutes + 9))
                case "ring":
                    ring(office, minutes)
        except (Conflict, Invalid, NotFound):
            continue

    ring(office, 200)
    alone = [ticket for ticket in made if office.state(ticket).merged_into is None]
    for place in range(3):
        found = [(ticket, message) for ticket in alone for message in shown(office, ticket, f"reply {place}")]
        ((_, message),) = found
        assert message.delivery in (Delivery.QUEUED, Delivery.UNSENT)
        unsent = [event for event in office.desk.events if event.type is EventType.MESSAGE_UNSENT]
        if message.delivery in WAITING:
            assert message.id in [event.data["message_id"] for event in unsent]
