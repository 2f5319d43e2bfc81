"""What is measured, in one browser of one agent."""

import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect

from tests.e2e.api import PASSWORD, Api

HERE = Path(__file__).parent
AGENT = "agent@acme.test"
SIZE: ViewportSize = {"width": 1440, "height": 900}
KEYS = 60
CHANGES = 20


@dataclass(frozen=True)
class Figure:
    name: str
    value: float
    unit: str
    target: float

    @property
    def met(self) -> bool:
        return self.value <= self.target


def signed_in(browser: Browser, origin: str) -> BrowserContext:
    """An agent whose browser has its whole copy."""
    context = browser.new_context(viewport=SIZE, bypass_csp=True)
    context.add_init_script(path=HERE / "watch.js")
    page = context.new_page()
    page.goto(origin)
    page.get_by_label("Email").fill(AGENT)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_test_id("ticket-row").first).to_be_visible(timeout=60_000)
    page.wait_for_timeout(3_000)
    page.close()
    return context


def fill(context: BrowserContext, origin: str, count: int) -> int:
    page = context.new_page()
    page.goto(f"{origin}/favicon.svg")
    filled: int = page.evaluate((HERE / "fill.js").read_text(), count)
    page.close()
    return filled


def first_loads(browser: Browser, context: BrowserContext, origin: str) -> tuple[float, float]:
    """Milliseconds until the first row is painted: in a browser that has nothing but the session, and in one that has
    everything. The medians of three."""
    cookies = context.cookies()
    cold: list[float] = []
    for _ in range(3):
        fresh = browser.new_context(viewport=SIZE, bypass_csp=True, service_workers="block")
        fresh.add_init_script(path=HERE / "watch.js")
        fresh.add_init_script("localStorage.setItem('tessera.session', '1')")
        fresh.add_cookies(cookies)  # type: ignore[arg-type]
        cold.append(_first_row(fresh, origin))
        context.add_cookies(fresh.cookies())  # type: ignore[arg-type]
        cookies = context.cookies()
        fresh.close()
    return statistics.median(cold), statistics.median(_first_row(context, origin) for _ in range(3))


def _first_row(context: BrowserContext, origin: str) -> float:
    page = context.new_page()
    page.goto(origin)
    page.wait_for_function("window.measured.firstRow !== null", timeout=60_000)
    shown: float = page.evaluate("window.measured.firstRow")
    page.wait_for_timeout(1_000)
    page.close()
    return shown


def key_to_paint(page: Page) -> Iterator[tuple[str, float]]:
    """The 95th percentile of milliseconds from a key to the frame that shows what it did."""
    yield "J and K", _keys(page, lambda at: "j" if at % 3 else "k", pause=150)
    yield "open the next ticket", _keys(page, lambda _: "j", before=lambda: page.keyboard.press("Enter"), pause=400)
    page.keyboard.press("Escape")
    views = ("g", "i", "g", "m", "g", "u")
    yield "switch the view", _keys(page, lambda at: views[at % len(views)], pause=200)
    page.keyboard.press("g")
    page.keyboard.press("i")

    def choose_field() -> None:
        page.keyboard.press("Shift+F")
        expect(page.get_by_role("combobox", name="Filter by…")).to_be_focused()

    yield "type in a filter", _keys(page, lambda at: "Backspace" if at % 2 else "s", before=choose_field)
    page.keyboard.press("Escape")
    page.get_by_test_id("ticket-row").filter(has_not=page.locator("[data-none]")).first.click()
    expect(page.get_by_test_id("composer")).to_be_visible()

    def write() -> None:
        page.keyboard.press("r")
        expect(page.get_by_role("textbox", name="Text of the reply")).to_be_focused()
        # The function that keeps drafts starts on the same processors: in a cloud it would not.
        with page.expect_response(lambda answer: "/draft" in answer.url and answer.request.method == "PUT"):
            page.keyboard.press("a")

    yield "type in the composer", _keys(page, lambda at: "abcdefgh "[at % 9], before=write)
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")


def _keys(
    page: Page, key: Callable[[int], str], before: Callable[[], object] = lambda: None, pause: int = 60
) -> float:
    before()
    page.wait_for_timeout(800)
    page.evaluate("window.measured.keys = []")
    for at in range(KEYS):
        page.keyboard.press(key(at))
        page.wait_for_timeout(pause)
    page.wait_for_timeout(500)
    told: list[float] = page.evaluate("window.measured.keys")
    return p95(told)


def scrolling(page: Page) -> float:
    """The longest frame in milliseconds while a list of 10,000 rows and more runs past."""
    page.get_by_test_id("ticket-row").first.hover()
    page.evaluate("window.measured.frames = []; window.measured.watching = true")
    for _ in range(120):
        page.mouse.wheel(0, 400)
        page.wait_for_timeout(16)
    page.evaluate("window.measured.watching = false")
    frames: list[float] = page.evaluate("window.measured.frames")
    return p95(frames, 0.99)


def memory(page: Page) -> float:
    """Megabytes of JavaScript's heap after a collection."""
    session = page.context.new_cdp_session(page)
    session.send("HeapProfiler.collectGarbage")
    metrics = {each["name"]: each["value"] for each in session.send("Performance.getMetrics")["metrics"]}
    if "JSHeapUsedSize" not in metrics:
        session.send("Performance.enable")
        metrics = {each["name"]: each["value"] for each in session.send("Performance.getMetrics")["metrics"]}
    return float(metrics["JSHeapUsedSize"]) / 1e6


def from_another(page: Page, api: Api) -> float:
    """The 95th percentile of milliseconds from one agent's change until it stands on another's screen."""
    ticket = api.make_ticket("Timed", "timed@customer.example")
    page.get_by_test_id("ticket-row").filter(has_text="Timed").first.wait_for()
    taken: list[float] = []
    for turn in range(CHANGES):
        subject = f"Timed {time.monotonic_ns()}"
        began = time.perf_counter()
        api.patch(f"/tickets/{ticket['id']}", {"subject": subject})
        page.get_by_test_id("ticket-row").filter(has_text=subject).wait_for()
        taken.append((time.perf_counter() - began) * 1000)
        page.wait_for_timeout(100 + turn)
    api.http.delete(f"/tickets/{ticket['id']}")
    return p95(taken)


def p95(values: list[float], share: float = 0.95) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]
