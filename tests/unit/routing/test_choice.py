"""Who is chosen for a ticket."""

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


@given(st.sampled_from(RoutingMode), TAGS, st.none() | st.sampled_from(["de", "pt"]), CANDIDATES, st.integers(0, 99))
def test_whoever_is_chosen_has_room_and_nobody_knows_more(
    mode: RoutingMode, tags: frozenset[str], language: str | None, candidates: list[Candidate], turn: int
) -> None:
    free = [one for one in candidates if one.capacity is None or one.open < one.capacity]
    choice = choose(mode, Wanted(tags, language), candidates, turn)
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


@given(CANDIDATES.filter(len), st.integers(0, 99))
def test_in_turn_everybody_gets_as_many(candidates: list[Candidate], first: int) -> None:
    plain = [Candidate(one.agent_id) for one in candidates]
    turns = range(first, first + 3 * len(plain))
    chosen = [choice.agent_id for turn in turns if (choice := choose(RoutingMode.ROUND_ROBIN, Wanted(), plain, turn))]
    assert {chosen.count(one.agent_id) for one in plain} == {3}
