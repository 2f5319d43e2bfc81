"""When the engine's state is saved, and what of it.

MiniStack saves only when it is stopped gracefully. Here it is saved a moment after each change, so that a killed
process costs seconds. What changes with every request (tables, queues, streams) is written each time; the rest
(functions, APIs, secrets, …) only after a deployment, because it holds the code of every function.
"""

import asyncio
import json
import logging
import time
from collections.abc import Mapping
from typing import Any

from localstack.engine import streams
from localstack.engine.internals import Internals
from localstack.engine.snapshots import Snapshots

INTERVAL = 1.0  # seconds between two looks
SHARE = 100  # saving stops the world, so it gets at most one part in a hundred of the time
STREAMS = "tessera_streams.json"
OFTEN = ("dynamodb", "sqs")
DEPLOYING = ("cloudformation", "secretsmanager")
READS = ("Get", "Query", "Scan", "List", "Describe", "Batch", "Receive")

log = logging.getLogger("saving")


def changes(service: str, method: str, target: str) -> str | None:
    """What a request may change: `often`, `rarely`, or None. `target` is the operation where the protocol names it."""
    reading = target.startswith(READS) and not target.startswith("BatchWrite")
    if method in ("GET", "HEAD", "OPTIONS") or reading:
        return None
    return "rarely" if service in DEPLOYING else "often"


class Saver:
    """Owns the snapshots. Everything here runs on the engine's event loop, where requests run too, so a snapshot is one
    moment's state; only the writing happens in a thread.

    The order matters to the pollers' threads, which do not stop: positions and queues are taken before the tables, so a
    message may come twice after a crash, but never get lost.
    """

    def __init__(self, engine: Internals, snapshots: Snapshots) -> None:
        self.engine = engine
        self.snapshots = snapshots
        self.pending: set[str] = set()
        self._writing = asyncio.Lock()
        self._fingerprint: tuple[object, ...] = ()
        self._not_before = 0.0

    def note(self, kind: str | None) -> None:
        if kind:
            self.pending.add(kind)

    async def run(self) -> None:
        """Save after changes, for ever. An error is logged and the change stays pending."""
        while True:
            await asyncio.sleep(INTERVAL)
            if self._moved():
                self.pending.add("often")
            if not self.pending or time.monotonic() < self._not_before:
                continue
            try:
                await self.save()
            except Exception:  # the next round tries again; losing the loop would lose every later change
                log.exception("The state could not be saved; trying again")
                self.pending.add("often")

    async def save(self, everything: bool = False) -> None:
        """Save what is pending (or everything) and return when it is on disk."""
        async with self._writing:
            pending, self.pending = self.pending, set()
            started = time.monotonic()
            rarely = everything or "rarely" in pending
            try:
                files = self._collect(rarely)
                stopped = time.monotonic() - started
                await asyncio.to_thread(self.snapshots.write, files)
            except BaseException:
                self.pending |= pending
                raise
            self._not_before = time.monotonic() + stopped * SHARE
            log.info("saved %d files, the engine stood still for %.0f ms", len(files), stopped * 1000)

    def _collect(self, rarely: bool) -> Mapping[str, bytes]:
        engine = self.engine
        files = {STREAMS: json.dumps(streams.unread(engine)).encode()}
        files["sqs.json"] = engine.encode("sqs", _queues(engine))
        files["dynamodb.json"] = engine.encode("dynamodb", _tables(engine))
        if rarely:
            for service, state_of in engine.app._build_persistence_save_dict().items():
                if service not in OFTEN and (state := state_of()) is not None:
                    files[f"{service}.json"] = engine.encode(service, state)
        return files

    def _moved(self) -> bool:
        """Whether a poller took or finished a message: no request tells of that."""
        positions = self.engine.functions._dynamodb_stream_positions._data
        queues = self.engine.sqs._queues._data
        now = (tuple(positions.values()), tuple(len(queue["messages"]) for queue in queues.values()))
        moved, self._fingerprint = now != self._fingerprint, now
        return moved


def _queues(engine: Internals) -> dict[str, Any]:
    """As MiniStack's own `get_state`, without copying: the text is made before anything else can run."""
    return {"queues": engine.sqs._queues, "queue_name_to_url": engine.sqs._queue_name_to_url}


def _tables(engine: Internals) -> dict[str, Any]:
    dynamodb = engine.dynamodb
    tables = type(dynamodb._tables)()
    for key, table in dynamodb._tables._data.items():
        tables._data[key] = {name: value for name, value in table.items() if name != dynamodb._INDEX_MEMBERS}
    names = ("tags", "ttl_settings", "pitr_settings", "kinesis_destinations", "contributor_insights", "backups")
    more = ("resource_policies", "exports", "imports")
    return {"tables": tables, **{name: getattr(dynamodb, f"_{name}") for name in (*names, *more)}}
