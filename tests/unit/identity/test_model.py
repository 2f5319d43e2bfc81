from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.vocabulary import EventType, Role, TicketScope
from tessera.identity.customers import change_customer, new_customer
from tessera.identity.model import (
    MAX_NAME,
    change_agent,
    change_team,
    checked_name,
    new_agent,
    new_team,
)
from tessera.kernel.errors import Invalid
from tests.factories.identity import ORG, actor_with, make_agent, make_customer, make_team
from tests.fakes.identity import START, FakeClock

ADMIN = actor_with(Role.ADMIN)


def test_a_new_agent_is_active_and_says_so_without_the_password() -> None:
    agent, event = new_agent(ADMIN, START, name=" Ada  Lovelace", email=" ADA@Acme.test ", password_hash="s3cret")
    assert (agent.name, agent.email, agent.org_id, agent.version) == ("Ada Lovelace", "ada@acme.test", ORG, 1)
    assert agent.may_sign_in
    assert agent.created_by == ADMIN.id
    assert event.type is EventType.AGENT_CREATED
    assert event.changes["role"] == (None, "agent")
    assert "s3cret" not in str(event.to_json()) + repr(agent)


def test_a_change_tells_only_what_is_different() -> None:
    agent = make_agent(team_ids=("a", "b"))
    later = FakeClock().forward(hours=1)
    changed, event = change_agent(agent, ADMIN, later, {"role": Role.AGENT, "team_ids": ["b", "a"], "name": "Ada King"})
    assert event is not None
    assert event.changes == {"name": ("Ada Lovelace", "Ada King")}
    assert (changed.version, changed.updated_at, changed.signed_out_at) == (2, later, None)


def test_a_change_that_changes_nothing_is_no_event() -> None:
    agent = make_agent()
    assert change_agent(agent, ADMIN, START, {"ticket_scope": TicketScope.ALL, "active": True}) == (agent, None)


@pytest.mark.parametrize("changes", [{"password_hash": "other"}, {"active": False}])
def test_a_new_password_and_a_deactivation_sign_the_agent_out(changes: dict[str, object]) -> None:
    changed, event = change_agent(make_agent(), ADMIN, START, changes)  # type: ignore[arg-type]
    assert changed.signed_out_at == START
    assert event is not None
    assert "signed_out_at" not in event.changes
    assert "other" not in str(event.to_json())


def test_reactivating_does_not_bring_old_sessions_back() -> None:
    agent = make_agent(active=False, signed_out_at=START)
    changed, _ = change_agent(agent, ADMIN, START, {"active": True})
    assert changed.signed_out_at == START


def test_teams_and_customers_are_renamed_with_an_event() -> None:
    team, created = new_team(ADMIN, START, "Support")
    assert created.type is EventType.TEAM_CREATED
    renamed, event = change_team(team, ADMIN, START, {"name": "First line"})
    assert renamed.name == "First line"
    assert event is not None
    assert event.changes == {"name": ("Support", "First line")}
    assert change_team(make_team(name="Support"), ADMIN, START, {"name": " Support "})[1] is None

    customer, made = new_customer(ADMIN, START, "Grace@Example.com", "Grace\r\nBcc: x@y.z")
    assert (customer.email, customer.name) == ("grace@example.com", "Grace Bcc: x@y.z")
    assert made.type is EventType.CUSTOMER_CREATED
    assert change_customer(make_customer(name="Grace"), ADMIN, START, {"name": ""})[0].name == ""


def test_names_have_a_length() -> None:
    with pytest.raises(Invalid):
        checked_name("  \n ")
    with pytest.raises(Invalid):
        change_customer(make_customer(), ADMIN, START, {"name": "x" * (MAX_NAME + 1)})


@pytest.mark.parametrize("name", ["Ada 👩‍💻", "می‌خواهم", "O'Brien-Łukasz", "佐藤 美咲"])
def test_names_of_all_scripts_are_left_alone(name: str) -> None:
    assert checked_name(f" {name}\u202e\n") == name


@given(st.text(max_size=300) | st.text("a \n\r\t\x00\x85\u2028\u202e\ud800"))
def test_a_checked_name_is_one_line_or_refused(name: str) -> None:
    try:
        line = checked_name(name)
    except Invalid:
        return
    assert line == " ".join(line.split())
    assert not set(line) & set("\n\r\x00\x85\u2028\u202e\ud800")
    assert 0 < len(line) <= MAX_NAME


def test_who_goes_away_without_an_end_is_away_though_an_old_end_is_known() -> None:
    agent = make_agent(away=True, away_until=START - timedelta(days=1))
    assert not agent.is_away(START)
    gone, _ = change_agent(agent, ADMIN, START, {"away": True})
    assert gone.away_until is None
    assert gone.is_away(START)


def test_who_is_away_until_later_stays_so() -> None:
    until = START + timedelta(days=1)
    agent = make_agent(away=True, away_until=until)
    same, event = change_agent(agent, ADMIN, START, {"away": True, "name": agent.name})
    assert (same.away_until, event) == (until, None)
