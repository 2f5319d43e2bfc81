"""How quick the workspace is: `python -m bench.web`, against the local cloud that runs (`make up`).

Prints it, and writes it to docs/performance-web.md.
"""

import os
import platform
import sys
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from bench.web import lighthouse, measure
from bench.web.measure import Figure
from localstack import settings as local_settings
from localstack.settings import Settings
from localstack.supervisor import running
from tests.e2e.api import PASSWORD, Api, sign_in
from tools import chromium

TARGET = Path(__file__).parents[2] / "docs" / "performance-web.md"
SIZES = (10_000, 100_000)

PREFACE = """# How quick the workspace is

Made by `make bench-web` against the local cloud, in Chromium; run it again after a change that may matter, and commit what it writes.

- The browser has the local cloud's processes give way to it (lowest priority): in AWS they run on no agent's machine.
- The tickets are put straight into the copy that the browser keeps, beside those of the seed.
- **Until the first row**: from the navigation to the frame that shows it, the median of three. *Cold* has the session and nothing else (no
  copy, no cache); *warm* has all of it.
- **Key to paint**: from a key until the browser has made the frame that shows what it did, the 95th percentile of 60. The browser's own figure (Event
  Timing) also waits to hear that the frame was shown: without a screen that came up to a second late, for frames that a trace shows drawn. Typing begins
  once a draft was saved.
- **Scrolling**: the longest frame but one in a hundred while 48,000 px run past.
- **Another agent's change**: from the request of one until it stands in the list of another, the 95th percentile of 20. All of
  the cloud runs on the same machine.
"""


def main() -> int:
    settings = local_settings.read()
    origin = settings.web
    path = chromium.find()
    if path is None:
        print("There is no Chromium on this machine: nothing was measured.")
        return 0
    give_way(settings)
    with sync_playwright() as playwright, sign_in(origin, "admin@acme.test") as api:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        rows = [f"Measured on {os.cpu_count()} cores, {platform.system()}, Chromium {browser.version}.", ""]
        rows += ["| | " + " | ".join(f"{size:,} tickets" for size in SIZES) + " | target | |", "|---|--:|--:|--:|---|"]
        marks = list(lighthouse.scores(playwright, path, origin, measure.AGENT, PASSWORD))
        columns = [list(_figures(browser, origin, api, size)) for size in SIZES]
        for figures in zip(*columns, strict=True):
            values = " | ".join(f"{figure.value:.0f} {figure.unit}" for figure in figures)
            met = "met" if all(figure.met for figure in figures) else "**missed**"
            rows.append(f"| {figures[0].name} | {values} | ≤ {figures[0].target:.0f} {figures[0].unit} | {met} |")
        browser.close()
    rows += ["", f"[Lighthouse]({lighthouse.HOME}) ({lighthouse.PACKAGE}), which reckons a phone's slowness from a quick load, or has Chromium apply it; of quickness the median of {lighthouse.RUNS}:", ""]
    rows += [f"| | {' | '.join(lighthouse.CATEGORIES)} | target | |", "|---|--:|--:|--:|--:|--:|---|"]
    for mark in marks:
        values = " | ".join(map(str, mark.values))
        rows.append(f"| {mark.page} | {values} | ≥ {lighthouse.TARGET} | {'met' if mark.met else '**missed**'} |")
    text = "\n".join([PREFACE, *rows]) + "\n"
    TARGET.write_text(text)
    print(text)
    return 1 if "**missed**" in text else 0


def give_way(settings: Settings) -> None:
    """The local cloud's processes are one group. Until it starts anew: only an administrator may take this back."""
    cloud = running(settings)
    if cloud is not None:
        os.setpriority(os.PRIO_PGRP, os.getpgid(cloud), 19)


def _figures(browser: Browser, origin: str, api: Api, size: int) -> Iterator[Figure]:
    context = measure.signed_in(browser, origin)
    measure.fill(context, origin, size)
    cold, warm = measure.first_loads(browser, context, origin)
    yield Figure("until the first row, cold", cold, "ms", 1_500)
    yield Figure("until the first row, warm", warm, "ms", 400)
    page = context.new_page()
    page.goto(f"{origin}/views/all")
    page.get_by_test_id("ticket-row").first.wait_for(timeout=60_000)
    page.wait_for_timeout(3_000)
    for name, value in measure.key_to_paint(page):
        yield Figure(f"key to paint: {name}", value, "ms", 50)
    page.goto(f"{origin}/views/all")
    page.get_by_test_id("ticket-row").first.wait_for(timeout=60_000)
    page.wait_for_timeout(2_000)
    yield Figure("another agent's change", measure.from_another(page, api), "ms", 500)
    yield Figure("scrolling, a frame", measure.scrolling(page), "ms", 32)
    yield Figure("memory", measure.memory(page), "MB", 250)
    context.close()


if __name__ == "__main__":
    sys.exit(main())
