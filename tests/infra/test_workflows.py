"""The workflow of jobs: every step is tried again, and what fails for good is told to the job."""

import json
from typing import Any

import pytest

from tests.infra.conftest import Synthesised

pytestmark = pytest.mark.xdist_group("infra")


def definition(stage: Synthesised) -> dict[str, Any]:
    (machine,) = stage.of_type("AWS::StepFunctions::StateMachine").values()
    text = machine["Properties"]["DefinitionString"]
    parts = text["Fn::Join"][1] if isinstance(text, dict) else [text]
    found: dict[str, Any] = json.loads("".join(part if isinstance(part, str) else "arn" for part in parts))
    return found


def test_pages_are_a_distributed_map_over_a_list_in_the_bucket(either: Synthesised) -> None:
    pages = definition(either)["States"]["Pages"]
    assert pages["ItemProcessor"]["ProcessorConfig"]["Mode"] == "DISTRIBUTED"
    assert pages["ItemReader"]["Resource"].endswith("s3:getObject")
    assert pages["MaxConcurrency"] > 0


def test_every_step_is_tried_again(either: Synthesised) -> None:
    states = definition(either)["States"]
    steps = [states[name] for name in ("Freeze", "Finish", "Fail")]
    for step in (*steps, states["Pages"]["ItemProcessor"]["States"]["Work"]):
        assert any(retry["ErrorEquals"] == ["States.ALL"] for retry in step["Retry"])


def test_what_fails_for_good_is_told(either: Synthesised) -> None:
    states = definition(either)["States"]
    for name in ("Freeze", "Pages", "Finish"):
        assert states[name]["Catch"][0]["Next"] == "Fail"
