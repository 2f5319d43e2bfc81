"""Who is chosen for a ticket."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.vocabulary import RoutingMode, RoutingRule
from tessera.routing.model import Candidate, Wanted, choose

TAGS = st.frozensets(st.sampled_from(["billing", "german", "repair"]))
LANGUAGES = st.frozensets(st.sampled_from(["de", "en", "pt"]))
CANDIDATES = st.lists(
    st.builds(
        Candidate,
        agent_id=st.sampled_from("abcdef"),
        languages=LANGUAGES,
        skills=TAGS,
        capacity=st.none() | st.integers(1, 4),
        open=st.integers(0, 5),
    ),
    unique_by=lambda one: one.agent_id,
)

LAST = st.dictionaries(st.sampled_from("abcdef"), st.integers(1, 99))


@given(st.sampled_from(RoutingMode), TAGS, st.none() | st.sampled_from(["de", "pt"]), CANDIDATES, LAST)
def test_whoever_is_chosen_has_room_and_nobody_knows_more(
    mode: RoutingMode, tags: frozenset[str], language: str | None, candidates: list[Candidate], last: dict[str, int]
) -> None:
    free = [one for one in candidates if one.capacity is None or one.open < one.capacity]
    choice = choose(mode, Wanted(tags, language), candidates, last)
    if choice is None:
        assert mode is RoutingMode.MANUAL or not free
        return
    chosen = next(one for one in free if one.agent_id == choice.agent_id)
    speaking = [one for one in free if language in one.languages]
    assert choice.language == (language if speaking else None)
    free = speaking or free
    assert chosen in free
    assert len(chosen.skills & tags) == max(len(one.skills & tags) for one in free)
    assert set(choice.skills) == chosen.skills & tags
    if mode is RoutingMode.LEAST_LOADED:
        equal = [one for one in free if len(one.skills & tags) == len(choice.skills)]
        assert chosen.open == min(one.open for one in equal) == choice.open
        assert choice.rule is RoutingRule.FEWEST_OPEN


def in_turn(candidates: list[Candidate], wanted: list[Wanted], last: dict[str, int]) -> list[str]:
    """Who is given each of these tickets."""
    given_to = list[str]()
    for turn, one in enumerate(wanted, max(last.values(), default=0) + 1):
        choice = choose(RoutingMode.ROUND_ROBIN, one, candidates, last)
        assert choice is not None
        last = {**last, choice.agent_id: turn}
        given_to.append(choice.agent_id)
    return given_to


@given(CANDIDATES.filter(len), LAST)
def test_in_turn_everybody_gets_as_many(candidates: list[Candidate], last: dict[str, int]) -> None:
    plain = [Candidate(one.agent_id) for one in candidates]
    chosen = in_turn(plain, [Wanted()] * 3 * len(plain), last)
    assert {chosen.count(one.agent_id) for one in plain} == {3}


@pytest.mark.parametrize("wanted", [Wanted(language="de"), Wanted(frozenset({"repair"}))])
def test_turns_are_fair_also_where_some_tickets_are_for_some_people(wanted: Wanted) -> None:
    able = [Candidate(id_, frozenset({"de", "en"}), frozenset({"repair"})) for id_ in "ab"]
    others = [Candidate(id_, frozenset({"en"})) for id_ in "cd"]
    chosen = in_turn(able + others, [wanted, Wanted(language="en")] * 12, {})
    assert [chosen.count(id_) for id_ in "abcd"] == [7, 6, 6, 5]
