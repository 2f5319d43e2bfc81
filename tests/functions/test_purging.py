"""A deleted ticket is taken out for good: API, the event, what clears up after it."""

import json
from email.message import EmailMessage
from typing import Any

import pytest
from pynamodb.expressions.operand import Path

from functions.email_inbound.handler import handler as inbound
from functions.file_inspector.handler import handler as inspector
from schemas.http.tickets import PurgedTicket
from schemas.vocabulary import Role
from tessera.adapters.dynamodb import change_log, keys
from tessera.adapters.dynamodb.bodies import KEPT
from tessera.adapters.dynamodb.table import Table
from tessera.adapters.s3 import Bucket
from tessera.bootstrap import Services
from tessera.kernel.ids import OrgId
from tessera.realtime.model import TicketChange
from tests.factories.identity import make_agent
from tests.fakes.realtime import FakePush
from tests.functions.agent_api import Api, hire
from tests.functions.mail import PostOffice, batch, failed
from tests.functions.test_api_agent_sync import Copy, act, make

#: What stays under a purged ticket's key: the tombstone, and the outbox, which forgets itself.
STAYS = ("N", "X#")


def items_of(api: Api, ticket_id: str) -> list[dict[str, Any]]:
    return list(api.services.core.query(f"O#{api.org}#T#{ticket_id}", consistent=True)[0])


def bury(api: Api, ticket_id: str) -> None:
    assert api.delete(f"/tickets/{ticket_id}").status == 200
    answer = api.post(f"/tickets/{ticket_id}/purge")
    assert answer.status == 200, answer.body
    tell_screens(api, ticket_id)


def tell_screens(api: Api, ticket_id: str) -> None:
    """As the stream does."""
    api.services.change_log.append(api.org, [TicketChange.lost(ticket_id, 9, None)])


def cleared(api: Api, ticket_id: str) -> list[str]:
    """The event of the purge is heard; those that failed."""
    (event,) = (
        json.loads(item["event"])
        for item in items_of(api, ticket_id)
        if item["sk"].startswith("X#") and "ticket.purged" in item["event"]
    )
    return failed(inspector(batch({"id": "1", "source": "tessera", "detail": event}), None))


def left(api: Api, ticket_id: str) -> list[str]:
    return [item["sk"] for item in items_of(api, ticket_id) if not item["sk"].startswith(STAYS)]


def test_a_deleted_ticket_is_purged_and_says_so_from_then_on(api: Api) -> None:
    ticket = api.open_ticket()
    path = f"/tickets/{ticket['id']}"
    assert "Delete it first" in api.post(f"{path}/purge").problem(409, "conflict")["detail"]
    api.delete(path)
    assert api.by(api.hire(Role.SUPERVISOR)).post(f"{path}/purge").status == 403
    purged = api.post(f"{path}/purge")
    assert PurgedTicket.model_validate(purged.body).number == ticket["number"]
    assert api.post(f"{path}/purge").body == purged.body, "again"
    day = purged.body["purged_at"][:10]
    for answer in (api.get(path), api.post(f"{path}/restore"), api.patch(path, {"priority": "low"}), api.delete(path)):
        detail = answer.problem(410, "gone")["detail"]
        assert detail == f"This ticket was purged on {day} and cannot be restored."
    assert api.by(api.hire(Role.AGENT, api.found_team())).get(path).status == 404
    assert api.get("/tickets", number=str(ticket["number"])).body["items"] == []
    assert api.get("/tickets", status="deleted").body["items"] == []
    assert api.open_ticket()["number"] > ticket["number"]


def test_nothing_of_it_is_left(api: Api) -> None:
    ticket = api.open_ticket(subject="Secret")
    path, files = f"/tickets/{ticket['id']}", api.services.files_bucket
    long = api.post(
        f"{path}/messages", {"kind": "note", "text": "x" * (KEPT + 1), "attachment_ids": [api.upload()]}
    ).body
    note = api.post(f"{path}/messages", {"kind": "note", "text": "first"}).body["message"]["id"]
    assert api.call("PUT", f"{path}/messages/{note}/text", {"text": "second"}).status == 200
    colleague = api.by(api.hire())
    assert colleague.call("PUT", f"{path}/draft", {"text": "unsent"}).status == 200
    (body,) = [item["body_key"] for item in items_of(api, ticket["id"]) if "body_key" in item]
    (file,) = [each for item in items_of(api, ticket["id"]) for each in item.get("files", ())]
    assert long["message"]["attachments"]
    bury(api, ticket["id"])
    assert cleared(api, ticket["id"]) == []
    assert left(api, ticket["id"]) == []
    assert "Secret" not in str(items_of(api, ticket["id"]))
    assert (files.size(body), files.size(file["key"])) == (None, None)
    assert api.get(f"/attachments/{file['id']}").status == 404
    assert colleague.get("/drafts").body["items"] == []
    assert cleared(api, ticket["id"]) == [], "again"


def test_later_mail_makes_a_new_ticket(services: Services, org: OrgId) -> None:
    office = PostOffice(services, org)
    api = Api(services, org, hire(services, make_agent(org_id=org, role=Role.ADMIN)))
    raw = mail_to(office, "<first@customer.example>")
    inbound(batch(office.keep(raw)), None)
    (old,) = office.tickets()
    raw_key = office.messages(old)[0].raw_key or ""
    bury(api, old.id)
    inbound(batch(office.keep(raw)), None)
    assert office.tickets() == [], "the same mail once more"
    assert cleared(api, old.id) == []
    assert api.services.raw_mail_bucket.size(raw_key) is None
    answer = mail_to(office, "<second@customer.example>", **{"In-Reply-To": "<first@customer.example>"})
    assert failed(inbound(batch(office.keep(answer)), None)) == []
    (new,) = office.tickets()
    assert new.number > old.number
    assert api.services.ticket_table(api.org).find_claim("mail-id", "first@customer.example") is None


def mail_to(office: PostOffice, message_id: str, **headers: str) -> bytes:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "grace@customer.example", office.mailbox, "Lamp"
    mail["Message-ID"] = message_id
    for name, value in headers.items():
        mail[name] = value
    mail.set_content("It is broken.")
    return mail.as_bytes()


def test_what_was_split_off_stays_and_what_was_given_to_it_goes(api: Api) -> None:
    origin = api.open_ticket()
    path = f"/tickets/{origin['id']}"
    note = {"kind": "note", "text": "Another matter", "attachment_ids": [api.upload()]}
    message = api.post(f"{path}/messages", note).body["message"]
    part = api.post(f"{path}/split", {"message_ids": [message["id"]]}).body
    bury(api, origin["id"])
    assert cleared(api, origin["id"]) == []
    shown = api.get(f"/tickets/{part['id']}").body
    (text,) = [each["text"] for each in shown["entries"]["items"] if each.get("text")]
    assert text == "Another matter"
    assert shown["links"] == []
    assert api.get(f"/attachments/{message['attachments'][0]['id']}").status == 200
    assert api.post(f"/tickets/{part['id']}/rejoin").status == 410
    bury(api, part["id"])
    assert cleared(api, part["id"]) == []
    assert (left(api, origin["id"]), left(api, part["id"])) == ([], [])
    assert api.get(f"/attachments/{message['attachments'][0]['id']}").status == 404


def test_links_to_it_are_taken_from_the_others(api: Api) -> None:
    one, other = api.open_ticket(), api.open_ticket()
    assert api.call("PUT", f"/tickets/{one['id']}/links/{other['id']}", {"type": "related"}).status == 200
    bury(api, one["id"])
    assert api.get(f"/tickets/{other['id']}/links").body["items"] == []
    table = api.services.ticket_table(api.org)
    kept = table.get(other["id"])
    assert kept is not None
    assert kept.links == ()


def test_what_is_merged_is_taken_apart_first(api: Api) -> None:
    into, merged = api.open_ticket(), api.open_ticket()
    api.post(f"/tickets/{merged['id']}/merge", {"into": into["id"]})
    api.delete(f"/tickets/{into['id']}")
    for ticket, word in ((into, "Take them out first"), (merged, "Take it out there first")):
        assert word in api.post(f"/tickets/{ticket['id']}/purge").problem(409, "conflict")["detail"]
    assert api.post(f"/tickets/{merged['id']}/unmerge").status == 200
    assert api.post(f"/tickets/{into['id']}/purge").status == 200
    tell_screens(api, into["id"])
    assert cleared(api, into["id"]) == []
    assert api.get(f"/tickets/{merged['id']}").body["message_count"] == 1


@pytest.mark.parametrize("kind", [Table, Bucket])
def test_a_removal_that_was_killed_goes_on(api: Api, monkeypatch: pytest.MonkeyPatch, kind: type) -> None:
    """At each of its steps."""
    ticket = api.open_ticket()
    path = f"/tickets/{ticket['id']}"
    files = [api.upload() for _ in range(2)]
    for place in range(60):
        api.post(f"{path}/messages", {"kind": "note", "text": f"{place}", "attachment_ids": files[place : place + 1]})
    keys = [each["key"] for item in items_of(api, ticket["id"]) for each in item.get("files", ())]
    bury(api, ticket["id"])
    name = "delete_all" if kind is Table else "erase"
    real, calls = getattr(kind, name), list[int]()

    def dies(self: Any, *given: Any) -> None:
        calls.append(1)
        if len(calls) in (1, 3):
            raise RuntimeError("killed")
        real(self, *given)

    monkeypatch.setattr(kind, name, dies)
    while cleared(api, ticket["id"]):
        assert len(calls) < 10
    assert len(calls) > 3
    assert left(api, ticket["id"]) == []
    assert [api.services.files_bucket.size(key) for key in keys] == [None, None]
    events, _ = api.services.core.query(f"O#{api.org}#T#{ticket['id']}", Path("sk").startswith("X#"))
    assert sum("ticket.purged" in item["event"] for item in events) == 1


def test_every_copy_forgets_it(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(vars(api.services), "push", FakePush())
    ticket, other = make(api), make(api)
    act(api, "DELETE", ticket["id"], "")
    copy = Copy(api)
    act(api, "POST", ticket["id"], "/purge")
    assert copy.catch_up()
    assert list(copy.tickets) == [other["id"]]
    assert list(Copy(api).tickets) == [other["id"]]


def test_who_catches_up_later_reads_nothing_of_it(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(vars(api.services), "push", FakePush())
    monkeypatch.setattr(change_log, "PAGE_ITEMS", 1)  # the purge comes a page later
    ticket, other = make(api, subject="Secret"), make(api)
    act(api, "DELETE", ticket["id"], "")
    answer = api.post(f"/tickets/{ticket['id']}/purge")
    assert answer.status == 200
    assert cleared(api, ticket["id"]) != [], "not before the screens were told: what they are told is kept"
    tell_screens(api, ticket["id"])
    assert cleared(api, ticket["id"]) == []
    visibility = api.get("/sync/tickets").body["visibility"]
    pages = [api.get("/sync", since=str(seq), visibility=visibility).body for seq in range(4)]
    assert [[one["ticket_id"] for one in page["items"]] for page in pages][:2] == [[], [other["id"]]]
    assert "Secret" not in str(pages)
    assert "Secret" not in str(api.services.live.query(keys.changes(api.org), consistent=True))
