"""Every environment variable that Tessera's functions read, and nothing else reads any.

A function gets only the names it needs; the stack's tests hold the two sides against each other.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from tessera.kernel.errors import Misconfigured

PREFIX = "TESSERA_"


@dataclass(frozen=True)
class Settings:
    """Read lazily: a name that is missing is an error only when something asks for it.

    Names (each with the prefix `TESSERA_`): STAGE, CORE_TABLE, LIVE_TABLE, AUDIT_TABLE, IDEMPOTENCY_TABLE,
    RAW_MAIL_BUCKET, FILES_BUCKET, EVENT_BUS, SIGNING_SECRET, MAIL_SECRET, WEB_ORIGIN,
    REALTIME_ENDPOINT, INBOUND_QUEUE, TIMER_QUEUE, TIMER_QUEUE_ARN, SCHEDULER_ROLE, SCHEDULE_GROUP,
    SEARCH_ENGINE, SEARCH_BUCKET, SEARCH_QUEUE, OPENSEARCH_URL, JOB_MACHINE, PUSH_SECRET, PUSH_HOSTS.
    """

    environ: Mapping[str, str]

    def _required(self, name: str) -> str:
        value = self.environ.get(PREFIX + name, "")
        if not value:
            raise Misconfigured(f"The environment variable {PREFIX}{name} is not set.")
        return value

    @property
    def stage(self) -> str:
        return self._required("STAGE")

    @property
    def core_table(self) -> str:
        return self._required("CORE_TABLE")

    @property
    def live_table(self) -> str:
        return self._required("LIVE_TABLE")

    @property
    def audit_table(self) -> str:
        return self._required("AUDIT_TABLE")

    @property
    def idempotency_table(self) -> str:
        return self._required("IDEMPOTENCY_TABLE")

    @property
    def raw_mail_bucket(self) -> str:
        return self._required("RAW_MAIL_BUCKET")

    @property
    def files_bucket(self) -> str:
        return self._required("FILES_BUCKET")

    @property
    def event_bus(self) -> str:
        return self._required("EVENT_BUS")

    @property
    def signing_secret(self) -> str:
        """Name or ARN of the secret that signs access tokens."""
        return self._required("SIGNING_SECRET")

    @property
    def mail_secret(self) -> str:
        """Name or ARN of the secret that signs reply addresses and Message-IDs."""
        return self._required("MAIL_SECRET")

    @property
    def web_origin(self) -> str:
        """Where the screens are, for the CSRF check and for links in mails: `https://desk.example.com`."""
        return self._required("WEB_ORIGIN")

    @property
    def realtime_endpoint(self) -> str:
        """The WebSocket stage's management URL (`https://…/prod`)."""
        return self._required("REALTIME_ENDPOINT")

    @property
    def inbound_queue(self) -> str:
        """URL of the queue that `email_inbound` reads; a replay puts a mail there again."""
        return self._required("INBOUND_QUEUE")

    @property
    def timer_queue(self) -> str:
        """URL of the queue on which an event that comes too early is put again: the one of whoever reads it."""
        return self._required("TIMER_QUEUE")

    @property
    def timer_queue_arn(self) -> str:
        """The same queue, as the scheduler names it."""
        return self._required("TIMER_QUEUE_ARN")

    @property
    def scheduler_role(self) -> str:
        """ARN of the role by which the scheduler puts an alarm on the queue."""
        return self._required("SCHEDULER_ROLE")

    @property
    def schedule_group(self) -> str:
        return self._required("SCHEDULE_GROUP")

    @property
    def push_secret(self) -> str:
        """Name of the secret from which our keys for Web Push follow."""
        return self._required("PUSH_SECRET")

    @property
    def push_hosts(self) -> str:
        """The push services that browsers may subscribe at, with blanks between them."""
        return self._required("PUSH_HOSTS")

    @property
    def search_engine(self) -> str:
        """`tantivy` (indexes in `search_bucket`) or `opensearch` (a server at `opensearch_url`)."""
        return self._required("SEARCH_ENGINE")

    @property
    def search_bucket(self) -> str:
        return self._required("SEARCH_BUCKET")

    @property
    def search_queue(self) -> str:
        """URL of the queue that `search_indexer` reads."""
        return self._required("SEARCH_QUEUE")

    @property
    def opensearch_url(self) -> str:
        return self._required("OPENSEARCH_URL")

    @property
    def job_machine(self) -> str:
        """ARN of the state machine that does the steps of jobs."""
        return self._required("JOB_MACHINE")
