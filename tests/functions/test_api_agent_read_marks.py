"""What an agent has read, over the API."""

import pytest

from schemas.vocabulary import Role
from tessera.kernel.ids import new_id
from tests.functions.agent_api import Api

NOON = "2026-05-01T12:00:00.000Z"
ROUTE = "/me/read-marks"


def test_what_is_read_here_is_read_on_the_next_machine(api: Api) -> None:
    ticket, other = new_id(), new_id()
    assert api.post(ROUTE, {"marks": {ticket: NOON, other: "2026-05-01T14:00:00+02:00"}}).status == 204

    read = api.get(ROUTE).body
    assert read["marks"] == {ticket: NOON, other: NOON}
    api.post(ROUTE, {"marks": {ticket: None}})
    assert api.get(ROUTE, after=read["cursor"]).body["marks"][ticket] is None


def test_it_is_nobody_else_s(api: Api, neighbour: Api) -> None:
    api.post(ROUTE, {"marks": {new_id(): NOON}})
    nothing: dict[str, object] = {"marks": {}, "cursor": None}
    assert api.by(api.hire()).get(ROUTE).body == nothing
    assert neighbour.get(ROUTE).body == nothing


def test_who_may_only_read_reads_too(api: Api) -> None:
    reader = api.by(api.hire(Role.VIEWER))
    assert reader.post(ROUTE, {"marks": {new_id(): NOON}}).status == 204
    assert len(reader.get(ROUTE).body["marks"]) == 1


@pytest.mark.parametrize(
    "marks",
    [{}, {"no-id": NOON}, {new_id(): "yesterday"}, {new_id(): 0}, {new_id(): NOON for _ in range(1001)}],
    ids=["nothing", "no id", "no time", "a number", "too many"],
)
def test_what_is_no_mark_is_refused_whole(api: Api, marks: dict[str, object]) -> None:
    known = new_id()
    api.post(ROUTE, {"marks": marks | {known: NOON} if marks else {}}).problem(422, "invalid")
    assert api.get(ROUTE).body["marks"] == {}


def test_what_is_no_position_is_refused(api: Api) -> None:
    reply = api.get(ROUTE, after="the beginning")
    reply.problem(422, "invalid")
    assert reply.fields() == {"after"}


def test_who_is_signed_in_knows_since_when_they_are_here(api: Api) -> None:
    me = api.get("/me").body
    assert me["created_at"] == api.by(api.me).get("/workspace").body["me"]["created_at"]
