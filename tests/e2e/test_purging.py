"""A deleted ticket is taken out for good, everywhere."""

import httpx
from playwright.sync_api import expect

from tests.e2e.api import Api, Json, problem
from tests.e2e.conftest import OpenScreen
from tests.e2e.mail import Customer, Smtp
from tests.e2e.waiting import eventually


def test_an_administrator_deletes_a_ticket_for_good(
    open_screen: OpenScreen, admin: Api, agent: Api, customer: Customer, word: str
) -> None:
    ticket = agent.make_ticket(f"Wrong inbox {word}", customer.email)
    assert admin.http.delete(f"/tickets/{ticket['id']}").status_code == 200
    mara, tom = open_screen(expected_errors=("410",)), open_screen(expected_errors=("410",))
    for screen, who in ((mara, "admin@acme.test"), (tom, "agent@acme.test")):
        screen.sign_in(who, at=f"/views/deleted/{ticket['id']}" if screen is mara else f"/tickets/{ticket['id']}")
        expect(screen.heading(ticket["subject"])).to_be_visible()

    tom.page.get_by_role("button", name="More actions").click()
    expect(tom.page.get_by_role("menuitem", name="Copy link")).to_be_visible()
    expect(tom.page.get_by_role("menuitem", name="Delete for good…")).to_have_count(0)
    tom.press("Escape")

    mara.page.get_by_role("button", name="More actions").click()
    mara.page.get_by_role("menuitem", name="Delete for good…").click()
    dialog = mara.page.get_by_role("dialog")
    expect(dialog).to_contain_text("This cannot be undone")
    assert mara.violations() == []
    dialog.get_by_role("button", name="Delete for good").click()
    expect(mara.page.get_by_text(f"Ticket #{ticket['number']} was deleted for good").first).to_be_visible()
    expect(mara.row(ticket["subject"])).to_have_count(0)
    expect(tom.page.get_by_text("It was deleted for good and cannot be restored.")).to_be_visible()


def test_nothing_finds_it_and_later_mail_is_a_new_ticket(
    admin: Api, agent: Api, smtp: Smtp, customer: Customer, word: str
) -> None:
    first = customer.write(f"Private {word}", f"My number is {word}.")
    first.add_attachment(b"%PDF-1.4 secret", "application", "pdf", filename="Secret.pdf")
    smtp.send(first)
    ticket = eventually(lambda: agent.ticket_with_subject(f"Private {word}"), "the mail's ticket")
    path = f"/tickets/{ticket['id']}"
    eventually(lambda: agent.get("/search", q=word)["items"], "the ticket to be found")
    agent.post(f"{path}/messages", {"kind": "note", "text": "Look at this."})
    (file,) = agent.messages(ticket["id"])[0]["attachments"]
    url = agent.get(f"/attachments/{file['id']}")["url"]
    assert "Delete it first" in problem(admin.http.post(f"{path}/purge"), 409, "conflict")["detail"]
    assert admin.http.delete(path).status_code == 200
    problem(agent.http.post(f"{path}/purge"), 403, "forbidden")

    purged = admin.post(f"{path}/purge", None, 200)
    assert purged["number"] == ticket["number"]
    for answer in (agent.http.get(path), admin.http.post(f"{path}/restore")):
        assert "cannot be restored" in problem(answer, 410, "gone")["detail"]
    assert agent.get("/search", q=word)["items"] == []
    eventually(lambda: httpx.get(url).status_code in (403, 404), "the file to be gone")
    eventually(lambda: record_of(admin, ticket["id"]), "the audit record")

    reply = customer.write(f"Re: Private {word}", "Did you get it?")
    reply["In-Reply-To"] = str(first["Message-ID"])
    smtp.send(reply)
    later = eventually(lambda: agent.ticket_with_subject(f"Re: Private {word}"), "a ticket of its own")
    assert later["number"] > ticket["number"]


def record_of(admin: Api, ticket_id: str) -> Json | None:
    records = admin.get("/admin/audit", resource=f"ticket:{ticket_id}")["items"]
    return next((one for one in records if one["action"] == "ticket.purged"), None)
