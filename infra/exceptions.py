"""Exceptions from the rules of cdk-nag, each with its reason beside the resource it is for."""

import aws_cdk as cdk
from constructs import IConstruct


def accept(construct: IConstruct, rule: str, reason: str) -> None:
    """Accept one finding of AwsSolutions on `construct` and what it contains, for `reason`.

    `rule` is the short id, with the finding in brackets where the rule has several: `IAM5[Resource::*]`. cdk-nag
    writes a reference in a finding as `<LogicalId.Attribute>` and a pseudo parameter as `<AWS::Partition>`.
    """
    cdk.Validations.of(construct).acknowledge(cdk.Acknowledgment(id=f"AwsSolutions-{rule}", reason=reason))


def finding(text: str) -> str:
    """`text` with its pseudo parameters as cdk-nag writes them in a finding."""
    pseudo = {
        cdk.Aws.PARTITION: "<AWS::Partition>",
        cdk.Aws.ACCOUNT_ID: "<AWS::AccountId>",
        cdk.Aws.REGION: "<AWS::Region>",
    }
    for token, name in pseudo.items():
        text = text.replace(token, name)
    return text
