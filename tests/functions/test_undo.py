"""Taking back what two tickets went through together, as a client sees it: over the real table."""

from typing import Any

import pytest

from schemas.vocabulary import Role
from tests.functions.agent_api import Api

KINDS = pytest.mark.parametrize("kind", ["merge", "split", "link"])
SIDES = pytest.mark.parametrize("by", [0, 1])
#: What tells of it, and of its being taken back.
TOLD = {
    "merge": ("ticket.merged", "ticket.unmerged"),
    "split": ("ticket.split", "ticket.rejoined"),
    "link": ("ticket.linked", "ticket.unlinked"),
}


def did(api: Api, kind: str) -> list[str]:
    """The paths of two tickets that went through this."""
    one, two = api.open_ticket(), api.open_ticket()
    paths = [f"/tickets/{each['id']}" for each in (one, two)]
    if kind == "merge":
        assert api.post(f"{paths[0]}/merge", {"into": two["id"]}).status == 200
    if kind == "link":
        assert api.call("PUT", f"{paths[0]}/links/{two['id']}", {"type": "blocks"}).status == 200
    if kind == "split":
        note = api.post(f"{paths[0]}/messages", {"kind": "note", "text": "Another matter"}).body["message"]
        made = api.post(f"{paths[0]}/split", {"message_ids": [note["id"]]}).body
        paths[1] = f"/tickets/{made['id']}"
    return paths


def activity(api: Api, path: str, type_: str) -> dict[str, str]:
    """The latest that the ticket itself tells of this type; it also shows what those merged into it tell."""
    told = [each for each in api.get(path).body["entries"]["items"] if each.get("type") == type_]
    own = "merged_into" if api.get(path).body["merged_into"] else "merged_ids"
    mine = [each for each in told if own in each["changes"]] or told
    return {"activity_id": mine[-1]["id"]}


def seen(api: Api, paths: list[str]) -> list[Any]:
    """What both look like, but for what every change makes anew."""
    names = ("status", "merged_into", "merged_ids", "split_from", "links", "message_count", "preview", "subject")
    found = [api.get(path).body for path in paths]
    return [{name: each[name] for name in names} | {"deleted": bool(each["deleted_at"])} for each in found]


@KINDS
@SIDES
def test_what_two_tickets_went_through_is_taken_back_and_done_again(api: Api, kind: str, by: int) -> None:
    paths = did(api, kind)
    after = seen(api, paths)
    done, undone = TOLD[kind]

    back = api.post(f"{paths[by]}/undo", activity(api, paths[by], done))
    assert (back.status, f"/tickets/{back.body['id']}") == (200, paths[by])
    before = seen(api, paths)
    assert before != after

    again = api.post(f"{paths[by]}/undo", activity(api, paths[by], undone))
    assert (again.status, f"/tickets/{again.body['id']}") == (200, paths[by])
    assert seen(api, paths) == after
    assert api.post(f"{paths[by]}/undo", activity(api, paths[by], done)).status == 200
    assert seen(api, paths) == before


@KINDS
def test_the_same_request_is_carried_out_once(api: Api, kind: str) -> None:
    paths = did(api, kind)
    body = activity(api, paths[1], TOLD[kind][0])
    first = api.post(f"{paths[1]}/undo", body, idempotency_key="k1")
    again = api.post(f"{paths[1]}/undo", body, idempotency_key="k1")
    assert (first.status, again.status, again.body) == (200, 200, first.body)


@KINDS
def test_whoever_sees_only_one_of_them_takes_nothing_back(api: Api, neighbour: Api, kind: str) -> None:
    mine, other = api.found_team(), api.found_team()
    paths = did(api, kind)
    body = activity(api, paths[0], TOLD[kind][0])
    assert api.patch(paths[1], {"team_id": other}).status == 200
    boss = api.by(api.hire(Role.SUPERVISOR, mine))
    for who, path in ((boss, paths[0]), (boss, paths[1]), (neighbour, paths[0])):
        assert who.post(f"{path}/undo", body).status == 404
    assert api.by(api.hire(Role.VIEWER)).post(f"{paths[0]}/undo", body).status == 403


def test_what_became_of_it_since_is_named(api: Api) -> None:
    merged, into = did(api, "merge")
    first = activity(api, into, "ticket.merged")
    assert api.post(f"{merged}/unmerge").status == 200
    assert api.post(f"{merged}/merge", {"into": api.open_ticket()["id"]}).status == 200
    refused = api.post(f"{into}/undo", first)
    assert refused.problem(409, "conflict")["current"]["id"] == merged.rpartition("/")[2]
    assert refused.fields() == {"merged_into", "status"}

    one, two = did(api, "link")
    first = activity(api, one, "ticket.linked")
    assert api.call("PUT", f"{two}/links/{one.rpartition('/')[2]}", {"type": "parent"}).status == 200
    assert api.post(f"{one}/undo", first).fields() == {"links"}

    _, made = did(api, "split")
    assert api.post(f"{made}/messages", {"kind": "note", "text": "Its own"}).status == 201
    problem = api.post(f"{made}/undo", activity(api, made, "ticket.split")).problem(409, "conflict")
    assert "Merge it into" in problem["detail"]
