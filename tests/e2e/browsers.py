"""The browsers that people have: their own, which they come back to, or a new one."""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, BrowserContext

#: What a service worker keeps would hide what a test lets the network do.
USUAL: dict[str, Any] = {"viewport": {"width": 1440, "height": 900}, "service_workers": "block"}


class Browsers:
    """New ones, and those of the people who were here before. To open the app in one of these takes half as long:
    its files are compiled, and the tickets are there."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._waiting: dict[str, list[BrowserContext]] = defaultdict(list)

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
        context = waiting.pop() if waiting else self._browser.new_context(**USUAL)
        yield context
        _stop_answering(context)
        for page in context.pages:
            page.close()
        waiting.append(context)

    def close(self) -> None:
        for contexts in self._waiting.values():
            for context in contexts:
                context.close()


def _stop_answering(context: BrowserContext) -> None:
    """What a test still answers in the network's place when it ends is nobody's concern."""
    for page in context.pages:
        page.unroute_all(behavior="ignoreErrors")
