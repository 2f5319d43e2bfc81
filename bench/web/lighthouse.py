"""What Lighthouse says of the sign-in page and of the inbox, on a desk and on a phone. `npx` fetches it when it is needed."""

import json
import socket
import statistics
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import BrowserContext, Playwright

HOME = "https://github.com/GoogleChrome/lighthouse"
PACKAGE = "lighthouse@13.5.0"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
TARGET = 95
#: A phone's slowness reckoned from a quick load (the usual way: four times what the browser needs to start a process for
#: the page counts as the page's own), and applied while it loads.
FORMS = {
    "desk": ("--preset=desktop",),
    "phone, reckoned": (),
    "phone, applied": ("--throttling-method=devtools",),
}


#: https://github.com/GoogleChrome/lighthouse/blob/main/docs/variability.md: one run alone says little.
RUNS = 3


@dataclass(frozen=True)
class Score:
    """Of a page: 0 to 100 by category, in their order; quickness is the median of several runs."""

    page: str
    values: tuple[int, ...]

    @property
    def met(self) -> bool:
        return all(value >= TARGET for value in self.values)


def scores(playwright: Playwright, chromium: str, origin: str, email: str, password: str) -> Iterator[Score]:
    """With a phone's slower processor and network as Lighthouse imagines them."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    with tempfile.TemporaryDirectory() as profile:
        arguments = ["--no-sandbox", f"--remote-debugging-port={port}"]
        context = playwright.chromium.launch_persistent_context(profile, executable_path=chromium, args=arguments)
        for form, options in FORMS.items():
            yield Score(f"sign-in, {form}", _measured(f"{origin}/sign-in", port, *options))
        _sign_in(context, origin, email, password)
        for form, options in FORMS.items():
            yield Score(f"inbox, {form}", _measured(f"{origin}/views/unresolved", port, "--disable-storage-reset", *options))
        context.close()


def _measured(url: str, port: int, *options: str) -> tuple[int, ...]:
    """Quickness by itself: what Lighthouse puts into a page to look at the rest would count as the page's own."""
    quickness, *rest = CATEGORIES
    (first,) = zip(*(_run([quickness], url, port, *options) for _ in range(RUNS)), strict=True)
    return round(statistics.median(first)), *_run(rest, url, port, *options)


def _run(categories: Sequence[str], url: str, port: int, *options: str) -> tuple[int, ...]:
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        wanted = f"--only-categories={','.join(categories)}"
        command = ["npx", "--yes", PACKAGE, url, f"--port={port}", "--quiet", "--output=json", wanted]
        subprocess.run([*command, f"--output-path={report}", *options], check=True)
        found = json.loads(report.read_text())["categories"]
    return tuple(round(found[category]["score"] * 100) for category in categories)


def _sign_in(context: BrowserContext, origin: str, email: str, password: str) -> None:
    page = context.new_page()
    page.goto(f"{origin}/sign-in")
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_test_id("ticket-row").first.wait_for()
    page.close()
