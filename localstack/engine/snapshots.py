"""The engine's state on disk, as whole generations: a crash leaves the last complete one, never half of two."""

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

POINTER = "CURRENT"


class Snapshots:
    """Folders `gen-00000001`, … of files, one of which `CURRENT` names.

    A new generation takes unchanged files over by hard link, so saving costs what changed.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self._drop_all_but(self.current())

    def current(self) -> Path | None:
        """The folder of the last complete generation; None before the first."""
        pointer = self.folder / POINTER
        if not pointer.exists():
            return None
        return self.folder / pointer.read_text().strip()

    def write(self, changed: Mapping[str, bytes]) -> Path:
        """Make a generation of `changed` (file name -> UTF-8 text) and all other files of the current one."""
        last = self.current()
        number = int(last.name.removeprefix("gen-")) + 1 if last else 1
        new = self.folder / f"gen-{number:08d}"
        shutil.rmtree(new, ignore_errors=True)
        new.mkdir()
        for name, text in changed.items():
            _write(new / name, text)
        for item in last.iterdir() if last else ():
            if item.name not in changed:
                os.link(item, new / item.name)
        _sync(new)
        _write(self.folder / f"{POINTER}.new", new.name.encode())
        (self.folder / f"{POINTER}.new").replace(self.folder / POINTER)
        _sync(self.folder)
        self._drop_all_but(new)
        return new

    def _drop_all_but(self, kept: Path | None) -> None:
        for item in self.folder.glob("gen-*"):
            if item != kept:
                shutil.rmtree(item)


def _write(path: Path, text: bytes) -> None:
    with path.open("wb") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
