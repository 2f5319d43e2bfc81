"""Starts the functions' processes before anybody waits for them: a cold one takes seconds on two cores."""

import logging
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from localstack.engine.internals import Internals

# What a person waits for comes first; the pairs are asked several things at once by the first page.
FIRST = ("authorizer", "api-auth", "api-agent", "email-inbound", "event-relay", "realtime-fanout", "ws-gateway")
TWICE = ("authorizer", "api-agent")

_one_at_a_time = threading.Lock()

log = logging.getLogger("warm")


def warm_up(engine: Internals) -> int:
    """Start every deployed function that is not running; how many were started. Blocks: call it in a thread."""
    with _one_at_a_time:
        records = [record for record in engine.functions._functions._data.values() if record.get("code_zip")]
        wanted = sorted(records, key=_rank)
        wanted += [record for record in wanted if _short_name(record) in TWICE]
        started = time.monotonic()
        with ThreadPoolExecutor(max_workers=2) as pool:
            count = sum(pool.map(lambda record: _start(engine, record), wanted))
        log.info("started %d processes in %.1f s", count, time.monotonic() - started)
        return count


def _start(engine: Internals, record: Any) -> int:
    """Start one more process of a function, unless it has as many as it should."""
    config = record["config"]
    name, runtime = config["FunctionName"], engine.runtime
    pool = runtime._workers.get(runtime._worker_key(name, config, "$LATEST"), [])
    limit = 2 if _short_name(record) in TWICE else 1
    if len(pool) >= limit:
        return 0
    worker = runtime.Worker(name, config, record["code_zip"])
    try:
        runtime.ensure_spawned(worker)
    except RuntimeError:
        log.exception("%s does not start; its next caller will see the same error", name)
        return 0
    with runtime._lock:
        runtime._workers.setdefault(runtime._worker_key(name, config, "$LATEST"), []).append(worker)
    return 1


def _short_name(record: Any) -> str:
    return str(record["config"]["FunctionName"]).removeprefix("tessera-local-")


def _rank(record: Any) -> int:
    name = _short_name(record)
    return FIRST.index(name) if name in FIRST else len(FIRST)
