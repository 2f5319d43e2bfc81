from dataclasses import replace

import pytest

from schemas.vocabulary import EventType, Role
from tessera.identity.model import Agent
from tessera.identity.session import RefreshToken
from tessera.identity.sign_in import MAX_ATTEMPTS, Client, SignedIn, SignIn
from tessera.kernel.errors import Invalid, TooManyRequests, Unauthenticated
from tests.factories.identity import PASSWORD, make_agent
from tests.fakes.identity import FakeClock, FakeDirectory, FakePasswords, FakeSessions, FakeStore, FakeTokens

CLIENT = Client("192.0.2.7", "Firefox", "corr-1")


class Desk:
    """A sign-in with one agent, in memory."""

    def __init__(self, **agent: object) -> None:
        self.clock = FakeClock()
        self.store = FakeStore()
        self.sessions = FakeSessions()
        self.passwords = FakePasswords()
        self.tokens = FakeTokens()
        self.agent = make_agent(email="ada@acme.test", **agent)
        self.keep(self.agent)
        self.door = SignIn(FakeDirectory(self.store), self.sessions, self.passwords, self.tokens, self.clock)

    def keep(self, agent: Agent) -> None:
        self.store.agents[agent.org_id, agent.id] = agent

    def enter(self) -> SignedIn:
        return self.door.sign_in("Ada@acme.test", PASSWORD, CLIENT)

    @property
    def event_types(self) -> list[EventType]:
        return [event.type for event in self.store.events]


def token_of(signed_in: SignedIn) -> str:
    assert signed_in.refresh_token is not None
    return signed_in.refresh_token


def test_signing_in_gives_a_token_that_says_who() -> None:
    desk = Desk(role=Role.SUPERVISOR, team_ids=("t1", "t2"))
    signed_in = desk.enter()
    (claims,) = desk.tokens.issued
    (session,) = desk.sessions.kept.values()
    assert signed_in.expires_in == 600
    assert (claims.sub, claims.org, claims.role, claims.teams) == (
        desk.agent.id,
        desk.agent.org_id,
        "supervisor",
        ("t1", "t2"),
    )
    assert (claims.sid, claims.exp) == (session.id, int(desk.clock.now.timestamp()) + 600)
    assert desk.event_types == [EventType.SESSION_STARTED]
    assert desk.store.events[0].actor.ip == CLIENT.ip


@pytest.mark.parametrize(("email", "password"), [("ada@acme.test", "wrong"), ("nobody@acme.test", PASSWORD)])
def test_a_wrong_password_and_a_wrong_address_look_and_cost_the_same(email: str, password: str) -> None:
    desk = Desk()
    with pytest.raises(Unauthenticated, match="e-mail address or the password"):
        desk.door.sign_in(email, password, CLIENT)
    assert desk.passwords.verified == 1
    assert len(desk.store.events) + len(desk.sessions.strangers) == 1
    assert not desk.sessions.kept


@pytest.mark.parametrize("fields", [{"active": False}, {"deleted_at": FakeClock().now}])
def test_who_is_gone_does_not_get_in(fields: dict[str, object]) -> None:
    desk = Desk(**fields)
    with pytest.raises(Unauthenticated):
        desk.enter()
    assert desk.event_types == [EventType.SIGN_IN_FAILED]


def test_an_address_that_is_none_is_named() -> None:
    with pytest.raises(Invalid) as caught:
        Desk().door.sign_in("ada", PASSWORD, CLIENT)
    assert caught.value.field == "email"


def test_after_ten_failures_even_the_right_password_has_to_wait() -> None:
    desk = Desk()
    for _ in range(MAX_ATTEMPTS):
        with pytest.raises(Unauthenticated):
            desk.door.sign_in("ada@acme.test", "wrong", CLIENT)
    with pytest.raises(TooManyRequests) as caught:
        desk.enter()
    assert 0 < caught.value.retry_after <= 900
    assert desk.passwords.verified == MAX_ATTEMPTS

    desk.clock.forward(seconds=caught.value.retry_after)
    assert desk.enter().access_token


def test_the_limit_is_for_one_address_from_one_place() -> None:
    desk = Desk()
    for _ in range(MAX_ATTEMPTS + 1):
        with pytest.raises((Unauthenticated, TooManyRequests)):
            desk.door.sign_in("ada@acme.test", "wrong", replace(CLIENT, ip="203.0.113.9"))
    assert desk.enter().access_token


def test_signing_in_forgets_the_failures_before() -> None:
    desk = Desk()
    for _ in range(3):
        for _ in range(MAX_ATTEMPTS - 1):
            with pytest.raises(Unauthenticated):
                desk.door.sign_in("ada@acme.test", "wrong", CLIENT)
        desk.enter()


def test_refreshing_gives_new_tokens_with_what_is_true_now() -> None:
    desk = Desk()
    first = desk.enter()
    desk.keep(replace(desk.agent, role=Role.VIEWER))
    desk.clock.forward(minutes=9)
    second = desk.door.refresh(token_of(first), CLIENT)
    assert token_of(second) != token_of(first)
    assert desk.tokens.issued[-1].role == "viewer"
    third = desk.door.refresh(token_of(second), CLIENT)
    assert third.refresh_token not in (first.refresh_token, second.refresh_token)


def test_a_token_used_again_ends_the_session_for_everybody() -> None:
    desk = Desk()
    first = desk.enter()
    second = desk.door.refresh(token_of(first), CLIENT)
    third = desk.door.refresh(token_of(second), CLIENT)
    with pytest.raises(Unauthenticated):
        desk.door.refresh(token_of(first), CLIENT)
    with pytest.raises(Unauthenticated):
        desk.door.refresh(token_of(third), CLIENT)
    assert desk.event_types == [EventType.SESSION_STARTED, EventType.SESSION_ENDED]
    assert desk.store.events[-1].data["reason"] == "refresh_token_reused"


@pytest.mark.parametrize("seconds", [0, 11, 86_400])
def test_an_answer_that_was_lost_on_the_way_signs_nobody_out(seconds: int) -> None:
    """A page that is left or loses its network while it refreshes never gets the next token."""
    desk = Desk()
    first = token_of(desk.enter())
    for _ in range(3):
        desk.door.refresh(first, CLIENT)
        desk.clock.forward(seconds=seconds)
    desk.clock.forward(seconds=11)
    got = token_of(desk.door.refresh(first, CLIENT))
    assert token_of(desk.door.refresh(got, CLIENT))
    assert desk.event_types == [EventType.SESSION_STARTED]


def test_who_comes_with_a_token_that_another_came_with_first_ends_the_session() -> None:
    """A copied token is found out by whichever comes second, though neither of them used the next one yet."""
    desk = Desk()
    copied = token_of(desk.enter())
    owners = token_of(desk.door.refresh(copied, CLIENT))
    desk.clock.forward(minutes=9)
    thiefs = token_of(desk.door.refresh(copied, CLIENT))
    with pytest.raises(Unauthenticated):
        desk.door.refresh(owners, CLIENT)
    with pytest.raises(Unauthenticated):
        desk.door.refresh(thiefs, CLIENT)
    assert desk.store.events[-1].data["reason"] == "refresh_token_reused"


def test_two_tabs_at_the_same_moment_both_stay_signed_in() -> None:
    desk = Desk()
    first = desk.enter()
    winner = desk.door.refresh(token_of(first), CLIENT)
    loser = desk.door.refresh(token_of(first), CLIENT)
    assert loser.access_token
    assert loser.refresh_token is None
    assert desk.door.refresh(token_of(winner), CLIENT).refresh_token


def test_two_tabs_in_the_very_same_write() -> None:
    desk = Desk()
    first = token_of(desk.enter())
    desk.sessions.before_save = lambda: desk.door.refresh(first, CLIENT)
    assert desk.door.refresh(first, CLIENT).refresh_token is None
    assert len(desk.sessions.kept) == 1


def test_a_session_that_ends_in_the_middle_of_a_refresh_stays_ended() -> None:
    desk = Desk()
    first = token_of(desk.enter())
    desk.sessions.before_save = desk.sessions.kept.clear
    with pytest.raises(Unauthenticated):
        desk.door.refresh(first, CLIENT)
    assert not desk.sessions.kept


def test_a_session_is_over_after_thirty_days() -> None:
    desk = Desk()
    token = token_of(desk.enter())
    desk.clock.forward(days=30)
    with pytest.raises(Unauthenticated):
        desk.door.refresh(token, CLIENT)


@pytest.mark.parametrize("change", ["active", "signed_out_at", "gone"])
def test_what_signs_an_agent_out_ends_every_session(change: str) -> None:
    desk = Desk()
    token = token_of(desk.enter())
    match change:
        case "active":
            desk.keep(replace(desk.agent, active=False))
        case "signed_out_at":
            desk.keep(replace(desk.agent, signed_out_at=desk.clock.now))
        case _:
            desk.store.agents.clear()
    with pytest.raises(Unauthenticated):
        desk.door.refresh(token, CLIENT)
    assert not desk.sessions.kept


def test_a_session_begun_after_a_sign_out_everywhere_goes_on() -> None:
    desk = Desk(signed_out_at=FakeClock().now)
    desk.clock.forward(seconds=1)
    assert desk.door.refresh(token_of(desk.enter()), CLIENT).access_token


def test_signing_out_ends_this_session_and_no_other() -> None:
    desk = Desk()
    here, there = desk.enter(), desk.enter()
    desk.door.sign_out(token_of(here), CLIENT)
    with pytest.raises(Unauthenticated):
        desk.door.refresh(token_of(here), CLIENT)
    assert desk.door.refresh(token_of(there), CLIENT).access_token
    assert desk.event_types[-1] is EventType.SESSION_ENDED


def test_signing_out_with_a_token_that_proves_nothing_does_nothing() -> None:
    desk = Desk()
    token = RefreshToken.decode(token_of(desk.enter()))
    for text in ("", "nonsense", replace(token, secret=b"x" * 32).encode()):
        desk.door.sign_out(text, CLIENT)
    assert len(desk.sessions.kept) == 1
