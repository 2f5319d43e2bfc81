from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from schemas.events.envelope import Event
from schemas.http.operations import AuditRecord
from tessera.insight.audit import GENESIS, Head, Link, check_chain, extend, presented, record_of, seal
from tests.factories.events import make_envelope

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
records = st.fixed_dictionaries(
    {"id": st.uuids().map(str), "action": st.text(), "changes": st.dictionaries(st.text(), values, max_size=3)}
)
chains = st.lists(records, min_size=1, max_size=8, unique_by=lambda record: str(record["id"])).map(
    lambda several: extend(Head(), several)
)


def end_of(links: list[Link]) -> Head:
    return Head(links[-1].sequence, links[-1].hash)


def test_a_record_has_the_shape_that_the_contract_promises() -> None:
    envelope = make_envelope()
    Event.model_validate(envelope)
    (link,) = extend(Head(), [record_of(envelope)])
    shown = AuditRecord.model_validate(presented(link)).model_dump(by_alias=True, mode="json")
    assert shown == presented(link)
    assert shown["previous_hash"] == GENESIS
    assert shown["actor"] == {"type": "agent", "id": envelope["actor"]["id"], "ip": "192.0.2.1"}
    assert shown["changes"] == {"status": {"from": "open", "to": "resolved"}}


def test_the_seal_is_stable() -> None:
    """Pinned: a change of the canonical form would break every chain there is."""
    record = {"id": "1", "action": "ticket.created", "changes": {"subject": {"from": None, "to": "Crème brûlée ☕"}}}
    assert seal(record, GENESIS) == "65e1f175043b805b449500ca06978bb8a97ab2ba44e45b6ea734ff41e95d4d1a"
    assert seal(dict(reversed(record.items())), GENESIS) == seal(record, GENESIS)


@given(chains)
def test_a_true_chain_is_found_true(links: list[Link]) -> None:
    assert check_chain(links, end_of(links)).intact


def test_an_empty_chain_is_true_and_must_be_meant() -> None:
    assert check_chain([], Head()).intact
    assert not check_chain([], Head(3, "x")).intact


@given(chains, st.data())
def test_an_altered_record_is_found_where_it_is(links: list[Link], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(links) - 1))
    record: dict[str, Any] = dict(links[at].record)
    field = data.draw(st.sampled_from(sorted(record)))
    record[field] = data.draw(values.filter(lambda value: not _same(value, record[field])))
    forged = [*links[:at], replace(links[at], record=record), *links[at + 1 :]]
    verdict = check_chain(forged, end_of(links))
    assert verdict.broken_at == at + 1
    assert verdict.checked == at


@given(chains, st.data())
def test_an_altered_record_with_its_hash_mended_is_found_too(links: list[Link], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(links) - 1))
    record = {**links[at].record, "action": str(links[at].record["action"]) + "!"}
    mended = replace(links[at], record=record, hash=seal(record, links[at].previous_hash))
    assert not check_chain([*links[:at], mended, *links[at + 1 :]], end_of(links)).intact


@given(chains, st.data())
def test_a_removed_record_is_found(links: list[Link], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(links) - 1))
    assert not check_chain([*links[:at], *links[at + 1 :]], end_of(links)).intact


@given(chains, st.data())
def test_a_removed_record_is_found_though_the_rest_is_numbered_anew(links: list[Link], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(links) - 1))
    rest = [replace(link, sequence=number) for number, link in enumerate([*links[:at], *links[at + 1 :]], 1)]
    assert not check_chain(rest, end_of(links)).intact


@given(chains.filter(lambda links: len(links) > 1), st.data())
def test_swapped_records_are_found(links: list[Link], data: st.DataObject) -> None:
    one, two = data.draw(st.lists(st.integers(0, len(links) - 1), min_size=2, max_size=2, unique=True))
    swapped = list(links)
    swapped[one] = replace(links[two], sequence=links[one].sequence)
    swapped[two] = replace(links[one], sequence=links[two].sequence)
    assert not check_chain(swapped, end_of(links)).intact


@given(chains, records)
def test_an_added_record_is_found(links: list[Link], record: dict[str, Any]) -> None:
    assert not check_chain([*links, *extend(end_of(links), [record])], end_of(links)).intact


def _same(one: object, two: object) -> bool:
    """Whether JSON writes them alike: `True` and `1` are equal in Python, not in JSON."""
    return seal({"v": one}, "") == seal({"v": two}, "")
