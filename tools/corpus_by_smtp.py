"""`python -m tools.corpus_by_smtp --folder FOLDER`: every file below FOLDER goes to the local cloud as a mail.

Each has to end as a ticket, on a ticket, as a repetition of one that was there, or in quarantine with its reason. It is
looked for where the system keeps it, by the key of its raw bytes; the programme ends with 1 if one is lost or doubled.
"""

import argparse
import re
import smtplib
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from email import message_from_bytes
from email.utils import parseaddr
from pathlib import Path
from typing import Any

import boto3

from localstack.gateway.receipt import PREFIX
from localstack.outputs import Outputs
from localstack.settings import HOST, REGION, Settings, read
from tessera.adapters.dynamodb.keys import digest
from tessera.channels.incoming import identity_of
from tessera.channels.mail.model import Unreadable
from tessera.channels.mail.parse import parse

SUPPORT = "support@acme.test"
PATIENCE = 90.0  # seconds without any progress after which what is missing counts as lost
PAUSE = 1.0
LINE_END = re.compile(rb"\r\n|\r|\n")
OUTCOMES = ("ticket", "threaded", "duplicate", "quarantined", "refused", "lost")


@dataclass(frozen=True)
class Sent:
    """A file that went out. `mail_id` is the server's name for it; empty if it refused, `answer` says why."""

    path: Path
    mail_id: str
    answer: str


@dataclass
class Report:
    """What became of each file, by outcome; `detail` is a quarantine's reason, or the number of times it was kept."""

    outcomes: dict[str, list[tuple[Path, str]]] = field(default_factory=dict)
    doubled: list[tuple[Path, int]] = field(default_factory=list)

    def add(self, outcome: str, path: Path, detail: str = "") -> None:
        self.outcomes.setdefault(outcome, []).append((path, detail))

    def counts(self) -> dict[str, int]:
        return {outcome: len(self.outcomes.get(outcome, ())) for outcome in OUTCOMES}

    def lines(self) -> Iterator[str]:
        total = sum(self.counts().values())
        yield f"{total} mails: " + ", ".join(f"{count} {outcome}" for outcome, count in self.counts().items())
        yield f"{len(self.doubled)} doubled"
        reasons = Counter(detail for _, detail in self.outcomes.get("quarantined", ()))
        yield from (f"  quarantined {count}: {reason}" for reason, count in reasons.most_common())
        for outcome in ("refused", "lost"):
            yield from (f"  {outcome}: {path} {detail}" for path, detail in self.outcomes.get(outcome, ()))
        yield from (f"  doubled: {path}, {times} times" for path, times in self.doubled)


class Kept:
    """What the system holds, by the raw mail it came from."""

    def __init__(self, settings: Settings) -> None:
        self._table = boto3.resource(
            "dynamodb",
            endpoint_url=settings.engine,
            region_name=REGION,
            aws_access_key_id="test",
            aws_secret_access_key="test",
        ).Table(Outputs(settings.outputs)["CoreTable"])
        self.messages: dict[str, list[dict[str, Any]]] = {}
        self.quarantined: dict[str, str] = {}
        self.identities: set[str] = set()
        self._first: dict[str, str] = {}

    def look(self) -> None:
        """Read all of it again."""
        self.messages, self.quarantined, self.identities, self._first = {}, {}, set(), {}
        for item in self._items():
            if item["kind"] == "message":
                self._first[item["pk"]] = min(self._first.get(item["pk"], item["sk"]), item["sk"])
                self.messages.setdefault(item.get("raw_key", ""), []).append(item)
            elif item["kind"] == "quarantined":
                self.quarantined[item["raw_key"]] = item["reason"]
            elif item.get("claim_kind") == "mail":
                self.identities.add(item["pk"].rpartition("#")[2])

    def began(self, message: dict[str, Any]) -> bool:
        """Whether the message is its ticket's first."""
        return bool(self._first[message["pk"]] == message["sk"])

    def _items(self) -> Iterator[dict[str, Any]]:
        query: dict[str, Any] = {
            "FilterExpression": "kind IN (:message, :quarantined, :claim)",
            "ExpressionAttributeValues": {":message": "message", ":quarantined": "quarantined", ":claim": "claim"},
            "ProjectionExpression": "pk, sk, kind, raw_key, reason, claim_kind",
        }
        while True:
            page = self._table.scan(**query)
            yield from page["Items"]
            if "LastEvaluatedKey" not in page:
                return
            query["ExclusiveStartKey"] = page["LastEvaluatedKey"]


def send_file(path: Path, settings: Settings, recipient: str) -> Sent:
    """Send one file. The server's refusal is an answer, too."""
    raw = read_mail(path)
    with smtplib.SMTP(HOST, settings.smtp_port, timeout=120) as server:
        server.ehlo()
        for code, text in (server.mail(sender_of(raw), [f"size={len(raw)}"]), server.rcpt(recipient)):
            if code != 250:
                return Sent(path, "", f"{code} {text.decode(errors='replace')}")
        code, text = server.data(raw)
        answer = text.decode(errors="replace")
        return Sent(path, answer.split()[-1] if code == 250 else "", f"{code} {answer}")


def read_mail(path: Path) -> bytes:
    """The file as SMTP carries it: every line ends with CRLF (RFC 5321, section 2.3.8)."""
    return LINE_END.sub(b"\r\n", path.read_bytes())


def sender_of(raw: bytes) -> str:
    """The envelope's sender: the From where SMTP can say it, else somebody who sends nothing but this mail."""
    address = parseaddr(str(message_from_bytes(raw).get("From", "")))[1]
    usable = address.isascii() and address.count("@") == 1 and not any(c.isspace() or c in "<>" for c in address)
    return address if usable else f"{digest(raw.decode('latin-1'))[:16]}@sender.example"


def account(sent: Sequence[Sent], kept: Kept) -> Report:
    """Where every mail is now."""
    report = Report()
    for one in sent:
        key = PREFIX + one.mail_id
        messages = kept.messages.get(key, [])
        if not one.mail_id:
            report.add("refused", one.path, one.answer)
        elif messages:
            report.add("ticket" if kept.began(messages[0]) else "threaded", one.path)
        elif key in kept.quarantined:
            report.add("quarantined", one.path, kept.quarantined[key])
        elif _is_repetition(one.path, kept):
            report.add("duplicate", one.path)
        else:
            report.add("lost", one.path, one.mail_id)
        times = len(messages) + (key in kept.quarantined)
        if times > 1:
            report.doubled.append((one.path, times))
    return report


def _is_repetition(path: Path, kept: Kept) -> bool:
    """Whether a mail that is the same by its content was there already."""
    raw = read_mail(path)
    try:
        identity = identity_of(parse(raw), raw)
    except Unreadable:
        return False
    return digest(identity) in kept.identities


def send_all(paths: Sequence[Path], settings: Settings, recipient: str = SUPPORT) -> Report:
    """Send, and wait until every mail is accounted for or nothing moves any more."""
    sent = [send_file(path, settings, recipient) for path in paths]
    kept, best, moved_at = Kept(settings), len(paths) + 1, time.monotonic()
    while True:
        kept.look()
        report = account(sent, kept)
        missing = report.counts()["lost"]
        if missing < best:
            best, moved_at = missing, time.monotonic()
        if not missing or time.monotonic() - moved_at > PATIENCE:
            return report
        time.sleep(PAUSE)


def sample(folder: Path, limit: int | None = None) -> list[Path]:
    """All files below the folder, or `limit` of them, spread evenly."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    if limit is None or limit >= len(paths):
        return paths
    return [paths[place * len(paths) // limit] for place in range(limit)]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--limit", type=int, help="send only so many, spread evenly over the folder")
    parser.add_argument("--to", default=SUPPORT)
    arguments = parser.parse_args()
    started = time.monotonic()
    report = send_all(sample(arguments.folder, arguments.limit), read(), arguments.to)
    print("\n".join(report.lines()))
    print(f"{time.monotonic() - started:.0f} s")
    return 1 if report.counts()["lost"] or report.doubled else 0


if __name__ == "__main__":
    sys.exit(main())
