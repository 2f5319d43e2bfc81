"""What agents are told, in the `live` table; what they want to be told of, in `core`.

An agent's notices sort by time, and after them stands `READ`, the newest one up to which all are read: so one backward
query gives both. A cursor carries `READ` on, since only the first page meets it. What was marked as unread says when,
and is read again by a `READ` that was set later.
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timedelta

from pynamodb.expressions.operand import Path
from pynamodb.expressions.update import Action

from schemas.vocabulary import NoticeChannel, NoticeKind
from tessera.adapters.dynamodb import keys
from tessera.adapters.dynamodb.codec import Item, encode
from tessera.adapters.dynamodb.table import NEW, ConditionFailed, Table, set_to
from tessera.kernel.clock import from_text, to_text
from tessera.kernel.ids import OrgId
from tessera.kernel.page import Page, decode_cursor, encode_cursor
from tessera.notices.model import Notice, Preferences

KEPT = timedelta(days=60)
READ = "READ"
_THERE = Path("pk").exists()


class NoticeTable:
    """`tessera.notices.ports.Notices`."""

    def __init__(self, live: Table, core: Table, org_id: OrgId) -> None:
        self._live = live
        self._core = core
        self._org = org_id

    def add(self, notice: Notice) -> None:
        with suppress(ConditionFailed):
            self._live.put(self._item(notice), NEW)

    def page(self, agent_id: str, limit: int, cursor: str | None) -> Page[Notice]:
        pk = keys.notices(self._org, agent_id)
        place = decode_cursor(cursor, pk) if cursor else None
        before = Path("sk") < encode(place["sk"]) if place else None
        items, rest = self._live.query(pk, before, limit=limit if place else limit + 1, forward=False)
        mark = next((item for item in items if item["sk"] == READ), {})
        read, read_at = ((place or mark).get(key, "") for key in ("id", "at"))
        kept = [item for item in items if item["sk"] != READ][:limit]
        more = rest is not None or len(kept) < len([item for item in items if item["sk"] != READ])
        following = encode_cursor({"sk": kept[-1]["sk"], "id": read, "at": read_at}, pk) if more and kept else None
        return Page([_notice(item, agent_id, read, read_at) for item in kept], following)

    def mark(self, agent_id: str, ids: Sequence[str]) -> None:
        self._set(agent_id, ids, set_to("read", True))

    def mark_until(self, agent_id: str, notice_id: str, at: datetime) -> None:
        """Only ever forward: a screen that lags behind makes nothing unread."""
        unread = Path("id").does_not_exist() | (Path("id") <= encode(notice_id))
        mark = {"pk": keys.notices(self._org, agent_id), "sk": READ, "id": notice_id, "at": to_text(at)}
        with suppress(ConditionFailed):
            self._live.put(mark, unread)

    def unmark(self, agent_id: str, ids: Sequence[str], at: datetime) -> None:
        self._set(agent_id, ids, set_to("read", False), set_to("unread_at", to_text(at)))

    def preferences(self, agent_ids: Sequence[str]) -> Mapping[str, Preferences]:
        found: dict[str, Preferences] = {}
        for first in range(0, len(agent_ids), 100):
            wanted = [(keys.org(self._org), f"NOTIFY#{agent_id}") for agent_id in agent_ids[first : first + 100]]
            for item in self._core.get_many(wanted):
                chosen = {
                    NoticeKind(kind): frozenset(map(NoticeChannel, ways)) for kind, ways in item["channels"].items()
                }
                until = item.get("quiet_until")
                found[item["agent_id"]] = Preferences(
                    chosen, from_text(until) if until else None, item.get("quiet_off_hours", False)
                )
        return found

    def save_preferences(self, agent_id: str, preferences: Preferences) -> None:
        channels = {kind.value: sorted(ways) for kind, ways in preferences.chosen.items()}
        self._core.put(
            {
                "pk": keys.org(self._org),
                "sk": f"NOTIFY#{agent_id}",
                "kind": "notice_preferences",
                "agent_id": agent_id,
                "channels": channels,
                "quiet_until": to_text(preferences.quiet_until) if preferences.quiet_until else None,
                "quiet_off_hours": preferences.quiet_off_hours,
            }
        )

    def _set(self, agent_id: str, ids: Sequence[str], *changes: Action) -> None:
        pk = keys.notices(self._org, agent_id)
        for notice_id in dict.fromkeys(ids):
            with suppress(ConditionFailed):
                self._live.update(pk, f"N#{notice_id}", changes, _THERE)

    def _item(self, notice: Notice) -> Item:
        return {
            "pk": keys.notices(self._org, notice.agent_id),
            "sk": f"N#{notice.id}",
            "id": notice.id,
            "kind": notice.kind.value,
            "at": to_text(notice.at),
            "actor": dict(notice.actor),
            "ticket_id": notice.ticket_id,
            "message": dict(notice.message) if notice.message else None,
            "job": dict(notice.job) if notice.job else None,
            "team_id": notice.team_id,
            "ttl": int((notice.at + KEPT).timestamp()),
        }


def _notice(item: Item, agent_id: str, read_until: str, read_at: str) -> Notice:
    with_all = item["id"] <= read_until and item.get("unread_at", "") <= read_at
    return Notice(
        id=item["id"],
        agent_id=agent_id,
        kind=NoticeKind(item["kind"]),
        at=from_text(item["at"]),
        actor=item["actor"],
        ticket_id=item.get("ticket_id"),
        message=item.get("message"),
        job=item.get("job"),
        team_id=item.get("team_id"),
        read=bool(item.get("read")) or with_all,
    )
