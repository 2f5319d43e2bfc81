"""What must hold of the templates of every stage."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tessera.kernel.ids import OrgId
from tessera.ticketing.files import upload_key
from tests.infra.conftest import Synthesised
from tools.build import ROOT

pytestmark = pytest.mark.xdist_group("infra")

# CloudFormation's own order repeated by CDK; nothing of ours to fix.
REDUNDANT_DEPENDS_ON = "W3005"


def test_cfn_lint_finds_nothing(dev: Synthesised, prod: Synthesised) -> None:
    """Looked for in the largest stage: the others set nothing that it does not."""
    assert set(_settings(dev.templates)) <= set(_settings(prod.templates))
    linter = Path(sys.executable).with_name("cfn-lint")
    paths = [str(path) for path in prod.folder.glob("*.template.json")]
    run = subprocess.run(
        [linter, "-i", REDUNDANT_DEPENDS_ON, "--", *paths], capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stdout


def _settings(templates: dict[str, dict[str, Any]]) -> Iterator[tuple[str, ...]]:
    """What resources of each type set, value by value."""
    for template in templates.values():
        for resource in template["Resources"].values():
            yield from _paths(resource, (resource["Type"],))


def _paths(value: Any, path: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    if isinstance(value, dict | list):
        for key, inner in value.items() if isinstance(value, dict) else (("", each) for each in value):
            yield from _paths(inner, (*path, key))
    else:
        yield path


def test_each_folder_of_functions_is_one_function_and_the_other_way_round(either: Synthesised) -> None:
    folders = {path.parent.name for path in (ROOT / "functions").glob("*/handler.py")}
    assert set(either.functions()) == folders


def test_functions_run_where_stages_say(prod: Synthesised) -> None:
    for function in prod.functions().values():
        assert function["Runtime"] == "python3.13"
        assert function["Architectures"] == ["arm64"]


def test_every_function_keeps_its_log_for_a_set_time(either: Synthesised) -> None:
    groups = either.of_type("AWS::Logs::LogGroup")
    assert all(group["Properties"].get("RetentionInDays") for group in groups.values())
    for function in either.functions().values():
        assert function["LoggingConfig"]["LogGroup"]["Ref"] in groups


def test_buckets_are_private_encrypted_and_tls_only(either: Synthesised) -> None:
    buckets = either.of_type("AWS::S3::Bucket")
    for logical, bucket in buckets.items():
        assert all(bucket["Properties"]["PublicAccessBlockConfiguration"].values())
        assert bucket["Properties"]["BucketEncryption"]
        # Search indexes can be made again, and what they replace is removed at once.
        versioned = None if logical.startswith("SearchIndexes") else {"Status": "Enabled"}
        assert bucket["Properties"].get("VersioningConfiguration") == versioned
    denied = [
        statement
        for policy in either.of_type("AWS::S3::BucketPolicy").values()
        for statement in policy["Properties"]["PolicyDocument"]["Statement"]
        if statement["Effect"] == "Deny" and statement.get("Condition") == {"Bool": {"aws:SecureTransport": "false"}}
    ]
    assert len(denied) == len(buckets)


def test_what_no_message_took_goes_by_itself(either: Synthesised) -> None:
    (files,) = [each for name, each in either.of_type("AWS::S3::Bucket").items() if name.startswith("Files")]
    rules = files["Properties"]["LifecycleConfiguration"]["Rules"]
    days = {rule.get("Prefix"): rule.get("ExpirationInDays") for rule in rules if rule["Status"] == "Enabled"}
    assert days == {None: None, "jobs/": 32, upload_key(OrgId(""), "").rstrip("/") + "/": 30}


def test_tables_come_back_from_any_second_and_prod_refuses_to_lose_them(prod: Synthesised) -> None:
    tables = prod.of_type("AWS::DynamoDB::Table")
    assert len(tables) == 4
    for table in tables.values():
        assert table["Properties"]["PointInTimeRecoverySpecification"]["PointInTimeRecoveryEnabled"]
        assert table["Properties"]["SSESpecification"]["SSEType"] == "KMS"
        assert table["Properties"]["DeletionProtectionEnabled"]
        assert table["DeletionPolicy"] == "Retain"


def test_the_same_product_is_deployed_locally(local: Synthesised, prod: Synthesised) -> None:
    """Only what the engine rejects may be missing."""
    missing = {resource["Type"] for template in prod.templates.values() for resource in template["Resources"].values()}
    missing -= {
        resource["Type"] for template in local.templates.values() for resource in template["Resources"].values()
    }
    assert missing == {
        "AWS::SES::ReceiptRule",
        "AWS::SES::ReceiptRuleSet",
        "AWS::WAFv2::WebACL",
        "Custom::CDKBucketDeployment",
    }


def test_pages_take_no_inline_script(prod: Synthesised) -> None:
    (policy,) = prod.of_type("AWS::CloudFront::ResponseHeadersPolicy").values()
    config = policy["Properties"]["ResponseHeadersPolicyConfig"]["SecurityHeadersConfig"]
    assert "script-src 'self';" in str(config["ContentSecurityPolicy"]["ContentSecurityPolicy"])


def test_the_spa_answers_for_pages_and_never_for_the_api(prod: Synthesised) -> None:
    (distribution,) = prod.of_type("AWS::CloudFront::Distribution").values()
    config = distribution["Properties"]["DistributionConfig"]
    rewriting = {item["PathPattern"]: bool(item.get("FunctionAssociations")) for item in config["CacheBehaviors"]}
    assert rewriting == {"/api/docs*": True, "/api/openapi.json": True, "/api/*": False, "/ws": False}
    assert "CustomErrorResponses" not in config


def test_nothing_bills_by_the_hour(either: Synthesised) -> None:
    """When nothing happens, nothing runs. The list is the benchmark's of what it costs at rest."""
    hourly = json.loads((ROOT / "bench" / "prices.json").read_text())["by the hour"]
    assert [kind for kind in hourly if either.of_type(kind)] == []
    tables = [table["Properties"] for table in either.of_type("AWS::DynamoDB::Table").values()]
    assert {table["BillingMode"] for table in tables} == {"PAY_PER_REQUEST"}
    aliases = [alias["Properties"] for alias in either.of_type("AWS::Lambda::Alias").values()]
    assert not any("ProvisionedConcurrencyConfig" in alias for alias in aliases)
