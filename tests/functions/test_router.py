"""From what happens to who has the ticket, in process: API, events, router, API."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from schemas.vocabulary import Role, RoutingMode, Weekday
from tessera.identity.hours import Span, WorkingHours
from tessera.identity.model import Agent
from tessera.kernel.actor import Actor, system_actor
from tessera.ticketing.assigning import Assigner
from tessera.ticketing.model import Ticket
from tessera.ticketing.writing import Written
from tests.factories.identity import actor_of
from tests.fakes.alarms import FakeAlarmClock
from tests.functions.agent_api import Api
from tests.functions.catalogue_api import admin
from tests.functions.routing import Desk, alarms, turns

__all__ = ["alarms", "turns"]


@pytest.fixture
def loads(api: Api) -> Desk:
    return Desk(api, RoutingMode.LEAST_LOADED)


def test_in_turn(turns: Desk) -> None:
    ada, bob = turns.hire("Ada"), turns.hire("Bob")
    turns.hire("Viewer", role=Role.VIEWER)
    turns.hire("Gone", active=False)
    got = [turns.comes() for _ in range(4)]
    assert sorted(map(str, got)) == sorted([ada.id, bob.id] * 2)
    assert got[0] != got[1]


def test_whoever_has_the_fewest_and_why(loads: Desk) -> None:
    ada, bob = loads.hire("Ada"), loads.hire("Bob")
    for _ in range(2):
        loads.ticket(assignee_id=ada.id)
    ticket = loads.ticket()
    loads.happens("ticket", ticket)
    assert loads.assignee(ticket) == bob.id
    assert loads.reason(ticket) == {"rule": "fewest_open", "open": 0, "skills": [], "language": None}


def test_whoever_knows_about_it(turns: Desk) -> None:
    turns.hire("Ada")
    bob = turns.hire("Bob", skills=("billing", "german"))
    assert {turns.comes(tags=["billing"]) for _ in range(3)} == {bob.id}


def test_whoever_knows_about_it_after_the_tag_was_renamed_and_merged(turns: Desk) -> None:
    """Agents keep the name under which a skill was written, tickets the one by which they got the tag."""
    turns.hire("Ada")
    bob = turns.hire("Bob", skills=("billing",))
    before = turns.ticket(tags=["billing"])
    tag = _tag_id(turns, "billing")
    admin(turns.api, "PATCH", f"/tags/{tag}", {"name": "invoices"})
    turns.happens("ticket", before)
    assert turns.assignee(before) == bob.id
    assert {turns.comes(tags=["invoices"]) for _ in range(3)} == {bob.id}
    turns.ticket(tags=["money"])
    admin(turns.api, "POST", f"/tags/{tag}/merge", {"into": _tag_id(turns, "money")}, status=200)
    assert {turns.comes(tags=["money"]) for _ in range(3)} == {bob.id}
    last = turns.ticket(tags=["billing"])
    turns.happens("ticket", last)
    assert turns.reason(last)["skills"] == ["money"]


def test_nobody_beyond_their_capacity_and_then_the_oldest_that_waits(turns: Desk) -> None:
    ada = turns.hire("Ada", capacity=1)
    first = turns.ticket()
    turns.happens("ticket", first)
    second, third = turns.ticket(), turns.ticket()
    turns.happens("ticket", second)
    assert (turns.assignee(first), turns.assignee(second)) == (ada.id, None)
    turns.api.post(f"/tickets/{first}/status", {"status": "resolved"})
    turns.happens("ticket", first)
    assert (turns.assignee(second), turns.assignee(third)) == (ada.id, None)


def test_what_comes_out_of_another_finds_somebody(turns: Desk) -> None:
    ticket, other = turns.ticket(), turns.ticket()
    turns.api.post(f"/tickets/{ticket}/merge", {"into": other})
    ada = turns.hire("Ada")
    turns.api.post(f"/tickets/{ticket}/unmerge")
    turns.happens("ticket", ticket)
    assert turns.assignee(ticket) == ada.id


def test_nobody_who_is_away_until_they_are_back(turns: Desk) -> None:
    ada = turns.api.by(turns.hire("Ada"))
    until = (datetime.now(UTC) + timedelta(days=1)).isoformat()
    gone = ada.call("PUT", "/me/away", {"away": True, "until": until})
    assert (gone.status, gone.body["away"]) == (200, True)
    ticket = turns.ticket()
    turns.happens("ticket", ticket)
    assert turns.assignee(ticket) is None
    assert ada.call("PUT", "/me/away", {"away": False}).body["away_until"] is None
    turns.happens("agent", ada.me.id)
    assert turns.assignee(ticket) == ada.me.id
    assert ada.call("PUT", "/me/away", {"away": True, "until": "2020-01-01T00:00:00Z"}).fields() == {"until"}
    assert ada.call("PUT", "/me/away", {"away": True, "until": "2020-01-01T00:00:00"}).fields() == {"until"}


def test_who_was_away_until_a_time_is_back_then(turns: Desk) -> None:
    ada = turns.api.by(turns.hire("Ada"))
    until = datetime.now(UTC).replace(microsecond=0) + timedelta(days=1)
    ada.call("PUT", "/me/away", {"away": True, "until": until.isoformat()})
    ticket = turns.ticket()
    staff = turns.api.services.staff(turns.api.org)
    clock = system_actor(turns.api.org, "test")
    staff.come_back(clock, ada.me.id, until + timedelta(hours=1))
    staff.come_back(clock, "nobody", until)
    assert turns.away(ada.me.id)
    staff.come_back(clock, ada.me.id, until)
    assert not turns.away(ada.me.id)
    turns.happens("agent", ada.me.id)
    assert turns.assignee(ticket) == ada.me.id


def test_what_is_moved_opened_again_or_restored_finds_somebody_too(turns: Desk) -> None:
    ada = turns.hire("Ada")
    moved = turns.ticket(team_id=None, status="pending")
    turns.api.patch(f"/tickets/{moved}", {"team_id": turns.team, "status": "open"})
    gone = turns.ticket()
    boss = turns.api.by(turns.api.hire(Role.ADMIN))
    boss.delete(f"/tickets/{gone}")
    turns.happens("ticket", gone)
    assert turns.assignee(gone) is None
    boss.post(f"/tickets/{gone}/restore")
    reopened = turns.ticket(status="resolved")
    turns.api.post(f"/tickets/{reopened}/status", {"status": "open"})
    for ticket in (moved, gone, reopened):
        turns.happens("ticket", ticket)
        assert turns.assignee(ticket) == ada.id


def test_who_goes_away_can_hand_everything_back(turns: Desk) -> None:
    ada, bob = turns.api.by(turns.hire("Ada")), turns.hire("Bob")
    tickets = [turns.ticket(assignee_id=ada.me.id) for _ in range(2)]
    ada.call("PUT", "/me/away", {"away": True, "hand_back": True})
    turns.happens("agent", ada.me.id)
    assert [turns.assignee(ticket) for ticket in tickets] == [None, None]
    assert turns.reason(tickets[0])["rule"] == "handed_back"
    turns.happens("ticket", tickets[0])
    assert turns.assignee(tickets[0]) == bob.id


def only_reads(desk: Desk, agent_id: str) -> None:
    admin(desk.api, "PATCH", f"/agents/{agent_id}", {"role": "viewer"}, status=200)
    desk.happens("agent", agent_id)


def test_who_may_only_read_from_now_on_leaves_what_is_to_do(turns: Desk) -> None:
    ada, bob = turns.hire("Ada"), turns.hire("Bob")
    tickets = {status: turns.ticket(assignee_id=ada.id, status=status) for status in ("open", "pending", "on_hold")}
    done = turns.ticket(assignee_id=ada.id, status="resolved")
    only_reads(turns, ada.id)
    assert [turns.assignee(ticket) for ticket in tickets.values()] == [None, None, None]
    assert turns.reason(tickets["open"])["rule"] == "left"
    turns.happens("ticket", tickets["open"])
    assert (turns.assignee(tickets["open"]), turns.assignee(done)) == (bob.id, ada.id)
    turns.api.post(f"/tickets/{done}/status", {"status": "open"})
    turns.happens("ticket", done)
    assert turns.assignee(done) == bob.id


def test_who_leaves_a_team_keeps_what_they_have_as_whoever_is_in_none_may_have_it(turns: Desk) -> None:
    ada = turns.hire("Ada")
    ticket = turns.comes_to(ada)
    admin(turns.api, "PATCH", f"/agents/{ada.id}", {"team_ids": []}, status=200)
    turns.happens("agent", ada.id)
    assert turns.assignee(ticket) == ada.id
    other = turns.ticket()
    assert turns.api.patch(f"/tickets/{other}", {"assignee_id": ada.id}).status == 200


def deactivate(desk: Desk, agent_id: str, active: bool = False) -> None:
    desk.api.services.staff(desk.api.org).change_agent(actor_of(desk.api.me), agent_id, {"active": active})


def test_who_is_deactivated_leaves_what_is_to_do(turns: Desk) -> None:
    ada, bob = turns.hire("Ada"), turns.hire("Bob")
    tickets = {status: turns.ticket(assignee_id=ada.id, status=status) for status in ("open", "pending", "on_hold")}
    done = turns.ticket(assignee_id=ada.id, status="resolved")
    deactivate(turns, ada.id)
    turns.happens("agent", ada.id)
    assert [turns.assignee(ticket) for ticket in tickets.values()] == [None, None, None]
    assert turns.reason(tickets["pending"])["rule"] == "left"
    assert turns.assignee(done) == ada.id
    turns.happens("ticket", tickets["open"])
    assert turns.assignee(tickets["open"]) == bob.id
    deactivate(turns, ada.id, active=True)
    turns.happens("agent", ada.id)
    assert turns.assignee(tickets["open"]) == bob.id
    assert turns.assignee(tickets["pending"]) is None


def test_handing_back_goes_on_where_a_run_was_killed(turns: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    ada = turns.hire("Ada")
    tickets = [turns.ticket(assignee_id=ada.id) for _ in range(3)]
    deactivate(turns, ada.id)
    assign, given = Assigner.assign, list[str]()

    def dies(assigner: Assigner, actor: Actor, before: Ticket, *more: Any) -> Written:
        if given:
            raise RuntimeError("killed")
        given.append(before.id)
        return assign(assigner, actor, before, *more)

    with monkeypatch.context() as patched:
        patched.setattr(Assigner, "assign", dies)
        with pytest.raises(AssertionError):
            turns.happens("agent", ada.id)
    turns.happens("agent", ada.id)
    assert [turns.assignee(ticket) for ticket in tickets] == [None] * 3
    for ticket in tickets:
        entries = turns.api.get(f"/tickets/{ticket}").body["entries"]["items"]
        assert sum(bool(each.get("routing")) for each in entries) == 1


def test_what_somebody_had_who_left_is_nobodys_once_it_is_opened_again(turns: Desk) -> None:
    ada = turns.hire("Ada")
    ticket = turns.ticket(assignee_id=ada.id, status="resolved")
    deactivate(turns, ada.id)
    turns.happens("agent", ada.id)
    turns.api.post(f"/tickets/{ticket}/status", {"status": "open"})
    turns.happens("ticket", ticket)
    assert turns.assignee(ticket) is None
    assert turns.api.patch(f"/tickets/{ticket}", {"assignee_id": ada.id}).fields() == {"assignee_id"}


def test_what_somebody_took_meanwhile_stays_theirs_and_by_hand_is_by_hand(turns: Desk, api: Api) -> None:
    turns.hire("Ada")
    ticket = turns.ticket(assignee_id=api.me.id)
    turns.happens("ticket", ticket)
    assert turns.assignee(ticket) == api.me.id
    manual = Desk(api, RoutingMode.MANUAL)
    manual.hire("Bob")
    assert manual.comes() is None
    assert turns.comes(team_id=None) is None


def hours(starts: datetime, ends: datetime) -> WorkingHours:
    return WorkingHours("UTC", {tuple(Weekday)[starts.weekday()]: Span(starts.time(), ends.time())})


def test_nobody_outside_their_hours_and_what_waits_comes_back_when_they_start(
    turns: Desk, alarms: FakeAlarmClock
) -> None:
    now = datetime.now(UTC).replace(second=0, microsecond=0)
    late, later = now + timedelta(hours=2), now + timedelta(hours=3)
    turns.hire("Ada", working_hours=hours(later, later + timedelta(hours=1)))
    bob = turns.hire("Bob", working_hours=hours(late, late + timedelta(hours=1)))
    turns.hire("Never", working_hours=WorkingHours("UTC"))
    ticket = turns.ticket()
    turns.happens("ticket", ticket)
    assert turns.assignee(ticket) is None
    assert alarms.subjects == {(ticket, late)}
    at_work = hours(now - timedelta(hours=1), now + timedelta(hours=1))
    change_hours(turns, bob, at_work)
    turns.happens("ticket", ticket)
    assert turns.assignee(ticket) == bob.id


def test_who_gets_other_hours_finds_what_waits_then(turns: Desk, alarms: FakeAlarmClock) -> None:
    now = datetime.now(UTC).replace(second=0, microsecond=0)
    late = now + timedelta(hours=2)
    ada = turns.hire("Ada", working_hours=WorkingHours("UTC"))
    ticket = turns.ticket()
    turns.happens("ticket", ticket)
    assert (turns.assignee(ticket), alarms.subjects) == (None, set())
    change_hours(turns, ada, hours(late, late + timedelta(hours=1)))
    turns.happens("agent", ada.id)
    assert alarms.subjects == {(ada.id, late)}
    change_hours(turns, ada, None)
    turns.happens("agent", ada.id)
    assert turns.assignee(ticket) == ada.id


def change_hours(desk: Desk, agent: Agent, working_hours: WorkingHours | None) -> None:
    staff, boss = desk.api.services.staff(desk.api.org), desk.api.hire(Role.ADMIN)
    staff.change_agent(actor_of(boss), agent.id, {"working_hours": working_hours})


def test_whoever_speaks_the_customers_language(turns: Desk) -> None:
    turns.hire("Ada", languages=("en",))
    bob = turns.hire("Bob", languages=("de", "pt"))
    email = f"{turns.team}@customer.example"
    turns.api.post("/customers", {"email": email, "language": "pt-BR"})
    requester = {"email": email}
    tickets = [turns.ticket(requester=requester) for _ in range(3)]
    for ticket in tickets:
        turns.happens("ticket", ticket)
    assert {turns.assignee(ticket) for ticket in tickets} == {bob.id}
    assert turns.reason(tickets[0])["language"] == "pt"


def _tag_id(desk: Desk, name: str) -> str:
    tags = desk.api.get("/catalogue").body["tags"]
    return next(str(tag["id"]) for tag in tags if name == tag["name"])
