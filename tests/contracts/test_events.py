"""Events and deltas as others read them: their shapes are generated, and every sample ever written goes on parsing.

A new kind of event needs a sample in `samples/events/<type>.json`; a sample is never changed to suit the code.
"""

import json
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from schemas.events.envelope import Event
from schemas.realtime.messages import DefinitionsChanged, Delta, JobProgress, NoticeNew, PresenceChanged
from schemas.vocabulary import EventType, RealtimeEvent
from tools import schemas

SAMPLES = Path(__file__).parent / "samples"
EVENTS = sorted((SAMPLES / "events").glob("*.json"))
MODELS: dict[str, type[BaseModel]] = {
    "definitions.changed": DefinitionsChanged,
    "job.progress": JobProgress,
    "notice.new": NoticeNew,
    "presence.changed": PresenceChanged,
}
DELTAS = sorted((SAMPLES / "realtime").glob("*.json"))


def read(path: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(path.read_text())
    return content


@pytest.mark.parametrize("path", EVENTS, ids=lambda path: path.stem)
def test_an_event_of_any_time_parses_and_comes_out_as_it_went_in(path: Path) -> None:
    sample = read(path)
    assert path.stem.startswith(sample["type"])
    assert Event.model_validate(sample).model_dump(mode="json", by_alias=True) == sample


@pytest.mark.parametrize("path", DELTAS, ids=lambda path: path.stem)
def test_a_delta_of_any_time_parses(path: Path) -> None:
    sample = read(path)
    assert (
        MODELS.get(path.stem, Delta).model_validate(sample).model_dump(mode="json")["event"]
        == sample["event"]
        == path.stem.replace(".", ":")
    )


def test_every_kind_has_a_sample() -> None:
    assert {read(path)["type"] for path in EVENTS} == set(EventType)
    assert {read(path)["event"] for path in DELTAS} == set(RealtimeEvent)


def test_the_generated_schemas_are_those_of_the_code() -> None:
    for path, text in schemas.build().items():
        assert path.read_text() == text, "Run: python -m tools.schemas"


def test_an_unknown_field_is_noticed() -> None:
    with pytest.raises(ValueError, match="extra"):
        Event.model_validate(read(EVENTS[0]) | {"sideways": 1})
