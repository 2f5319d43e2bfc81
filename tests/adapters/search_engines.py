"""Both engines of search, for the tests of what they have in common."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tessera.adapters.search.opensearch import SETTINGS, OpenSearchIndex, connect
from tessera.adapters.search.tantivy import TantivyIndex
from tessera.kernel.ids import OrgId, new_id
from tessera.search.ports import Index
from tests.adapters.java import Unavailable
from tests.adapters.opensearch_server import opensearch
from tests.fakes.identity import FakeClock
from tests.fakes.search import FakeBlobs, FakePointers

#: One process of a test run starts the server, and tests against it.
ONE_SERVER = pytest.mark.xdist_group("opensearch")

MakeIndex = Callable[[OrgId], Index]


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    try:
        with opensearch() as url:
            yield url
    except Unavailable as reason:
        pytest.skip(f"OpenSearch was not tested: {reason}")


@pytest.fixture(params=["tantivy", "opensearch"])
def make_index(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> MakeIndex:
    if request.param == "opensearch":
        # Each test writes first, and waits for that to be seen.
        monkeypatch.setitem(SETTINGS, "refresh_interval", "20ms")
        client = connect(request.getfixturevalue("server"))
        return lambda org: OpenSearchIndex(client, org)
    blobs = FakeBlobs()
    return lambda org: TantivyIndex(lambda: blobs, FakePointers(), org, tmp_path, FakeClock())


@pytest.fixture
def index(make_index: MakeIndex) -> Index:
    return make_index(OrgId(new_id()))
