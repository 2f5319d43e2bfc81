"""Stream records nobody has read yet: MiniStack keeps read positions over a restart, but not the records.

Without this, an event that was in the outbox but not on the bus when the engine died would never leave.
"""

from typing import Any

from localstack.engine.internals import Internals


def unread(engine: Internals) -> dict[str, Any]:
    """Positions by mapping, and per table the records from the slowest reader's position on."""
    functions, dynamodb = engine.functions, engine.dynamodb
    positions = {"\0".join(key): at for key, at in functions._dynamodb_stream_positions._data.items()}
    slowest: dict[tuple[str, str, str], int] = {}
    for (account, region, mapping), at in functions._dynamodb_stream_positions._data.items():
        table = _table(functions._esms._data.get((account, region, mapping)))
        if table:
            key = (account, region, table)
            slowest[key] = min(at, slowest.get(key, at))
    records = {}
    for key, at in slowest.items():
        trimmed = dynamodb._stream_trimmed._data.get(key, 0)
        records["\0".join(key)] = {"from": at, "records": dynamodb._stream_records._data.get(key, [])[at - trimmed :]}
    return {"positions": positions, "tables": records, "counter": dynamodb._stream_seq_counter}


def restore(engine: Internals, saved: dict[str, Any]) -> None:
    """Put records and positions back; positions first, so that the poller never sees one without the other."""
    functions, dynamodb = engine.functions, engine.dynamodb
    functions._dynamodb_stream_positions._data.clear()
    functions._dynamodb_stream_positions._data.update(
        {tuple(key.split("\0")): at for key, at in saved["positions"].items()}
    )
    for key, table in saved["tables"].items():
        scope = tuple(key.split("\0"))
        dynamodb._stream_trimmed._data[scope] = table["from"]
        dynamodb._stream_records._data[scope] = table["records"]
    dynamodb._stream_seq_counter = saved["counter"]


def _table(mapping: Any) -> str | None:
    source = (mapping or {}).get("EventSourceArn", "")
    return source.split(":table/")[1].split("/")[0] if ":table/" in source else None
