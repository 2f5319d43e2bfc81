"""Which engine the settings name, what a process keeps of it, and the command that makes an index anew."""

from collections.abc import Mapping

import pytest
from opensearchpy import Urllib3AWSV4SignerAuth

from tessera.adapters.search.engine import KEPT, Recent, RememberedNames, SearchEngine
from tessera.adapters.search.opensearch import OpenSearchIndex, connect
from tessera.adapters.search.tantivy import TantivyIndex
from tessera.bootstrap import Services
from tessera.kernel.errors import Misconfigured
from tessera.kernel.ids import OrgId
from tessera.search.model import Field, OneOf, Request, Words
from tessera.settings import Settings
from tests.fakes.identity import FakeClock
from tests.functions.agent_api import found
from tools import reindex


def engine(services: Services, environ: Mapping[str, str]) -> SearchEngine:
    return SearchEngine(Settings(environ), services.live, FakeClock())


def test_the_settings_name_the_engine(services: Services, org: OrgId) -> None:
    tantivy = engine(services, {"TESSERA_SEARCH_ENGINE": "tantivy"})
    assert isinstance(tantivy.index(org), TantivyIndex)
    assert tantivy.index(org) is tantivy.index(org)
    server = {"TESSERA_SEARCH_ENGINE": "opensearch", "TESSERA_OPENSEARCH_URL": "http://localhost:9200"}
    assert isinstance(engine(services, server).index(org), OpenSearchIndex)


@pytest.mark.parametrize("name", ["", "solr"])
def test_an_engine_that_is_none_of_ours_is_said(services: Services, org: OrgId, name: str) -> None:
    with pytest.raises(Misconfigured, match="TESSERA_SEARCH_ENGINE"):
        engine(services, {"TESSERA_SEARCH_ENGINE": name}).index(org)


@pytest.mark.parametrize(
    ("url", "host", "port", "encrypted"),
    [
        ("http://localhost:9200", "localhost", 9200, False),
        ("https://search.example.com", "search.example.com", 443, True),
    ],
)
def test_a_servers_address(url: str, host: str, port: int, encrypted: bool) -> None:
    transport = connect(url).transport
    assert transport.hosts == [{"host": host, "port": port}]
    assert transport.kwargs["use_ssl"] is encrypted


def test_a_password_and_a_signature(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "testing")
    with_password = connect("https://ann:p%40ss@search.example.com:9200").transport.kwargs["http_auth"]
    signed = connect("https://search-desk.eu-central-1.es.amazonaws.com").transport.kwargs["http_auth"]
    assert with_password == ("ann", "p@ss")
    assert isinstance(signed, Urllib3AWSV4SignerAuth)
    assert (signed.signer.region, signed.signer.service) == ("eu-central-1", "es")


def test_what_was_not_used_for_longest_is_let_go() -> None:
    let_go: list[str] = []
    kept: Recent[str] = Recent(let_go.append)
    for number in range(KEPT):
        kept.get(OrgId(f"org {number}"), lambda number=number: f"thing {number}")  # type: ignore[misc]
    kept.get(OrgId("org 0"), lambda: "never made")
    kept.get(OrgId("one more"), lambda: "one more")
    assert let_go == ["thing 1"]
    assert kept.get(OrgId("org 0"), lambda: "never made") == "thing 0"


def test_names_are_read_again_after_a_minute(services: Services, org: OrgId) -> None:
    api, clock = found(services, org), FakeClock()
    names = RememberedNames(services.people(org), clock)
    assert [agent.name for agent in names.agents()] == ["Ada"]
    assert list(names.teams()) == []
    api.hire(name="Bob")
    team = api.found_team()
    assert [agent.name for agent in names.agents()] == ["Ada"]
    clock.forward(minutes=1)
    assert [agent.name for agent in names.agents()] == ["Ada", "Bob"]
    assert [each.id for each in names.teams()] == [team]


def test_the_command_makes_an_index_anew(services: Services, org: OrgId, capsys: pytest.CaptureFixture[str]) -> None:
    api = found(services, org)
    for subject in ("One", "Two"):
        api.open_ticket(subject=subject)
    assert reindex.rebuild(services, f"acme-{org}") == 0
    assert "Done: 2 tickets" in capsys.readouterr().out
    assert services.search_engine.index(org).search(Request((Words("two"),))).total == 1
    api.open_ticket(subject="Three")
    assert reindex.rebuild(services, org) == 0
    assert services.search_engine.index(org).search(Request(())).total == 3


def test_an_index_made_anew_leads_on_from_a_merged_tickets_number(services: Services, org: OrgId) -> None:
    api = found(services, org)
    source, target = api.open_ticket(subject="Merged"), api.open_ticket(subject="Kept")
    assert api.post(f"/tickets/{source['id']}/merge", {"into": target["id"]}).status == 200
    assert reindex.rebuild(services, org) == 0
    index = services.search_engine.index(org)
    assert [hit.ticket_id for hit in index.search(Request(())).hits] == [target["id"]]
    by_number = index.search(Request((OneOf(Field.NUMBER, (str(source["number"]),)),)))
    assert [hit.ticket_id for hit in by_number.hits] == [source["id"]]


def test_the_command_says_what_is_missing(
    services: Services, org: OrgId, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert reindex.rebuild(services, "nobody") == 1
    assert "There is no organization nobody." in capsys.readouterr().err
    monkeypatch.setenv("TESSERA_SEARCH_ENGINE", "")
    assert reindex.rebuild(services, found(services, org).org) == 1
    assert "TESSERA_SEARCH_ENGINE" in capsys.readouterr().err
