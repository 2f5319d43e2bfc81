"""All stages, synthesised once per test process."""

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aws_cdk as cdk
import pytest

from infra.app import build_app
from tools.build import ROOT, TARGETS, build_target

os.environ.setdefault("JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION", "1")

Resource = dict[str, Any]


@dataclass(frozen=True)
class Synthesised:
    """All templates of one stage, by file name."""

    folder: Path
    templates: dict[str, dict[str, Any]]

    def of_type(self, kind: str) -> dict[str, Resource]:
        """Resources of a CloudFormation type, by logical id."""
        return {
            logical: resource
            for template in self.templates.values()
            for logical, resource in template["Resources"].items()
            if resource["Type"] == kind
        }

    def functions(self) -> dict[str, Resource]:
        """Our own functions' properties, by the name of their folder."""
        ours = self.of_type("AWS::Lambda::Function").values()
        handlers = {item["Properties"]["Handler"]: item["Properties"] for item in ours}
        return {name.split(".")[1]: item for name, item in handlers.items() if name.startswith("functions.")}

    def statements(self, function: str) -> list[dict[str, Any]]:
        """Every statement of the policies of a function's role, attached policies included."""
        role = self.functions()[function]["Role"]["Fn::GetAtt"][0]
        found = []
        for policy in self.of_type("AWS::IAM::Policy").values():
            if {"Ref": role} in policy["Properties"]["Roles"]:
                found += policy["Properties"]["PolicyDocument"]["Statement"]
        if self.of_type("AWS::IAM::Role")[role]["Properties"].get("ManagedPolicyArns"):
            for policy in self.of_type("AWS::IAM::ManagedPolicy").values():
                found += policy["Properties"]["PolicyDocument"]["Statement"]
        return found

    def actions(self, function: str) -> set[str]:
        listed = (statement["Action"] for statement in self.statements(function))
        return {action for item in listed for action in ([item] if isinstance(item, str) else item)}


def synthesise(stage: str, folder: Path, **context: str) -> Synthesised:
    """Synthesise a stage as `cdk synth` does; a finding of cdk-nag raises."""
    site = folder / "site"
    (site / "assets").mkdir(parents=True)
    (site / "index.html").write_text("<!doctype html><title>Tessera</title>")
    settings = json.loads((ROOT / "cdk.json").read_text())["context"]
    app = cdk.App(outdir=str(folder / "out"), context={**settings, "stage": stage, "site": str(site), **context})
    build_app(app)
    app.synth()
    paths = sorted((folder / "out").glob("*.template.json"))
    return Synthesised(folder / "out", {path.name: json.loads(path.read_text()) for path in paths})


@pytest.fixture(scope="session", autouse=True)
def built() -> None:
    for target in TARGETS.values():
        build_target(target)


@pytest.fixture(scope="session")
def prod(built: None, tmp_path_factory: pytest.TempPathFactory) -> Synthesised:
    return synthesise("prod", tmp_path_factory.mktemp("prod"))


@pytest.fixture(scope="session")
def local(built: None, tmp_path_factory: pytest.TempPathFactory) -> Synthesised:
    return synthesise("local", tmp_path_factory.mktemp("local"))


@pytest.fixture(scope="session")
def dev(built: None, tmp_path_factory: pytest.TempPathFactory) -> Synthesised:
    return synthesise("dev", tmp_path_factory.mktemp("dev"))


@pytest.fixture(params=["local", "dev", "prod"])
def either(request: pytest.FixtureRequest) -> Synthesised:
    chosen: Synthesised = request.getfixturevalue(request.param)
    return chosen
