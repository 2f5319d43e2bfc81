import pytest

from infra.stages import BadStage, stage


def test_an_unknown_stage_is_refused_with_the_known_ones() -> None:
    with pytest.raises(BadStage, match="local, dev, prod"):
        stage("staging")


def test_an_operator_overrides_by_context() -> None:
    given = {"mailDomain": "help.example.org", "account": "123456789012"}
    chosen = stage("dev", given.get)
    assert (chosen.mail_domain, chosen.account) == ("help.example.org", "123456789012")


def test_a_domain_is_the_origin_and_needs_a_certificate() -> None:
    with pytest.raises(BadStage, match="certificateArn"):
        stage("prod", {"domain": "desk.example.org"}.get)
    chosen = stage("prod", {"domain": "desk.example.org", "certificateArn": "arn:aws:acm:::certificate/1"}.get)
    assert chosen.web_origin == "https://desk.example.org"


def test_a_firewall_elsewhere_needs_its_own_acl() -> None:
    with pytest.raises(BadStage, match="webAclArn"):
        stage("prod", {"region": "eu-west-1"}.get)


def test_prod_keeps_its_data_and_local_does_not() -> None:
    assert stage("prod").keep_data
    assert not stage("local").keep_data
