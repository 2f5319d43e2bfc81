"""Whom `assignee:`, `follower:` and `team:` may name: agents and teams by their names, and `me` and `none`."""

from collections.abc import Callable, Sequence

from tessera.search.model import NONE
from tessera.search.ports import Named


def named(name: str, everybody: Callable[[], Sequence[Named]], me: str | None) -> Sequence[Named]:
    """Whoever is meant, nobody by the id `NONE`; empty if there is no such name. `me` is the id of who asks."""
    match name.lower():
        case "me" if me is not None:
            return [Named(me, "me")]
        case "none":
            return [Named(NONE, NONE)]
    return _by_name(name.casefold(), everybody())


def _by_name(value: str, known: Sequence[Named]) -> list[Named]:
    """Whoever has exactly this name, address or id; else everybody with it as the beginning of one of their names."""
    exactly = [one for one in known if value in (one.id, one.email.casefold(), one.name.casefold())]
    return exactly or [
        one
        for one in known
        if one.name.casefold().startswith(value) or any(part.startswith(value) for part in one.name.casefold().split())
    ]
