"""The demonstration organization: what it holds, and that planting it twice is planting it once."""

import struct
import zlib
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from random import Random

import boto3
import pytest

from localstack.seed import plant
from localstack.seed.calendar import arrivals
from localstack.seed.conversation import Case, Story
from localstack.seed.files import SAMPLES, sample
from localstack.seed.people import MAILBOXES, PASSWORD, STAFF, WRITERS
from localstack.seed.scenarios import Scenario, load
from schemas.http.tickets import EntryPage, TicketSummary
from schemas.vocabulary import UNRESOLVED, Role, Sharing, TicketStatus
from tessera.adapters.dynamodb.table import CORE_INDEXES
from tessera.adapters.passwords import Argon2Passwords
from tessera.bootstrap import Services
from tessera.identity.model import new_agent, new_team
from tessera.kernel.actor import system_actor
from tessera.kernel.page import Page
from tessera.settings import Settings
from tessera.ticketing import present
from tessera.ticketing.model import FileRef, Message
from tests.adapters.tables import cloud, make_table

NOW = datetime(2026, 11, 23, 17, 30, tzinfo=UTC)


class Urls:
    """`tessera.ticketing.present.FileUrls`."""

    def url_of(self, file: FileRef) -> str:
        return file.key

    def thumbnail_url_of(self, file: FileRef) -> str | None:
        return file.thumbnail_key


def all_cases(now: datetime = NOW) -> list[Case]:
    actor = system_actor(plant.ORG_ID, "test")
    teams = {name: new_team(actor, now, name, id=f"team-{name}")[0] for name in ("Support", "Billing")}
    agents = [
        new_agent(
            actor,
            now,
            name=person.name,
            email=person.email,
            password_hash="h",
            role=person.role,
            team_ids=[teams[name].id for name in person.teams],
            id=person.email,
        )[0]
        for person in STAFF
    ]
    return list(plant._cases(teams, agents, now))


def tell(case: Case) -> Story:
    return Story(case, Random(f"story {case.number}")).tell()


@pytest.fixture(scope="module")
def stories() -> list[Story]:
    return [tell(case) for case in all_cases()]


def test_the_desk_is_as_promised() -> None:
    assert Counter(person.role for person in STAFF)[Role.ADMIN] == 1
    assert len(STAFF) == 5
    assert {"admin@acme.test", "agent@acme.test"} <= {person.email for person in STAFF}
    assert {address for address, _ in MAILBOXES} == {"support@acme.test", "billing@acme.test"}
    assert PASSWORD == "tessera-demo"


def test_no_conversation_is_told_twice() -> None:
    scenarios = load()
    openings = [opening for scenario in scenarios for opening in scenario.openings]
    assert len(scenarios) >= 40
    assert 150 <= len(openings) <= 250
    assert max(Counter(opening.text for opening in openings).values()) == 1
    assert len({scenario.key for scenario in scenarios}) == len(scenarios)
    assert len({scenario.language for scenario in scenarios}) >= 6


def test_everybody_writes_from_a_reserved_domain() -> None:
    assert all(
        writer.email.endswith((".example", "@example.com", "@example.org", "@example.net")) for writer in WRITERS
    )
    assert len({writer.email for writer in WRITERS}) == len(WRITERS)


def test_every_ticket_is_one_that_the_product_could_have_made(stories: list[Story]) -> None:
    assert [story.ticket.number for story in stories] == list(range(1, len(stories) + 1))
    for story in stories:
        TicketSummary.model_validate(present.summary(story.ticket))
        EntryPage.model_validate(present.entry_page(Page(story.entries, None), Urls()))
        messages = [entry for entry in story.entries if isinstance(entry, Message)]
        assert story.ticket.message_count == len(messages)
        assert story.ticket.created_at == story.case.opened_at <= story.ticket.updated_at <= NOW


def test_entries_stand_in_the_order_in_which_they_happened(stories: list[Story]) -> None:
    for story in stories:
        ids = [entry.id for entry in story.entries]
        assert ids == sorted(ids)
        assert len(set(ids)) == len(ids)


def test_nothing_is_left_to_be_filled_in(stories: list[Story]) -> None:
    texts = [entry.text for story in stories for entry in story.entries if isinstance(entry, Message)]
    for text in [*texts, *(story.ticket.subject for story in stories)]:
        assert not set(text) & set("{}")
        assert text == text.strip()


def test_the_inbox_has_something_of_everything(stories: list[Story]) -> None:
    tickets = [story.ticket for story in stories]
    assert set(Counter(ticket.status for ticket in tickets)) == set(TicketStatus)
    unresolved = [ticket for ticket in tickets if ticket.status in UNRESOLVED]
    assert len(unresolved) >= 40
    assert sum(ticket.assignee_id is None for ticket in unresolved) >= 5
    assert sum(bool(story.files) for story in stories) >= 10
    assert any(ticket.participants for ticket in tickets)


def test_arrivals_are_of_the_last_thirty_days() -> None:
    times = arrivals(200, NOW, Random(1))
    assert times == sorted(times)
    assert (NOW - times[-1]).total_seconds() > 0
    assert (NOW - times[0]).days <= 30


def test_the_samples_are_real_files() -> None:
    for name in SAMPLES:
        file = sample(name)
        if file.content_type == "image/png":
            assert file.content[:8] == b"\x89PNG\r\n\x1a\n"
            width, height = struct.unpack(">II", file.content[16:24])
            start = file.content.index(b"IDAT")
            (length,) = struct.unpack(">I", file.content[start - 4 : start])
            pixels = zlib.decompress(file.content[start + 4 : start + 4 + length])
            assert len(pixels) == height * (width * 3 + 1)
        elif file.content_type == "application/pdf":
            table = int(file.content.rsplit(b"startxref\n", 1)[1].split()[0])
            assert file.content[table : table + 4] == b"xref"
        else:
            assert file.content.decode().endswith("\n")


@pytest.fixture
def services(monkeypatch: pytest.MonkeyPatch) -> Iterator[Services]:
    """A cloud with a small part of the conversations: moto is slow."""

    def some() -> list[Scenario]:
        return [scenario for scenario in load() if scenario.key in ("error-e04", "invoice-request")]

    monkeypatch.setattr(plant, "load", some)
    names = {"TESSERA_CORE_TABLE": "core", "TESSERA_LIVE_TABLE": "live", "TESSERA_FILES_BUCKET": "files"}
    with cloud():
        make_table("core", CORE_INDEXES)
        boto3.client("s3").create_bucket(
            Bucket="files", CreateBucketConfiguration={"LocationConstraint": "eu-central-1"}
        )
        yield Services(Settings(names), lambda: NOW)


def everything(table: str) -> list[dict[str, object]]:
    items = [dict[str, object](item) for item in boto3.resource("dynamodb").Table(table).scan()["Items"]]
    return sorted(items, key=lambda item: (str(item["pk"]), str(item["sk"])))


def test_planting_twice_adds_nothing(services: Services) -> None:
    planted = plant.plant(services)
    assert planted.fresh == planted.tickets == 7
    before = everything("core")
    assert plant.plant(services).fresh == 0
    assert everything("core") == before
    assert services.ticket_table(plant.ORG_ID).next_number() == planted.tickets + 1


def test_a_planting_that_was_interrupted_is_finished(services: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[int] = []
    tell_it = Story.tell

    def interrupted(story: Story) -> Story:
        if len(told) == 4:
            raise KeyboardInterrupt
        told.append(story.case.number)
        return tell_it(story)

    monkeypatch.setattr(Story, "tell", interrupted)
    with pytest.raises(KeyboardInterrupt):
        plant.plant(services)
    monkeypatch.setattr(Story, "tell", tell_it)
    assert plant.plant(services).fresh == 3


def test_everybody_has_macros_with_variables_at_hand(services: Services) -> None:
    plant.plant(services)
    macros = services.macros(plant.ORG_ID).list_macros(system_actor(plant.ORG_ID, "test"))
    assert len(macros) >= 3
    assert {macro.sharing for macro in macros} == {Sharing.EVERYONE}
    assert all("{{ticket.requester.first_name" in macro.html and macro.actions for macro in macros)


def test_the_people_can_sign_in(services: Services) -> None:
    plant.plant(services)
    for person in STAFF:
        agent = services.directory.agent_by_email(person.email)
        assert agent is not None
        assert Argon2Passwords().verify(agent.password_hash, PASSWORD)
        assert len(agent.team_ids) == len(person.teams)
    billing = services.directory.mailbox("billing@acme.test")
    assert billing is not None
    assert billing.team_id in {team.id for team in services.people(plant.ORG_ID).teams()}
