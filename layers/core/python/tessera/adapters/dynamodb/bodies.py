"""Long message bodies live in the file store, because an item holds 400 KB at most and every read pays for its size.

Source: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html
"""

import hashlib
import json
from collections.abc import Callable
from typing import Protocol

from tessera.adapters.dynamodb.codec import Item

FIELDS = ("text", "html", "quoted_text", "quoted_html")
#: Characters that stay in the item. A read unit is 4 KB; a usual mail is under 8.
KEPT = 24_000


class Blobs(Protocol):
    def put(self, key: str, content: bytes, content_type: str) -> None: ...

    def get(self, key: str) -> bytes: ...

    def erase(self, prefix: str, but: str | None = None) -> None: ...


class Bodies:
    """Moves a message item's long bodies out, and back in. The store is asked for only when a body is long.

    The key ends in what is kept under it, so that an edit never overwrites what the message said before.
    """

    def __init__(self, blobs: Callable[[], Blobs]) -> None:
        self._blobs = blobs

    def stow(self, item: Item, place: str) -> Item:
        """The item as it is stored. Its bodies are written in `place` first if they are long."""
        bodies = {name: item[name] for name in FIELDS if item.get(name)}
        if sum(len(body) for body in bodies.values()) <= KEPT:
            return item
        content = json.dumps(bodies).encode()
        key = f"{place}/{hashlib.sha256(content).hexdigest()}.json"
        self._blobs().put(key, content, "application/json")
        return {**item, **dict.fromkeys(bodies), "body_key": key}

    def fetch(self, item: Item) -> Item:
        """The item as it was before `stow`."""
        if "body_key" not in item:
            return item
        bodies: Item = json.loads(self._blobs().get(item["body_key"]))
        return item | bodies

    def forget(self, place: str, but: str | None) -> None:
        """Erase what was ever written in `place`, except under the one key."""
        self._blobs().erase(place, but)
