"""Run every file of a folder of mails through reading, cleaning and splitting; print what came of it and what it cost.

Usage: python -m bench.mail_corpus FOLDER [--worst 5]
"""

import argparse
import statistics
import sys
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from tessera.channels.incoming import identity_of
from tessera.channels.mail.body import Body, read_body
from tessera.channels.mail.model import ParsedMail, Unreadable
from tessera.channels.mail.parse import parse

NOT_MAILS = {".json", ".txt", ".gitattributes", ".md"}


@dataclass(frozen=True)
class Reading:
    """What one file gave. `milliseconds` are of CPU time."""

    file: Path
    milliseconds: float
    mail: ParsedMail | None = None
    body: Body | None = None
    reason: str = ""


def read(file: Path) -> Reading:
    raw = file.read_bytes()
    start = time.process_time()
    try:
        mail = parse(raw)
        body = read_body(mail)
        identity_of(mail, raw)
    except Unreadable as error:
        return Reading(file, (time.process_time() - start) * 1000, reason=error.reason)
    return Reading(file, (time.process_time() - start) * 1000, mail, body)


def mails_in(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix not in NOT_MAILS)


def report(readings: list[Reading], worst: int) -> str:
    costs = [reading.milliseconds for reading in readings]
    mails = [reading.mail for reading in readings if reading.mail]
    bodies = [reading.body for reading in readings if reading.body]
    lines = [
        f"{len(readings)} files: {len(mails)} mails, {len(readings) - len(mails)} unreadable",
        *(f"  {count} x {reason}" for reason, count in Counter(r.reason for r in readings if r.reason).items()),
        f"CPU: median {statistics.median(costs):.2f} ms, p95 {statistics.quantiles(costs, n=20)[18]:.2f} ms, "
        f"sum {sum(costs):.0f} ms",
        f"with HTML {sum(body.html is not None for body in bodies)}, with quoted history "
        f"{sum(body.quoted_text is not None for body in bodies)}, "
        f"automatic {sum(mail.automatic is not None for mail in mails)}, "
        f"bounces {sum(mail.bounce is not None for mail in mails)}, "
        f"without From {sum(mail.from_ is None for mail in mails)}, "
        f"attachments {sum(len(mail.attachments) for mail in mails)}",
        f"the {worst} slowest:",
    ]
    slowest = sorted(readings, key=lambda reading: reading.milliseconds, reverse=True)[:worst]
    return "\n".join(
        [*lines, *(f"  {r.milliseconds:8.1f} ms  {r.file.stat().st_size:9d} bytes  {r.file}" for r in slowest)]
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--worst", type=int, default=5)
    arguments = parser.parse_args()
    files = mails_in(arguments.folder)
    if len(files) < 2:
        sys.exit(f"There are no mails in {arguments.folder}.")
    print(report([read(file) for file in files], arguments.worst))


if __name__ == "__main__":
    main()
