"""Mail out, through SES.

Source: https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html
"""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, cast

import botocore.session
from botocore.exceptions import ClientError

from tessera.channels.mail.model import Undeliverable

if TYPE_CHECKING:
    from mypy_boto3_sesv2 import SESV2Client

#: Refusals that no second try would change.
_FINAL = frozenset(
    {
        "BadRequestException",
        "MailFromDomainNotVerifiedException",
        "MessageRejected",
        "NotFoundException",
        "AccountSuspendedException",
    }
)


class SesSender:
    """`tessera.channels.ports.MailSender`. The client is made at the first use."""

    @cached_property
    def _client(self) -> "SESV2Client":
        return cast("SESV2Client", botocore.session.get_session().create_client("sesv2"))

    def send(self, raw: bytes, sender: str, recipients: Sequence[str], tags: Mapping[str, str]) -> str:
        """Raises `Undeliverable`. SES puts `<id>@<region>.amazonses.com` in the place of the mail's own Message-ID."""
        try:
            answer = self._client.send_email(
                FromEmailAddress=sender,
                Destination={"ToAddresses": list(recipients)},
                Content={"Raw": {"Data": raw}},
                EmailTags=[{"Name": name, "Value": value} for name, value in tags.items()],
            )
        except ClientError as error:
            if error.response["Error"]["Code"] in _FINAL:
                raise Undeliverable(f"SES refused the mail: {error.response['Error']['Message']}") from error
            raise
        identifier = answer["MessageId"]
        return identifier if "@" in identifier else f"{identifier}@amazonses.com"
