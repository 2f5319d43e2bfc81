"""A view as a board and as a list with columns; tickets are moved by keys and by dragging."""

from playwright.sync_api import Locator, expect

from tests.e2e.api import Api, Json
from tests.e2e.conftest import AGENT, NEWEST, OpenScreen
from tests.e2e.screens import Screen
from tests.e2e.waiting import eventually

pytestmark = NEWEST


def has(api: Api, ticket: Json, **fields: str) -> None:
    eventually(lambda: fields.items() <= api.get(f"/tickets/{ticket['id']}").items(), f"{ticket['subject']}: {fields}")


def column(screen: Screen, key: str) -> Locator:
    return screen.page.locator(f"[data-testid=column][data-column='{key}']")


def test_tickets_move_over_a_board(open_screen: OpenScreen, agent: Api, word: str) -> None:
    by_key = agent.make_ticket(f"By key {word}", f"{word}@customer.example", tags=[word])
    by_hand = agent.make_ticket(f"By hand {word}", f"{word}@customer.example", tags=[word])
    tom = open_screen()
    tom.sign_in(AGENT, at=f"/views/tag-{word}")
    expect(tom.row(by_key["subject"])).to_be_visible()
    tom.press("v")
    tom.press("b")
    expect(column(tom, "open").get_by_test_id("ticket-row")).to_have_count(2)
    expect(column(tom, "closed")).to_be_visible()
    assert tom.violations() == []

    tom.row(by_key["subject"]).focus()
    tom.press("Shift+ArrowRight")
    expect(column(tom, "pending").get_by_text(by_key["subject"])).to_be_visible()
    expect(tom.row(by_key["subject"])).to_be_focused()
    has(agent, by_key, status="pending")
    tom.press("ArrowLeft")
    expect(tom.row(by_hand["subject"])).to_be_focused()
    tom.row(by_hand["subject"]).drag_to(column(tom, "on_hold"))
    expect(column(tom, "on_hold").get_by_text(by_hand["subject"])).to_be_visible()
    has(agent, by_hand, status="on_hold")
    tom.press("Control+z")
    expect(column(tom, "open").get_by_text(by_hand["subject"])).to_be_visible()

    tom.row(by_hand["subject"]).focus()
    tom.press("Enter")
    expect(tom.page.get_by_test_id("message").first).to_be_visible()
    tom.press("Escape")
    expect(column(tom, "open").get_by_text(by_hand["subject"])).to_be_visible()

    tom.page.get_by_role("button", name="Save as a view").click()
    tom.page.get_by_label("Name", exact=True).fill(f"Board {word}")
    tom.page.get_by_role("button", name="Save", exact=True).click()
    expect(tom.heading(f"Board {word}")).to_be_visible()
    tom.press("g")
    tom.press("i")
    expect(tom.page.get_by_test_id("board")).to_have_count(0)
    tom.page.get_by_role("link", name=f"Board {word}").click()
    expect(column(tom, "pending").get_by_text(by_key["subject"])).to_be_visible()


def test_a_key_takes_all_that_are_chosen_along(open_screen: OpenScreen, agent: Api, word: str) -> None:
    both = [agent.make_ticket(f"{name} {word}", f"{word}@customer.example", tags=[word]) for name in ("One", "Two")]
    tom = open_screen()
    tom.sign_in(AGENT, at=f"/views/tag-{word}?layout=board")
    tom.row(both[1]["subject"]).focus()
    tom.press("x")
    tom.press("Shift+ArrowDown")
    tom.press("Shift+ArrowRight")
    for ticket in both:
        has(agent, ticket, status="pending")
    expect(tom.page.get_by_text("2 tickets", exact=True)).to_be_visible()
    expect(tom.page.get_by_role("button", name="Undo")).to_be_visible()


def test_what_cannot_be_in_the_view_takes_tickets_and_no_width(open_screen: OpenScreen, agent: Api, word: str) -> None:
    by_key, by_hand, stays = (
        agent.make_ticket(f"{name} {word}", f"{word}@customer.example", tags=[word], status="on_hold")
        for name in ("By key", "By hand", "Stays")
    )
    tom = open_screen()
    tom.sign_in(AGENT, at=f"/views/tag-{word}?layout=board")
    expect(column(tom, "on_hold").get_by_test_id("ticket-row")).to_have_count(3)
    for key in ("resolved", "closed"):
        box = column(tom, key).bounding_box()
        assert box is not None
        assert box["width"] <= 40
    tom.row(by_hand["subject"]).drag_to(column(tom, "closed"))
    has(agent, by_hand, status="closed")
    expect(tom.row(by_hand["subject"])).to_have_count(0)
    tom.row(by_key["subject"]).focus()
    tom.press("Shift+ArrowRight")
    has(agent, by_key, status="resolved")
    expect(tom.row(by_key["subject"])).to_have_count(0)
    expect(tom.row(stays["subject"])).to_be_focused()


def test_a_key_pressed_twice_moves_one_card_and_the_keys_stay_in_its_column(
    open_screen: OpenScreen, agent: Api, word: str
) -> None:
    stays, goes, other = (
        agent.make_ticket(f"{name} {word}", f"{word}@customer.example", tags=[word], status=status)
        for name, status in (("Stays", "on_hold"), ("Goes", "on_hold"), ("Other", "open"))
    )
    tom = open_screen()
    tom.sign_in(AGENT, at=f"/views/tag-{word}?layout=board")
    expect(column(tom, "on_hold").get_by_test_id("ticket-row")).to_have_count(2)
    tom.row(goes["subject"]).focus()
    tom.press("Shift+ArrowRight")
    tom.press("Shift+ArrowRight")
    expect(tom.row(goes["subject"])).to_have_count(0)
    expect(tom.row(stays["subject"])).to_be_focused()
    has(agent, goes, status="resolved")
    assert [agent.get(f"/tickets/{each['id']}")["status"] for each in (stays, other)] == ["on_hold", "open"]


def test_another_layout_has_the_keys_where_they_were(open_screen: OpenScreen, agent: Api, word: str) -> None:
    for name in ("One", "Two", "Three"):
        agent.make_ticket(f"{name} {word}", f"{word}@customer.example", tags=[word])
    tom = open_screen()
    tom.sign_in(AGENT, at=f"/views/tag-{word}")
    expect(tom.row(word)).to_have_count(3)
    tom.row(f"Two {word}").focus()
    for key, shown in (("l", "Order by Subject"), ("b", None), ("s", None)):
        tom.press("v")
        tom.press(key)
        if shown:
            expect(tom.page.get_by_role("button", name=shown, exact=True)).to_be_visible()
        expect(tom.page.get_by_test_id("board")).to_have_count(1 if key == "b" else 0)
        expect(tom.row(f"Two {word}")).to_be_focused()
    tom.press("j")
    expect(tom.row(f"One {word}")).to_be_focused()


def test_a_list_alone_has_columns_and_its_rows_can_be_dragged(open_screen: OpenScreen, agent: Api, word: str) -> None:
    low, urgent = (
        agent.make_ticket(f"{name} {word}", f"{word}@customer.example", priority=name.lower(), tags=[word])
        for name in ("Low", "Urgent")
    )
    tom = open_screen()
    tom.sign_in(AGENT, at=f"/views/tag-{word}")
    rows = tom.page.get_by_test_id("ticket-row")
    expect(rows).to_have_count(2)
    tom.press("v")
    tom.press("l")
    tom.page.get_by_role("button", name="Order by Priority").click()
    expect(rows.first).to_contain_text("Low")
    tom.page.get_by_role("button", name="Order by Priority").click()
    expect(rows.first).to_contain_text("Urgent")
    assert tom.violations() == []
    tom.press("Shift+D")
    tom.page.get_by_role("menuitemcheckbox", name="Channel").press("Enter")
    tom.press("Escape")
    expect(tom.page.get_by_role("menu")).to_have_count(0)
    expect(rows.first.locator("[data-column=channel]")).to_have_text("Web")

    tom.row(low["subject"]).drag_to(tom.page.get_by_role("link", name="On hold"))
    has(agent, low, status="on_hold")
    for ticket in (low, urgent):
        tom.row(ticket["subject"]).focus()
        tom.press("x")
    tom.row(urgent["subject"]).hover()
    tom.page.mouse.down()
    tom.page.mouse.move(600, 400, steps=4)
    tom.page.get_by_test_id("drag-tray").get_by_text("Tom Okafor").hover()
    tom.page.mouse.up()
    me = agent.get("/me")["id"]
    has(agent, low, assignee_id=me)
    has(agent, urgent, assignee_id=me)


def test_a_long_menu_stays_within_a_low_window(open_screen: OpenScreen) -> None:
    tom: Screen = open_screen(viewport={"width": 1440, "height": 480})
    tom.sign_in(AGENT)
    expect(tom.page.get_by_role("button", name="Order and groups")).to_be_visible()
    tom.press("Shift+D")
    menu = tom.page.get_by_role("menu")
    expect(menu).to_be_visible()
    box = menu.bounding_box()
    assert box is not None
    assert box["y"] >= 0
    assert box["y"] + box["height"] <= 480
    tom.press("End")
    expect(menu.locator("[role^=menuitem]").last).to_be_in_viewport()
