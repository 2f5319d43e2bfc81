"""What Lighthouse says of the sign-in page and of the inbox, on a desk and on a phone. `npx` fetches it when it is needed."""

import json
import socket
import subprocess
import tempfile
from collections.abc import Iterator
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


@dataclass(frozen=True)
class Score:
    """Of a page: 0 to 100 by category, in their order."""

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
            yield Score(f"sign-in, {form}", _run(f"{origin}/sign-in", port, *options))
        _sign_in(context, origin, email, password)
        for form, options in FORMS.items():
            yield Score(f"inbox, {form}", _run(f"{origin}/views/unresolved", port, "--disable-storage-reset", *options))
        context.close()


def _run(url: str, port: int, *options: str) -> tuple[int, ...]:
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        wanted = f"--only-categories={','.join(CATEGORIES)}"
        command = ["npx", "--yes", PACKAGE, url, f"--port={port}", "--quiet", "--output=json", wanted]
        subprocess.run([*command, f"--output-path={report}", *options], check=True)
        found = json.loads(report.read_text())["categories"]
    return tuple(round(found[category]["score"] * 100) for category in CATEGORIES)


def _sign_in(context: BrowserContext, origin: str, email: str, password: str) -> None:
    page = context.new_page()
    page.goto(f"{origin}/sign-in")
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_test_id("ticket-row").first.wait_for()
    page.close()
