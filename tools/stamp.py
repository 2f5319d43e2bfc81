"""Whether a product is up to date: a digest of what it is made of, kept beside it."""

import hashlib
from collections.abc import Callable, Iterable
from pathlib import Path

SKIPPED = {"__pycache__", "node_modules", ".mypy_cache", ".ruff_cache", "dist", "storybook-static"}


def files(path: Path) -> list[Path]:
    """The file itself, or every file below the folder but caches and products, in a stable order."""
    if path.is_file():
        return [path]
    found = (item for item in path.rglob("*") if not SKIPPED & set(item.parts) and item.is_file())
    return sorted(item for item in found if item.suffix not in {".pyc", ".tsbuildinfo"})


def digest(inputs: Iterable[Path], *words: str) -> str:
    """SHA-256 over names and contents of the inputs, and over `words`."""
    total = hashlib.sha256("\0".join(words).encode())
    for root in inputs:
        for item in files(root):
            total.update(f"{item}\0".encode())
            total.update(item.read_bytes())
    return total.hexdigest()


def make(product: Path, wanted: str, build: Callable[[], None]) -> bool:
    """Run `build` unless `product` exists and was made from `wanted`; true if it ran.

    The stamp is removed first and written last, so an interrupted build is never taken for a finished one.
    """
    stamp = product.with_name(product.name + ".stamp")
    if product.exists() and stamp.exists() and stamp.read_text() == wanted:
        return False
    stamp.unlink(missing_ok=True)
    build()
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(wanted)
    return True
