"""Whether a product is up to date: a digest of what it is made of, kept beside it. Standard library only."""

import hashlib
import os
from collections.abc import Callable, Iterable
from pathlib import Path

SKIPPED = {"__pycache__", "node_modules", ".mypy_cache", ".ruff_cache", ".venv", "dist", "storybook-static"}


def files(path: Path) -> list[Path]:
    """The file itself, or every file below the folder but caches and products, in a stable order."""
    if not path.is_dir():
        return [path]
    found = []
    for folder, folders, names in os.walk(path):
        folders[:] = [name for name in folders if name not in SKIPPED]
        found += [Path(folder, name) for name in names if not name.endswith((".pyc", ".tsbuildinfo"))]
    return sorted(found)


def digest(inputs: Iterable[Path], *words: str) -> str:
    """SHA-256 over names and contents of the inputs, and over `words`. A missing file counts as such."""
    total = hashlib.sha256("\0".join(words).encode())
    for root in inputs:
        for item in files(root):
            total.update(f"{item}\0".encode())
            total.update(item.read_bytes() if item.exists() else b"\0missing")
    return total.hexdigest()


def make(product: Path, wanted: str, build: Callable[[], None], stamp: Path | None = None) -> bool:
    """Run `build` unless `product` exists and was made from `wanted`; true if it ran.

    The stamp is removed first and written last, so an interrupted build is never taken for a finished one.
    """
    stamp = stamp or product.with_name(product.name + ".stamp")
    if product.exists() and stamp.exists() and stamp.read_text() == wanted:
        return False
    stamp.unlink(missing_ok=True)
    build()
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(wanted)
    return True
