"""Writes the JSON Schemas of what others consume: `python -m tools.schemas`; `--check` says whether they are right.

Events go to the bus, to webhooks and to exports; deltas to the screens. The HTTP API has a document of its own.
"""

import json
import sys
from pathlib import Path

from pydantic import BaseModel

from schemas.events.envelope import Event
from schemas.realtime.messages import DefinitionsChanged, Delta, JobProgress, NoticeNew, PresenceChanged, SyncPosition

TARGET = Path(__file__).parent.parent / "schemas" / "generated"
CONTRACTS: dict[str, type[BaseModel]] = {
    "events/event.json": Event,
    "realtime/definitions-changed.json": DefinitionsChanged,
    "realtime/delta.json": Delta,
    "realtime/job-progress.json": JobProgress,
    "realtime/notice-new.json": NoticeNew,
    "realtime/presence-changed.json": PresenceChanged,
    "realtime/sync-position.json": SyncPosition,
}


def build() -> dict[Path, str]:
    """Each file's text."""
    return {TARGET / name: _text(model) for name, model in CONTRACTS.items()}


def _text(model: type[BaseModel]) -> str:
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **model.model_json_schema(by_alias=True, mode="serialization"),
    }
    return json.dumps(schema, indent=1, ensure_ascii=False) + "\n"


def main() -> int:
    files = build()
    if "--check" in sys.argv:
        stale = [path.name for path, text in files.items() if not path.exists() or path.read_text() != text]
        if stale:
            print(f"Out of date: {', '.join(stale)}. Run: python -m tools.schemas", file=sys.stderr)
        return 1 if stale else 0
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
