"""The browsers that people have: their own, which they come back to, or a new one."""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page

#: What a service worker keeps would hide what a test lets the network do.
USUAL: dict[str, Any] = {"viewport": {"width": 1440, "height": 900}, "service_workers": "block"}


class Browsers:
    """New ones, and those of the people who were here before. To open the app in one of these takes half as long:
    its files are compiled, and the tickets are there. A tab that stays open keeps the process in which they are
    (`--process-per-site`)."""

    def __init__(self, browser: Browser, origin: str) -> None:
        self._browser = browser
        self._origin = origin
        self._waiting: dict[str, list[tuple[BrowserContext, Page]]] = defaultdict(list)

    @contextmanager
    def new(self, **options: Any) -> Iterator[BrowserContext]:
        """Nobody's; `options` as of Playwright's `new_context`."""
        context = self._browser.new_context(**USUAL | options)
        try:
            yield context
        finally:
            _stop_answering(context)
            context.close()

    @contextmanager
    def of(self, email: str) -> Iterator[BrowserContext]:
        """Theirs, used by nobody else until it is given back."""
        waiting = self._waiting[email]
        context, stays = waiting.pop() if waiting else self._with_a_tab_that_stays()
        yield context
        _stop_answering(context)
        for page in context.pages:
            if page is not stays:
                page.close()
        waiting.append((context, stays))

    def close(self) -> None:
        for browsers in self._waiting.values():
            for context, _ in browsers:
                context.close()

    def _with_a_tab_that_stays(self) -> tuple[BrowserContext, Page]:
        context = self._browser.new_context(**USUAL)
        stays = context.new_page()
        stays.goto(f"{self._origin}/start.js")
        return context, stays


def _stop_answering(context: BrowserContext) -> None:
    """What a test still answers in the network's place when it ends is nobody's concern."""
    for page in context.pages:
        page.unroute_all(behavior="ignoreErrors")
