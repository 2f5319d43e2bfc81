"""Every change leaves a sealed record, in the roadmap's shape."""

from typing import Any

from playwright.sync_api import expect

from tessera.insight.audit import seal
from tests.e2e.api import Api
from tests.e2e.conftest import ADMIN, OpenScreen
from tests.e2e.mail import Customer, Smtp
from tests.e2e.waiting import eventually

SHAPE = {"id", "timestamp", "actor", "action", "resource", "changes"}
SEALS = {"previous_hash", "hash"}


def records_of(admin: Api, ticket_id: str, actions: list[str]) -> list[dict[str, Any]]:
    """The ticket's records, oldest first, once they are these."""

    def look() -> list[dict[str, Any]]:
        found = [*admin.pages("/admin/audit", resource=f"ticket:{ticket_id}", limit=5)][::-1]
        assert sorted(record["action"] for record in found) == sorted(actions)
        return found

    return eventually(look, f"the audit records of {ticket_id}")


def test_every_change_of_a_ticket_is_on_record(agent: Api, admin: Api, word: str) -> None:
    me = agent.get("/me")
    ticket = agent.make_ticket(f"Record {word}", f"{word}@customer.example")
    path = f"/tickets/{ticket['id']}"
    agent.patch(path, {"priority": "high"})
    agent.post(f"{path}/assign", {"assignee_id": me["id"]}, 200)
    agent.post(f"{path}/status", {"status": "resolved"}, 200)
    agent.post(f"{path}/messages", {"kind": "note", "text": "A secret word."})
    admin.http.delete(path)
    admin.post(f"{path}/restore", None, 200)
    actions = ["created", "updated", "assigned", "status_changed", "deleted", "restored"]
    expected = [f"ticket.{action}" for action in actions] + ["message.added", "message.added"]
    records = records_of(admin, ticket["id"], expected)

    for record in records:
        assert set(record) == SHAPE | SEALS
        assert record["resource"] == {"type": "ticket", "id": ticket["id"]}
        assert record["actor"]["type"] == "agent"
        assert record["actor"]["ip"]
    by_action = {record["action"]: record for record in records}
    assert by_action["ticket.status_changed"]["changes"] == {"status": {"from": "open", "to": "resolved"}}
    assert by_action["ticket.assigned"]["changes"]["assignee_id"] == {"from": None, "to": me["id"]}
    assert by_action["ticket.updated"]["changes"] == {"priority": {"from": "normal", "to": "high"}}
    assert by_action["ticket.status_changed"]["actor"]["id"] == me["id"]
    assert "A secret word." not in str(records)


def test_each_record_is_sealed_to_the_one_before(agent: Api, admin: Api, word: str) -> None:
    ticket = agent.make_ticket(f"Seal {word}", f"{word}@customer.example")
    for record in records_of(admin, ticket["id"], ["ticket.created", "message.added"]):
        content = {name: record[name] for name in SHAPE}
        assert record["hash"] == seal(content, record["previous_hash"])


def test_a_customer_s_mail_is_on_record_as_theirs(
    agent: Api, admin: Api, smtp: Smtp, customer: Customer, word: str
) -> None:
    smtp.send(customer.write(f"On record {word}", "Hello."))
    ticket = eventually(lambda: agent.ticket_with_subject(f"On record {word}"), "the ticket")
    records = records_of(admin, ticket["id"], ["ticket.created", "message.added"])
    assert {record["actor"]["type"] for record in records} == {"customer"}
    assert {record["actor"]["id"] for record in records} == {ticket["requester"]["id"]}


def test_an_administrator_reads_who_changed_a_team(open_screen: OpenScreen, admin: Api, word: str) -> None:
    team = admin.post("/admin/teams", {"name": f"Before {word}"})
    admin.patch(f"/admin/teams/{team['id']}", {"name": f"After {word}"})
    mara = open_screen()
    mara.sign_in(ADMIN)
    eventually(
        lambda: len(admin.get("/admin/audit", resource=f"team:{team['id']}")["items"]) == 2, "both entries of the team"
    )
    mara.open("/settings/audit")
    mara.page.get_by_role("button", name="Record of").click()
    mara.page.get_by_placeholder("Name, or a ticket’s number").fill(f"After {word}")
    expect(mara.page.get_by_role("option", selected=True)).to_contain_text(f"After {word}")
    mara.press("Enter")
    newest = mara.page.get_by_test_id("audit-record").first
    expect(newest).to_contain_text("team.updated")
    expect(newest).to_contain_text(f"Before {word}")
    expect(newest).to_contain_text(f"After {word}")
    expect(newest).to_contain_text("Mara Lindqvist")
    assert mara.violations() == []
