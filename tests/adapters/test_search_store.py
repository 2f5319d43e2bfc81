"""The index's files between two writers and their readers: the pointer in DynamoDB (moto), the packs in memory."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest

from tessera.adapters.dynamodb.table import Table
from tessera.adapters.search import store
from tessera.adapters.search.preparation import DynamoPreparation
from tessera.adapters.search.store import DynamoPointers, live_files
from tessera.adapters.search.tantivy import TantivyIndex
from tessera.kernel.ids import OrgId
from tessera.search.model import Request, Words
from tessera.search.ports import IndexMoved, NoIndex
from tests.factories.search import make_document
from tests.fakes.identity import FakeClock
from tests.fakes.search import FakeBlobs

Prepare = Callable[[FakeClock, list[Mapping[str, object]]], DynamoPreparation]


@dataclass
class House:
    """One organization's index, as several processes see it."""

    live: Table
    org: OrgId
    folder: Path
    blobs: FakeBlobs = field(default_factory=FakeBlobs)
    clock: FakeClock = field(default_factory=FakeClock)

    def process(self, name: str) -> TantivyIndex:
        pointers = DynamoPointers(self.live, self.org)
        return TantivyIndex(lambda: self.blobs, pointers, self.org, self.folder / name, self.clock)

    def built(self, *subjects: str) -> TantivyIndex:
        index = self.process("builder")
        draft = index.draft()
        draft.add([make_document(subject) for subject in subjects])
        draft.publish()
        return index


@pytest.fixture
def house(live: Table, org: OrgId, tmp_path: Path) -> House:
    return House(live, org, tmp_path)


def total(index: TantivyIndex, word: str = "") -> int:
    return index.search(Request((Words(word),) if word else ())).total


def test_of_two_writers_one_wins_and_the_other_begins_again(house: House) -> None:
    house.built("first")
    one, other = house.process("one"), house.process("other")
    base, same = one.begin(), other.begin()
    one.publish(base, [make_document("of one")], [])
    with pytest.raises(IndexMoved):
        other.publish(same, [make_document("of the other")], [])
    other.publish(other.begin(), [make_document("of the other")], [])
    for index in (one, other, house.process("reader")):
        house.clock.forward(seconds=1)
        assert (total(index, "one"), total(index, "other"), total(index)) == (1, 1, 3)


def test_the_loser_leaves_nothing_behind(house: House) -> None:
    """Both delete from the same segment: tantivy gives the two different lists of deletions the same file name."""
    house.built("first")
    document, another = make_document("document"), make_document("another")
    writer = house.process("one")
    writer.publish(writer.begin(), [document, another], [])
    one, other = house.process("one"), house.process("other")
    base, same = one.begin(), other.begin()
    one.publish(base, [], [document.id])
    kept = set(house.blobs.kept)
    with pytest.raises(IndexMoved):
        other.publish(same, [], [another.id])
    assert set(house.blobs.kept) == kept
    other.publish(other.begin(), [], [another.id])
    assert (total(house.process("reader"), "document"), total(house.process("reader"), "another")) == (0, 0)


def test_a_writer_that_was_overtaken_twice_over_a_rebuild_goes_on_with_the_new_index(house: House) -> None:
    house.built("old")
    writer = house.process("writer")
    base = writer.begin()
    house.built("new")
    with pytest.raises(IndexMoved):
        writer.publish(base, [make_document("change")], [])
    writer.publish(writer.begin(), [make_document("change")], [])
    reader = house.process("reader")
    assert (total(reader, "old"), total(reader, "new"), total(reader, "change")) == (0, 1, 1)


def test_a_draft_takes_over_whatever_was_published_meanwhile(house: House) -> None:
    index = house.built("old")
    draft = house.process("rebuilder").draft()
    draft.add([make_document("new")])
    index.publish(index.begin(), [make_document("meanwhile")], [])
    draft.publish()
    assert (total(house.process("reader"), "new"), total(house.process("reader"))) == (1, 1)


def test_a_reader_looks_for_a_newer_index_once_a_second(house: House) -> None:
    writer, reader = house.built("first"), house.process("reader")
    assert total(reader) == 1
    writer.publish(writer.begin(), [make_document("second")], [])
    assert total(reader) == 1
    house.clock.forward(seconds=1)
    assert total(reader) == 2
    before = house.built("rebuilt")
    house.clock.forward(seconds=1)
    assert (total(reader), total(before)) == (1, 1)


def test_many_changes_keep_few_files_and_all_documents(house: House) -> None:
    index = house.built("first")
    for number in range(40):
        index.publish(index.begin(), [make_document(f"number {number}")], [])
        house.clock.forward(minutes=1)
    reader = house.process("reader")
    assert total(reader) == 41
    manifest = DynamoPointers(house.live, house.org).read(consistent=True)
    assert manifest is not None
    assert len(manifest.files) < 120
    assert set(house.blobs.kept) == manifest.packs() | set(manifest.retired)


def test_packs_are_kept_for_readers_that_are_still_fetching_and_removed_later(house: House) -> None:
    first = house.built("old")
    old = set(house.blobs.kept)
    house.built("new")
    assert old <= set(house.blobs.kept)
    house.clock.forward(minutes=10)
    writer = house.process("writer")
    writer.publish(writer.begin(), [make_document("later")], [])
    assert not old & set(house.blobs.kept)
    assert total(first) == 2


def test_large_files_are_cut_into_packs_and_put_together_again(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "PACK_BYTES", 700)
    house.built(*(f"subject number {number}" for number in range(50)))
    assert max(map(len, house.blobs.kept.values())) == 700
    assert len(house.blobs.kept) > 5
    assert total(house.process("reader"), "subject") == 50


def test_an_index_of_another_format_is_as_good_as_none(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    house.built("first")
    monkeypatch.setattr("tessera.adapters.search.columns.FORMAT", 99)
    reader = house.process("reader")
    with pytest.raises(NoIndex):
        total(reader)
    house.built("made anew")
    assert total(reader) == 1


def test_an_index_that_is_let_go_frees_its_disk_and_can_be_used_again(house: House) -> None:
    house.built("first")
    reader = house.process("reader")
    assert total(reader) == 1
    reader.close()
    assert not any((house.folder / "reader").rglob("*.store"))
    assert total(reader) == 1


def test_only_files_that_are_needed_are_kept() -> None:
    segments: list[Mapping[str, object]] = [
        {"segment_id": "aaaa-bb", "deletes": {"opstamp": 7}},
        {"segment_id": "cc", "deletes": None},
    ]
    names = ["aaaabb.idx", "aaaabb.5.del", "aaaabb.7.del", "cc.store", "dd.idx"]
    assert live_files({"segments": segments}, names) == ["aaaabb.idx", "aaaabb.7.del", "cc.store"]


@pytest.fixture
def prepare(live: Table, org: OrgId) -> Prepare:
    return lambda clock, sent: DynamoPreparation(live, org, clock, sent.append)


def test_one_at_a_time_makes_an_index(prepare: Prepare) -> None:
    clock = FakeClock()
    one, other = prepare(clock, []), prepare(clock, [])
    until = clock.now + timedelta(minutes=15)
    assert one.claim(until)
    assert not other.claim(until)
    one.release()
    assert other.claim(until)
    clock.forward(minutes=15)
    assert one.claim(clock.now + timedelta(minutes=15))


def test_an_index_is_asked_for_once(org: OrgId, prepare: Prepare) -> None:
    clock, sent = FakeClock(), list[Mapping[str, object]]()
    preparation = prepare(clock, sent)
    for _ in range(3):
        preparation.ask(clock.now + timedelta(seconds=30))
    assert sent == [{"prepare": org}]
    clock.forward(seconds=30)
    preparation.ask(clock.now + timedelta(seconds=30))
    assert len(sent) == 2
