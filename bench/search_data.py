"""What the benchmark of search works on: generated tickets, and what stands in for S3, DynamoDB and people."""

import bisect
import json
import random
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from pathlib import Path
from typing import Any

from schemas.vocabulary import ActorType, Channel, MessageKind, Priority, TicketStatus
from tessera.adapters.search.store import Manifest
from tessera.kernel.page import Page
from tessera.kernel.person import Person
from tessera.search.model import PersonDocument, Text, TicketDocument
from tessera.search.ports import IndexMoved, Named
from tessera.ticketing.model import Ticket
from tessera.ticketing.ports import Entry, TicketQuery

START = datetime(2025, 11, 1, tzinfo=UTC)
AGENTS = [f"agent-{number}" for number in range(20)]
TEAMS = [f"team-{number}" for number in range(6)]
TAGS = ["billing", "shipping", "refund", "bug", "account", "printer", "vip", "returns"]
KNOWN = """
the is and to my it not for with please printer paper invoice order password reset delivery refund account
help error screen login jam button broken address customer payment late missing question update
""".split()  # noqa: SIM905
#: Two or three of these make a word, so that words begin alike and differ by a letter about as often as in English.
ONSETS = """
b bl br c ch cl cr d dr f fl fr g gl gr h j k l m n p pl pr qu r s sc sh sl sp st str t th tr v w y z
""".split()  # noqa: SIM905
RHYMES = """
a ab ack al an ar ast e ea ect el en er ess et i ice ile in ing ip ite o oa ock on or ost ou ow u ul un up us
""".split()  # noqa: SIM905
VOCABULARY = 60_000
MESSAGES = 5
WORDS = 60


class Corpus:
    """Words by Zipf's law, as in any language: the thousand commonest make most of a text, and the tail is long."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        syllables = [onset + rest for onset in ONSETS for rest in RHYMES]
        invented = random.Random(11)
        words = dict.fromkeys(KNOWN)
        while len(words) < VOCABULARY:
            words["".join(invented.choices(syllables, k=invented.choice((1, 2, 2, 3))))] = None
        self._words = list(words)
        self._weights = list(accumulate(1 / (rank + 2) for rank in range(VOCABULARY)))

    def word(self) -> str:
        return self._words[bisect.bisect(self._weights, self._chance.random() * self._weights[-1])]

    def common(self) -> str:
        return self._words[self._chance.randint(10, 400)]

    def rare(self) -> str:
        return self._words[self._chance.randint(20_000, VOCABULARY - 1)]

    def misspelt(self) -> str:
        word = next(word for word in iter(self.common, "") if len(word) >= 6)
        return word[:2] + word[3:] + " "

    def document(self, number: int) -> TicketDocument:
        chance = self._chance
        at = START + timedelta(minutes=5 * number)
        return TicketDocument(
            id=ticket_id(number),
            number=number + 1,
            subject=" ".join(self.word() for _ in range(6)),
            status=chance.choices(list(TicketStatus), (10, 5, 3, 30, 52))[0],
            priority=chance.choice(list(Priority)),
            channel="email",
            assignee_id=chance.choice([*AGENTS, None]),
            team_id=chance.choice([*TEAMS, None]),
            requester=(f"{self.word()} {self.word()}".title(), f"{self.word()}{number % 9000}@{self.word()}.example"),
            people=(),
            tags=tuple(chance.sample(TAGS, chance.randint(0, 2))),
            files=(f"{self.word()}.pdf",) if chance.random() < 0.2 else (),
            texts=tuple(self._text(number, place) for place in range(MESSAGES)),
            created_at=at,
            updated_at=at,
            version=1,
        )

    def person(self, number: int) -> PersonDocument:
        name = f"{self.word()} {self.word()}".title()
        return PersonDocument(person_id(number), name, (f"{self.word()}{number}@{self.word()}.example",), "", 1)

    def _text(self, number: int, place: int) -> Text:
        kind = MessageKind.NOTE if place == MESSAGES - 1 else MessageKind.REPLY
        words = " ".join(self.word() for _ in range(self._chance.randint(WORDS // 2, WORDS * 3 // 2)))
        return Text(f"{ticket_id(number)}-{place}", kind, "Grace Hopper", words)


def ticket_id(number: int) -> str:
    return f"01920000-0000-7000-8000-{number:012d}"


def person_id(number: int) -> str:
    return f"01910000-0000-7000-8000-{number:012d}"


class Made:
    """Tickets for a page of results, made when they are read."""

    def get_many(self, ticket_ids: Sequence[str]) -> list[Ticket]:
        return [self._ticket(ticket_id) for ticket_id in ticket_ids]

    def open(self, ticket_id: str, limit: int) -> tuple[Ticket, Page[Entry]] | None:
        return self._ticket(ticket_id), Page([], None)

    def entries(self, ticket_id: str, limit: int, cursor: str | None, merged_ids: Sequence[str]) -> Page[Entry]:
        return Page([], None)

    def list(self, query: TicketQuery, limit: int, cursor: str | None) -> Page[Ticket]:
        return Page([], None)

    def _ticket(self, ticket_id: str) -> Ticket:
        return Ticket(
            id=ticket_id,
            number=int(ticket_id[-12:]) + 1,
            subject="A ticket",
            status=TicketStatus.OPEN,
            priority=Priority.NORMAL,
            channel=Channel.EMAIL,
            requester=Person(None, "Grace", "grace@example.com"),
            created_at=START,
            updated_at=START,
            created_by=None,
            last_message_at=START,
            last_message_by=ActorType.CUSTOMER,
        )


class Nobody:
    """No agents, no teams, nobody who would make an index."""

    def agents(self) -> Sequence[Named]:
        return ()

    def teams(self) -> Sequence[Named]:
        return ()

    def companies(self, prefix: str, limit: int, cursor: str | None) -> Page[Any]:
        return Page([], None)

    def known_as(self, email: str) -> tuple[str, ...]:
        return ()

    def claim(self, until: datetime) -> bool:
        return False

    def release(self) -> None:
        return None

    def ask(self, until: datetime) -> None:
        raise RuntimeError("The benchmark's index is not there.")


class FolderBlobs:
    """`adapters.search.store.Blobs` in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, key: str, content: bytes, content_type: str) -> None:
        path = self._folder / key
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)

    def get(self, key: str) -> bytes:
        return (self._folder / key).read_bytes()

    def delete(self, key: str) -> None:
        (self._folder / key).unlink(missing_ok=True)


class FolderPointers:
    """`adapters.search.store.Pointers` as a file; there is one writer only."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "pointer.json"

    def read(self, consistent: bool) -> Manifest | None:
        return Manifest(**json.loads(self._file.read_text())) if self._file.exists() else None

    def swap(self, manifest: Manifest, before: Manifest | None) -> None:
        now = self.read(consistent=True)
        if (now and now.version) != (before and before.version):
            raise IndexMoved
        self._file.write_text(json.dumps(asdict(manifest)))
