"""What every signed-in browser hears, without asking."""

import pytest
from websockets.exceptions import InvalidStatus, WebSocketException
from websockets.sync.client import connect

from tests.e2e.api import Api, sign_in
from tests.e2e.live import Listener, socket_address
from tests.e2e.mail import Customer, Smtp


def test_a_change_is_heard_by_everybody(agent: Api, admin: Api, word: str) -> None:
    with Listener(admin) as heard:
        ticket = agent.make_ticket(f"Loud {word}", f"{word}@customer.example")
        created = heard.wait_for("ticket:created", ticket["id"])
        assert created["ticket"]["subject"] == f"Loud {word}"
        me = agent.get("/me")
        agent.post(f"/tickets/{ticket['id']}/assign", {"assignee_id": me["id"]}, 200)
        assigned = heard.wait_for("ticket:assigned", ticket["id"])
        assert assigned["ticket"]["assignee_id"] == me["id"]
        assert assigned["actor"] == {"type": "agent", "id": me["id"], "name": me["name"]}
        agent.post(f"/tickets/{ticket['id']}/status", {"status": "pending"}, 200)
        assert heard.wait_for("ticket:status_changed", ticket["id"])["ticket"]["status"] == "pending"
        heard.heard.clear()
        note = agent.post(f"/tickets/{ticket['id']}/messages", {"kind": "note", "text": "Psst."})
        message = heard.wait_for("message:new", ticket["id"])
    assert (message["message_id"], message["kind"]) == (note["message"]["id"], "note")


def test_incoming_mail_is_heard(agent: Api, smtp: Smtp, customer: Customer, word: str) -> None:
    with Listener(agent) as heard:
        smtp.send(customer.write(f"Hear me {word}", "Hello."))
        while (created := heard.wait_for("ticket:created"))["ticket"]["subject"] != f"Hear me {word}":
            heard.heard.remove(created)
    assert created["actor"]["type"] == "customer"


def test_an_agent_of_another_team_hears_nothing_of_a_ticket(origin: str, admin: Api, word: str) -> None:
    team = admin.post("/admin/teams", {"name": f"Silent {word}"})
    body = {"name": "Deaf", "email": f"deaf.{word}@acme.test", "password": "a-long-password", "ticket_scope": "teams"}
    admin.post("/admin/agents", body)
    with sign_in(origin, f"deaf.{word}@acme.test", "a-long-password") as deaf, Listener(deaf) as heard:
        hidden = admin.make_ticket(f"Hidden {word}", f"{word}@customer.example", team_id=team["id"])
        shown = admin.make_ticket(f"Shown {word}", f"{word}@customer.example")
        heard.wait_for("ticket:created", shown["id"])
    assert hidden["id"] not in [delta.get("ticket_id") for delta in heard.heard]


def test_a_pass_works_once(agent: Api) -> None:
    key = agent.post("/realtime/passes")["value"]
    address = f"{socket_address(agent.origin)}?pass={key}"
    with connect(address, open_timeout=30):
        pass
    assert_refused(address)


@pytest.mark.parametrize("query", ["", "?pass=", "?pass=made-up"])
def test_no_pass_no_connection(origin: str, query: str) -> None:
    assert_refused(f"{socket_address(origin)}{query}")


def assert_refused(address: str) -> None:
    with pytest.raises(WebSocketException) as refused, connect(address, open_timeout=30):
        pass
    assert isinstance(refused.value, InvalidStatus)
    assert refused.value.response.status_code in (401, 403)
