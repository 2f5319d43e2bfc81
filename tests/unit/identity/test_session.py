import pytest
from hypothesis import given
from hypothesis import strategies as st

from tessera.identity.session import RACE_GRACE, RefreshToken, start_session
from tessera.kernel.errors import Unauthenticated
from tessera.kernel.ids import AgentId, new_id
from tests.factories.identity import ORG
from tests.fakes.identity import START, FakeClock

AGENT = AgentId(new_id())


def test_a_token_survives_its_text_and_is_not_kept_in_the_session() -> None:
    session, token = start_session(ORG, AGENT, START, "192.0.2.1", "Firefox")
    again = RefreshToken.decode(token.encode())
    assert again == token
    assert session.next_for(again, START)
    assert token.secret.hex() not in repr(session) + repr(token)
    assert token.encode() not in repr(session)


def test_the_old_token_is_good_until_the_new_one_was_used() -> None:
    clock = FakeClock()
    session, first = start_session(ORG, AGENT, clock(), None, "")
    rotated, second = session.rotate(first, clock.forward(minutes=9))
    assert rotated.next_for(second, clock.now)
    assert not rotated.next_for(first, clock.now + RACE_GRACE)
    assert rotated.raced(first, clock.now + RACE_GRACE)
    late = clock.forward(seconds=RACE_GRACE.total_seconds() + 0.001)
    assert rotated.next_for(first, late)
    assert not rotated.raced(first, late)
    assert not rotated.raced(second, clock.now)
    used, _ = rotated.rotate(second, late)
    assert not used.next_for(first, late + RACE_GRACE * 2)


def test_a_fresh_session_knows_no_earlier_token() -> None:
    session, token = start_session(ORG, AGENT, START, None, "")
    assert not session.raced(token, START)


@given(st.one_of(st.text(), st.binary(max_size=200).map(lambda raw: raw.hex()), st.just("A" * 107)))
def test_any_other_text_is_no_token_or_a_harmless_one(text: str) -> None:
    session, _ = start_session(ORG, AGENT, START, None, "")
    try:
        token = RefreshToken.decode(text)
    except Unauthenticated:
        return
    assert not session.next_for(token, START)


def test_a_cut_token_is_refused() -> None:
    _, token = start_session(ORG, AGENT, START, None, "")
    with pytest.raises(Unauthenticated):
        RefreshToken.decode(token.encode()[:-4])
