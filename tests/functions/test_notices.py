"""From what happens to what agents are told, in process: API, events, notifier, API."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import boto3
import pytest
from pynamodb.expressions.operand import Path

from functions.notifier.handler import handler
from schemas.realtime.messages import NoticeNew
from schemas.vocabulary import Role
from tessera.bootstrap import Services
from tessera.kernel.actor import system_actor
from tessera.kernel.clock import from_text, to_text
from tessera.kernel.ids import new_id
from tests.factories.cloud import create_idempotency, create_mail
from tests.factories.identity import make_mailbox
from tests.fakes.push_service import Browser, PushServer, claims_of
from tests.fakes.realtime import FakePush
from tests.functions.agent_api import Api
from tests.functions.catalogue_api import add_field
from tests.functions.mail import Context, batch, failed, sent_to
from tests.functions.test_realtime_fanout import listen


@pytest.fixture(autouse=True)
def office(api: Api) -> None:
    clients = boto3.client("sesv2"), boto3.client("sqs"), boto3.client("secretsmanager")
    create_idempotency(boto3.client("dynamodb"))
    create_mail(*clients)
    api.services.directory.add_mailbox(make_mailbox(org_id=api.org, address=f"{api.org[-12:]}@acme.test"))


@pytest.fixture
def push(services: Services, monkeypatch: pytest.MonkeyPatch) -> FakePush:
    made = FakePush()
    monkeypatch.setitem(vars(services), "push", made)
    return made


@pytest.fixture
def bob(api: Api, push: FakePush) -> Api:
    return api.by(api.hire(name="Bob"))


def happened(api: Api, ticket_id: str) -> Iterator[dict[str, Any]]:
    """Every event of a ticket so far, as the bus hands it on."""
    pk = f"O#{api.org}#T#{ticket_id}"
    for prefix in ("M#", "X#"):
        items, _ = api.services.core.query(pk, Path("sk").startswith(prefix))
        yield from (
            {"source": "tessera", "detail": json.loads(item["event"])} for item in items if item["kind"] == "event"
        )


def notify(api: Api, ticket_id: str) -> None:
    assert failed(handler(batch(*happened(api, ticket_id)), Context("notifier"))) == []


def given(api: Api, bob: Api, **fields: Any) -> dict[str, Any]:
    """A ticket that Ada gave to Bob, and Bob was told."""
    ticket = api.open_ticket(**fields)
    api.post(f"/tickets/{ticket['id']}/assign", {"assignee_id": bob.me.id})
    notify(api, ticket["id"])
    return ticket


def told(api: Api) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = api.get("/notifications").body["items"]
    return found


def mail_to(api: Api) -> list[EmailMessage]:
    return [message_from_bytes(raw, policy=policy.default) for raw in sent_to(api.me.email)]


def test_who_is_given_a_ticket_finds_it_told(api: Api, bob: Api) -> None:
    ticket = given(api, bob, subject="Paper jam")
    page = bob.get("/notifications").body
    (notice,) = page["items"]
    assert (notice["kind"], notice["read"], page["unread"]) == ("assigned", False, 1)
    assert notice["ticket"] == {"id": ticket["id"], "number": ticket["number"], "subject": "Paper jam"}
    assert notice["actor"] == {"type": "agent", "id": api.me.id, "name": "Ada"}
    assert told(api) == []


def test_told_twice_it_is_there_once(api: Api, bob: Api) -> None:
    ticket = given(api, bob)
    bob.post("/notifications/read", {"ids": [told(bob)[0]["id"]]})
    notify(api, ticket["id"])
    assert [notice["read"] for notice in told(bob)] == [True]


def test_read_one_by_one_or_all_at_once(api: Api, bob: Api) -> None:
    for _ in range(3):
        given(api, bob)
    newest = told(bob)[0]["id"]
    assert bob.post("/notifications/read", {"ids": [newest]}).status == 204
    assert bob.get("/notifications").body["unread"] == 2
    assert bob.post("/notifications/read", {"until": newest}).status == 204
    assert bob.get("/notifications").body["unread"] == 0
    bob.post("/notifications/read", {"until": "zzzz"}).problem(422, "invalid")


def test_read_is_made_unread_again(api: Api, bob: Api) -> None:
    given(api, bob)
    (notice,) = told(bob)
    bob.post("/notifications/read", {"until": notice["id"]})
    assert api.post("/notifications/unread", {"ids": [notice["id"]]}).status == 204
    assert bob.get("/notifications").body["unread"] == 0
    assert bob.post("/notifications/unread", {"ids": [notice["id"], "nobody's"]}).status == 204
    assert bob.get("/notifications").body["unread"] == 1
    bob.post("/notifications/unread", {"ids": []}).problem(422, "invalid")


def test_an_open_screen_is_told_at_once_and_no_other(api: Api, bob: Api, push: FakePush) -> None:
    listen(bob, "bob")
    listen(api, "ada")
    ticket = given(api, bob)
    (frame,) = (NoticeNew.model_validate_json(text) for text in push.sent["bob"])
    assert (frame.event, frame.kind, frame.ticket_id) == ("notice:new", "assigned", ticket["id"])
    assert "ada" not in push.sent


def test_of_what_is_gone_or_hidden_nothing_is_told(api: Api, push: FakePush) -> None:
    team, other = api.found_team(), api.found_team()
    limited = api.by(api.hire(api.me.role.AGENT, team))
    deleted, moved, kept = (given(api, limited, team_id=team) for _ in range(3))
    api.delete(f"/tickets/{deleted['id']}")
    api.post(f"/tickets/{moved['id']}/assign", {"assignee_id": None, "team_id": other})
    assert [notice["ticket"]["id"] for notice in told(limited)] == [kept["id"]]


def test_who_wrote_a_reply_that_was_not_sent_is_told_though_the_ticket_is_deleted(api: Api, bob: Api) -> None:
    ticket, soon = api.open_ticket(), datetime.now(UTC) + timedelta(hours=1)
    body = {"kind": "reply", "text": "It ships.", "send_at": soon.isoformat(timespec="milliseconds")}
    waiting = bob.post(f"/tickets/{ticket['id']}/messages", body).body["message"]
    api.delete(f"/tickets/{ticket['id']}")
    clock = system_actor(api.org, "alarm")
    api.services.scheduling(api.org).release(clock, ticket["id"], waiting["id"], from_text(waiting["send_at"]))
    notify(api, ticket["id"])
    (notice,) = told(bob)
    assert (notice["kind"], notice["message"]) == ("reply_failed", {"id": waiting["id"], "kind": "reply"})
    assert notice["ticket"]["id"] == ticket["id"]
    assert len(mail_to(bob)) == 1


def test_who_wrote_a_reply_that_could_not_set_its_status_is_told(api: Api, bob: Api) -> None:
    ticket, soon = api.open_ticket(), datetime.now(UTC) + timedelta(hours=1)
    body = {"kind": "reply", "text": "Done.", "set_status": "resolved", "send_at": to_text(soon)}
    waiting = bob.post(f"/tickets/{ticket['id']}/messages", body).body["message"]
    add_field(api, "Root cause", "text", required_at="closing")
    clock = system_actor(api.org, "alarm")
    api.services.scheduling(api.org).release(clock, ticket["id"], waiting["id"], from_text(waiting["send_at"]))
    notify(api, ticket["id"])
    (notice,) = told(bob)
    assert (notice["kind"], notice["message"]["kind"]) == ("status_kept", "reply")
    (mail,) = mail_to(bob)
    assert "its status was not set" in str(mail)
    assert [one["kind"] for one in told(api)] == []


def test_nobody_reads_or_marks_what_others_are_told(api: Api, bob: Api, neighbour: Api) -> None:
    given(api, bob)
    newest = told(bob)[0]["id"]
    for other in (api, neighbour):
        assert other.post("/notifications/read", {"ids": [newest], "until": newest}).status == 204
        assert told(other) == []
    assert [notice["read"] for notice in told(bob)] == [False]


def test_a_mention_is_mailed_to_who_is_away_once_until_they_look(api: Api, bob: Api) -> None:
    ticket = api.open_ticket(subject="Café <b>jam</b>")
    mention(api, bob, ticket)
    mention(api, bob, ticket)
    (mail,) = mail_to(bob)
    assert mail["Subject"] == f"[#{ticket['number']}] Ada mentioned you: Café <b>jam</b>"
    assert mail["From"] == "Acme <no-reply@acme.test>"
    assert mail["Auto-Submitted"] == "auto-generated"
    plain, rich = (part.get_content() for part in mail.iter_parts())
    assert f"https://desk.example.test/tickets/{ticket['id']}#{told(bob)[-1]['message']['id']}" in plain
    assert "Café &lt;b&gt;jam&lt;/b&gt;" in rich
    bob.post("/notifications/read", {"until": told(bob)[0]["id"]})
    mention(api, bob, ticket)
    assert len(mail_to(bob)) == 2


def test_who_is_here_gets_no_mail(api: Api, bob: Api) -> None:
    listen(bob, "bob")
    mention(api, bob, api.open_ticket())
    assert mail_to(bob) == []
    assert len(told(bob)) == 1


def test_everybody_chooses_of_what_they_are_told(api: Api, bob: Api) -> None:
    usual = bob.get("/me/notification-preferences").body["channels"]
    assert usual["assigned"] == ["app", "push"]
    assert usual["new_ticket"] == []
    assert usual["mentioned"] == ["app", "email", "push"]
    saved = bob.call("PUT", "/me/notification-preferences", {"channels": {"assigned": [], "new_ticket": ["app"]}})
    assert saved.body["channels"] == usual | {"assigned": [], "new_ticket": ["app"]}
    bob.call("PUT", "/me/notification-preferences", {"channels": {"woke": ["email"]}})
    assert bob.get("/me/notification-preferences").body["channels"]["new_ticket"] == ["app"]
    given(api, bob)
    notify(api, api.open_ticket()["id"])
    assert [notice["kind"] for notice in told(bob)] == ["new_ticket"]
    assert api.get("/me/notification-preferences").body["channels"] == usual


@pytest.fixture
def server() -> Iterator[PushServer]:
    with PushServer() as server:
        yield server


def subscribe(agent: Api, server: PushServer) -> Browser:
    browser = server.browser()
    assert agent.call("POST", "/me/push/devices", browser.subscription()).status == 201
    return browser


def test_what_concerns_me_is_pushed_to_my_browsers_once(api: Api, bob: Api, server: PushServer) -> None:
    desk, phone, other = subscribe(bob, server), subscribe(bob, server), subscribe(api, server)
    ticket = given(api, bob, subject="Paper jam")
    notify(api, ticket["id"])
    about = {"id": ticket["id"], "number": ticket["number"], "subject": "Paper jam"}
    expected = {
        "kind": "assigned",
        "line": "Ada assigned a ticket to you",
        "name": "Ada",
        "team": False,
        "note": False,
        "failed": False,
        "ticket": about,
        "message_id": None,
    }
    assert server.messages_for(desk) == server.messages_for(phone) == [expected]
    assert server.messages_for(other) == []
    key = bob.get("/me/push").body["public_key"]
    assert {claims_of(one)[1] for one in server.received} == {key}


def test_a_browser_that_is_gone_is_forgotten_and_one_that_fails_is_tried_again(
    api: Api, bob: Api, server: PushServer
) -> None:
    subscribe(bob, server)
    server.status = 503
    ticket = api.open_ticket()
    api.post(f"/tickets/{ticket['id']}/assign", {"assignee_id": bob.me.id})
    events = [*happened(api, ticket["id"])]
    assert len(failed(handler(batch(*events), Context("notifier")))) == 1
    assert [notice["kind"] for notice in told(bob)] == ["assigned"]
    server.status = 410
    assert failed(handler(batch(*events), Context("notifier"))) == []
    assert bob.get("/me/push").body["devices"] == []
    given(api, bob)
    assert len(server.received) == 2


def test_while_it_is_quiet_nothing_is_pushed_and_nothing_sounds(
    api: Api, bob: Api, push: FakePush, server: PushServer
) -> None:
    subscribe(bob, server)
    listen(bob, "bob")
    ahead = (datetime.now(UTC) + timedelta(hours=1)).isoformat()
    saved = bob.call("PUT", "/me/notification-preferences", {"quiet": {"until": ahead, "off_hours": False}})
    assert saved.body["quiet"]["now"]
    given(api, bob)
    assert server.received == []
    assert len(told(bob)) == 1
    past = (datetime.now(UTC) - timedelta(hours=1)).isoformat()
    bob.call("PUT", "/me/notification-preferences", {"quiet": {"until": past, "off_hours": True}})
    given(api, bob)
    assert len(server.received) == 1
    never = {"working_hours": {"time_zone": "UTC", "days": {}}}
    assert bob.call("PUT", "/me/working-hours", never).body == never
    assert bob.get("/me/notification-preferences").body["quiet"]["now"]
    given(api, bob)
    assert len(server.received) == 1
    assert [json.loads(text)["quiet"] for text in push.sent["bob"]] == [True, False, True]
    assert bob.call("PUT", "/me/working-hours", {"working_hours": None}).body == {"working_hours": None}
    assert bob.get("/me/working-hours").body == {"working_hours": None}


def test_a_browser_is_told_only_of_who_is_signed_in_there(api: Api, bob: Api, server: PushServer) -> None:
    browser = subscribe(bob, server)
    assert api.call("POST", "/me/push/devices", browser.subscription()).status == 201
    given(api, bob)
    assert server.received == []
    (device,) = api.get("/me/push").body["devices"]
    assert bob.call("POST", f"/me/push/devices/{device['id']}/test").status == 404
    assert api.call("POST", f"/me/push/devices/{device['id']}/test").body == {"reached": True}
    assert server.messages_for(browser) == [{"kind": "test"}]
    assert bob.delete(f"/me/push/devices/{device['id']}").status == 204
    assert api.delete(f"/me/push/devices/{device['id']}").status == 204
    assert api.get("/me/push").body["devices"] == []


@pytest.mark.parametrize("channels", [{"sideways": ["app"]}, {"assigned": ["pigeon"]}, {"assigned": "app"}])
def test_a_choice_that_there_is_not_is_refused(bob: Api, channels: Any) -> None:
    bob.call("PUT", "/me/notification-preferences", {"channels": channels}).problem(422, "invalid")


def test_what_is_no_event_comes_again_alone(api: Api, bob: Api) -> None:
    ticket = api.open_ticket()
    api.post(f"/tickets/{ticket['id']}/assign", {"assignee_id": bob.me.id})
    events = [*happened(api, ticket["id"])]
    assert failed(handler(batch("not JSON", *events), Context("notifier"))) == ["m0"]
    assert [notice["kind"] for notice in told(bob)] == ["assigned"]


def test_a_note_tells_whom_it_mentions_once_and_nobody_who_may_not_see_the_ticket(api: Api, bob: Api) -> None:
    ours, theirs = api.found_team(), api.found_team()
    carla = api.by(api.hire(Role.AGENT, ours, name="Carla"))
    eve = api.by(api.hire(Role.AGENT, theirs, name="Eve"))
    ticket = api.open_ticket()
    api.post(f"/tickets/{ticket['id']}/assign", {"team_id": ours})
    names = [("agent", bob), ("agent", eve), ("agent", api), ("agent", bob)]
    links = [f'<a href="#mention-{kind}-{who.me.id}">@{who.me.name}</a>' for kind, who in names]
    html = f'<p>{" ".join(links)} and <a href="#mention-team-{ours}">@Ours</a>: <a href="#mention-agent-x">@x</a></p>'
    api.post(f"/tickets/{ticket['id']}/messages", {"kind": "note", "html": html})
    notify(api, ticket["id"])
    assert [notice["kind"] for notice in told(bob)] == ["mentioned"]
    assert ("mentioned", ours) in [(notice["kind"], notice["team_id"]) for notice in told(carla)]
    assert (told(eve), told(api)) == ([], [])


def test_an_edited_note_tells_whom_it_did_not_mention_before(api: Api, bob: Api) -> None:
    ours = api.found_team()
    carla, dan = (api.by(api.hire(Role.AGENT, ours, name=name)) for name in ("Carla", "Dan"))
    path = f"/tickets/{api.open_ticket(team_id=ours)['id']}"
    at = {one.me.id: f'<a href="#mention-agent-{one.me.id}">@{one.me.name}</a>' for one in (bob, carla)}
    note = api.post(f"{path}/messages", {"kind": "note", "html": f"<p>{at[carla.me.id]}, look.</p>"}).body["message"]
    notify(api, path.rpartition("/")[2])
    first = {one.me.name: len(told(one)) for one in (bob, carla, dan)}
    everybody = f'{at[carla.me.id]} {at[bob.me.id]} <a href="#mention-team-{ours}">@Ours</a>'
    for html in (f"<p>{everybody}, look.</p>", f"<p>{everybody}, please look.</p>"):
        assert api.call("PUT", f"{path}/messages/{note['id']}/text", {"html": html}).status == 200
        notify(api, path.rpartition("/")[2])
    more = {one.me.name: len(told(one)) - first[one.me.name] for one in (bob, carla, dan)}
    assert more == {"Bob": 1, "Carla": 0, "Dan": 1}
    (newest,) = told(bob)
    assert (newest["kind"], newest["team_id"], newest["message"]) == (
        "mentioned",
        None,
        {"id": note["id"], "kind": "note"},
    )
    assert (told(dan)[0]["kind"], told(dan)[0]["team_id"]) == ("mentioned", ours)


def test_a_reply_mentions_nobody(api: Api, bob: Api) -> None:
    ticket = api.open_ticket()
    html = f'<p>Ask <a href="#mention-agent-{bob.me.id}">@Bob</a></p>'
    api.post(f"/tickets/{ticket['id']}/messages", {"kind": "reply", "html": html})
    notify(api, ticket["id"])
    assert told(bob) == []


def mention(api: Api, bob: Api, ticket: dict[str, Any]) -> None:
    """A note that names Bob, and the event of it alone."""
    html = f'<p><a href="#mention-agent-{bob.me.id}">@Bob</a>, look.</p>'
    api.post(f"/tickets/{ticket['id']}/messages", {"kind": "note", "html": html})
    added = [event for event in happened(api, ticket["id"]) if "mentions" in event["detail"]["data"]]
    newest = max(added, key=lambda event: str(event["detail"]["id"]))
    assert failed(handler(batch(newest), Context("notifier"))) == []


def finished_job(api: Api, created_by: str) -> dict[str, Any]:
    """What the bus says when a job that nobody waited for is over."""
    event = {
        "id": new_id(),
        "type": "job.finished",
        "org_id": api.org,
        "occurred_at": "2026-11-02T09:00:00.000Z",
        "actor": {"type": "system", "id": None, "name": "Tessera"},
        "subject": {"type": "job", "id": new_id()},
        "correlation_id": "c",
        "causation_id": None,
        "changes": {},
        "data": {"background": True, "kind": "bulk", "failed": False, "created_by": created_by},
    }
    return {"source": "tessera", "detail": event}


def test_whoever_started_a_job_hears_that_it_is_over_unless_they_left(api: Api, bob: Api) -> None:
    left = api.by(api.hire(name="Left", active=False))
    for created_by in (bob.me.id, left.me.id, "nobody"):
        assert failed(handler(batch(finished_job(api, created_by)), Context("notifier"))) == []
    assert [notice["kind"] for notice in told(bob)] == ["job_finished"]
    assert told(left) == []
