"""Whoever goes through tickets by keys finds the next one there."""

from playwright.sync_api import Route, expect

from tests.e2e.api import Api
from tests.e2e.conftest import AGENT, OpenScreen


def test_the_next_ticket_is_read_while_one_looks_at_this_one(open_screen: OpenScreen, agent: Api, word: str) -> None:
    third, second, first = (
        agent.make_ticket(f"{name} {word}", f"{word}@customer.example", tags=[word])
        for name in ("Third", "Second", "First")
    )
    screen = open_screen(new=True)  # one that holds no tickets hears of the last one after all others
    screen.sign_in(AGENT, at=f"/views/tag-{word}/{first['id']}")
    expect(screen.heading(f"First {word}")).to_be_visible()
    # News come in order: once this one is heard of, no older ones have tickets read anew.
    agent.make_ticket(f"Last {word}", f"{word}@customer.example", tags=[word])
    expect(screen.row(f"Last {word}")).to_be_visible()
    with screen.page.expect_response(lambda answer: answer.url.endswith(f"/tickets/{third['id']}")):
        screen.press("j")
        expect(screen.heading(f"Second {word}")).to_be_visible()
    asked: list[str] = []
    screen.page.on("request", lambda request: asked.append(request.url))
    screen.press("j")
    expect(screen.heading(f"Third {word}")).to_be_visible()
    expect(screen.message("Something to look at.")).to_be_visible()
    screen.press("k")
    expect(screen.heading(f"Second {word}")).to_be_visible()
    assert [url for url in asked if url.endswith((f"/tickets/{second['id']}", f"/tickets/{third['id']}"))] == []


def test_a_reply_is_begun_before_the_conversation_is_there(open_screen: OpenScreen, agent: Api, word: str) -> None:
    second, first = (
        agent.make_ticket(f"{name} {word}", f"{word}@customer.example", tags=[word]) for name in ("Second", "First")
    )
    screen = open_screen()
    screen.sign_in(AGENT, at=f"/views/tag-{word}/{first['id']}")
    expect(screen.heading(f"First {word}")).to_be_visible()
    expect(screen.page.get_by_test_id("composer")).to_be_visible()
    held: list[Route] = []
    screen.page.route(f"**/tickets/{second['id']}", lambda route: held.append(route))
    with screen.page.expect_request(f"**/tickets/{second['id']}"):
        screen.press("j")
    expect(screen.heading(f"Second {word}")).to_be_visible()
    screen.press("n")
    (request,) = held
    request.continue_()
    expect(screen.page.get_by_role("textbox", name="Text of the internal note")).to_be_focused()
