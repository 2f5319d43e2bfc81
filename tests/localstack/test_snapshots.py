"""Generations of state: the last complete one is what a restart finds, whenever the process died."""

from pathlib import Path

import pytest

from localstack.engine.snapshots import Snapshots


def texts(folder: Path | None) -> dict[str, str]:
    assert folder is not None
    return {item.name: item.read_text() for item in folder.iterdir()}


def test_there_is_nothing_before_the_first(tmp_path: Path) -> None:
    assert Snapshots(tmp_path).current() is None


def test_a_generation_holds_what_changed_and_what_did_not(tmp_path: Path) -> None:
    snapshots = Snapshots(tmp_path)
    snapshots.write({"tables": b"1", "functions": b"1"})
    snapshots.write({"tables": b"2"})
    assert texts(Snapshots(tmp_path).current()) == {"tables": "2", "functions": "1"}


def test_only_the_last_generation_is_kept(tmp_path: Path) -> None:
    snapshots = Snapshots(tmp_path)
    for number in range(4):
        snapshots.write({"tables": b"%d" % number})
    assert [item.name for item in tmp_path.glob("gen-*")] == ["gen-00000004"]


def test_a_generation_that_was_not_finished_is_as_if_never_begun(tmp_path: Path) -> None:
    snapshots = Snapshots(tmp_path)
    snapshots.write({"tables": b"whole"})
    half = tmp_path / "gen-00000002"
    half.mkdir()
    (half / "tables").write_text("ha")
    again = Snapshots(tmp_path)
    assert texts(again.current()) == {"tables": "whole"}
    again.write({"tables": b"new"})
    assert texts(again.current()) == {"tables": "new"}


def test_a_failed_write_leaves_the_last_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    snapshots = Snapshots(tmp_path)
    snapshots.write({"tables": b"whole"})

    def full_disk(source: object, target: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.link", full_disk)
    with pytest.raises(OSError, match="No space"):
        snapshots.write({"functions": b"new"})
    assert texts(Snapshots(tmp_path).current()) == {"tables": "whole"}
