"""Who may do what: least privilege, function by function."""

import json
from typing import Any

import pytest

from tessera.settings import PREFIX, Settings
from tests.infra.conftest import Synthesised

pytestmark = pytest.mark.xdist_group("infra")

WITHOUT_NARROWER_RESOURCE = {"dynamodb:ListStreams", "xray:PutTelemetryRecords", "xray:PutTraceSegments"}


def who_may(stage: Synthesised, action: str) -> set[str]:
    return {name for name in stage.functions() if action in stage.actions(name)}


def who_reaches(stage: Synthesised, action: str, fragment: str) -> set[str]:
    """Functions with a statement for `action` on a resource whose text contains `fragment`."""
    return {
        name
        for name in stage.functions()
        for statement in stage.statements(name)
        if action in listed(statement["Action"]) and fragment in json.dumps(statement["Resource"])
    }


def listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def test_no_function_has_a_wildcard_action(either: Synthesised) -> None:
    for name in either.functions():
        assert not [action for action in either.actions(name) if "*" in action], name


def test_only_actions_without_a_narrower_resource_are_on_everything(either: Synthesised) -> None:
    for name in either.functions():
        for statement in either.statements(name):
            if "*" in listed(statement["Resource"]):
                assert set(listed(statement["Action"])) <= WITHOUT_NARROWER_RESOURCE, name


def test_only_replies_and_notices_are_mailed(either: Synthesised) -> None:
    assert who_may(either, "ses:SendEmail") == {"email_outbound", "notifier"}
    assert who_may(either, "ses:SendRawEmail") == {"email_outbound", "notifier"}


def test_the_signing_secret_is_read_where_tokens_are_made_and_checked(either: Synthesised) -> None:
    assert who_reaches(either, "secretsmanager:GetSecretValue", "Signing") == {"authorizer", "api_auth"}


def test_the_mail_secret_is_read_where_mail_comes_and_goes(either: Synthesised) -> None:
    assert who_reaches(either, "secretsmanager:GetSecretValue", "MailSecret") == {"email_inbound", "email_outbound"}


def test_the_push_secret_is_read_where_browsers_subscribe_and_are_told(either: Synthesised) -> None:
    assert who_reaches(either, "secretsmanager:GetSecretValue", "Push") == {"api_agent", "notifier"}


def test_only_the_writer_writes_the_audit_trail_and_nobody_else_even_reads_it_but_admins(either: Synthesised) -> None:
    assert who_reaches(either, "dynamodb:PutItem", "Audit") == {"audit_writer"}
    assert who_reaches(either, "dynamodb:Query", "Audit") == {"audit_writer", "api_admin"}


def test_only_the_relay_puts_events_on_the_bus(either: Synthesised) -> None:
    assert who_may(either, "events:PutEvents") == {"event_relay"}


def test_only_real_time_functions_push(either: Synthesised) -> None:
    assert who_may(either, "execute-api:ManageConnections") == {"ws_gateway", "realtime_fanout", "notifier"}


def test_only_the_agents_api_starts_jobs(either: Synthesised) -> None:
    assert who_may(either, "states:StartExecution") == {"api_agent"}


def test_raw_mail_is_never_written_by_a_function(either: Synthesised) -> None:
    assert who_reaches(either, "s3:GetObject", "raw-mail") == {"api_agent", "api_admin", "email_inbound"}
    assert who_reaches(either, "s3:PutObject", "raw-mail") == set()


def test_only_the_inspector_erases_and_only_there(either: Synthesised) -> None:
    assert who_may(either, "s3:DeleteObjectVersion") == {"file_inspector"}


def test_who_has_to_know_that_a_file_is_missing_may_list_them(either: Synthesised) -> None:
    assert who_reaches(either, "s3:ListBucket", "-files-") == {"api_agent", "file_inspector"}


def test_every_environment_name_is_a_setting(either: Synthesised) -> None:
    known = {name.upper() for name, value in vars(Settings).items() if isinstance(value, property)}
    for name, function in either.functions().items():
        given = {key for key in function["Environment"]["Variables"] if key.startswith(PREFIX)}
        assert {key.removeprefix(PREFIX) for key in given} <= known, name


def test_every_setting_is_given_to_somebody(prod: Synthesised) -> None:
    known = {PREFIX + name.upper() for name, value in vars(Settings).items() if isinstance(value, property)}
    given = {key for function in prod.functions().values() for key in function["Environment"]["Variables"]}
    assert known <= given
