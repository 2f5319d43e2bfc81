"""What differs between the stages, and nowhere else.

`local` is the engine on a developer's machine, `dev` a throwaway copy in an AWS account, `prod` the real thing. An
operator overrides the words in `OVERRIDES` with `-c name=value` (`make deploy STAGE=prod ARGS='-c
mailDomain=help.example.com'`) or keeps them in `cdk.context.json`.
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass, replace

LOCAL_ACCOUNT = "000000000000"
SOCKET_STAGE = "ws"  # the WebSocket stage's name is its path, so CloudFront's /ws needs no rewriting
FIREWALL_REGION = "us-east-1"  # CloudFront takes a web ACL and a certificate from this region only

# cdk context name -> field of Stage
OVERRIDES = {
    "account": "account",
    "region": "region",
    "mailDomain": "mail_domain",
    "domain": "domain",
    "certificateArn": "certificate_arn",
    "webAclArn": "web_acl_arn",
    "alarmEmail": "alarm_email",
    "webOrigin": "web_origin",
    "openSearchUrl": "opensearch_url",
    "engine": "engine",
}


#: Those of the browsers' makers: Chrome, Edge and the like, Firefox, Windows, Safari.
PUSH_HOSTS = "fcm.googleapis.com jmt17.google.com .push.services.mozilla.com .notify.windows.com .push.apple.com"


class BadStage(ValueError):
    """The stage does not exist, or its settings contradict each other; the text says what to give."""


@dataclass(frozen=True)
class Stage:
    """One deployment's settings. Durations are in seconds, retention in days."""

    name: str
    region: str
    python: str
    architecture: str
    build: str
    """Folder under `build/` that holds the assets for this runtime."""
    mail_domain: str
    """Mail to and from addresses of this domain passes through Tessera."""
    account: str | None = None
    domain: str | None = None
    certificate_arn: str | None = None
    web_acl_arn: str | None = None
    alarm_email: str | None = None
    web_origin: str | None = None
    """Fixed origin of the screens; None: CloudFront's own domain, known after the deployment."""
    opensearch_url: str | None = None
    """Server that searches; None: tantivy, with its indexes in a bucket."""
    engine: str | None = None
    """Address of the local engine; None: AWS."""
    consumer_concurrency: int | None = None
    """Most copies of one queue consumer at a time; None: as many as Lambda sees fit."""
    attempts: int = 5
    """How often a message or a stream's batch is tried before it goes to the dead letters."""
    retry_after: int | None = None
    """Seconds until a failed message is tried again; None: six times the function's timeout, as Lambda asks for."""
    longest_run: int | None = None
    """Caps every function's timeout, in seconds."""
    stream_max_age: int = 86_400
    """Seconds after which a stream record that keeps failing goes to the dead letters."""
    log_retention: int = 30
    keep_data: bool = False
    """Tables and buckets outlive the stack and refuse deletion."""
    key_for_data: bool = True
    push_hosts: str = PUSH_HOSTS
    """Push services that browsers may subscribe at, with blanks between them."""
    job_tasks: int = 10
    """Pages of a job that are worked on at a time."""
    firewall: bool = False
    receive_mail: bool = True
    upload_site: bool = True
    check: bool = True
    """Run cdk-nag at synthesis."""

    @property
    def local(self) -> bool:
        return self.engine is not None

    @property
    def prefix(self) -> str:
        return f"tessera-{self.name}"


def _local() -> Stage:
    """What the engine rejects is off: receipt rules, and CDK's own resource that uploads the site."""
    return Stage(
        name="local",
        account=LOCAL_ACCOUNT,
        region="us-east-1",
        python=f"{sys.version_info.major}.{sys.version_info.minor}",
        architecture="x86_64",
        build="local",
        mail_domain="acme.test",
        web_origin="http://localhost:8080",
        push_hosts=f"{PUSH_HOSTS} localhost",
        engine="http://127.0.0.1:4566",
        consumer_concurrency=2,
        job_tasks=2,
        attempts=3,
        retry_after=20,
        longest_run=20,
        stream_max_age=60,
        log_retention=1,
        receive_mail=False,
        upload_site=False,
        check=False,
    )


def _cloud(name: str) -> Stage:
    return Stage(
        name=name,
        region=FIREWALL_REGION,
        python="3.13",
        architecture="arm64",
        build="lambda",
        mail_domain=f"{name}.tessera.example",
    )


def _dev() -> Stage:
    return _cloud("dev")


def _prod() -> Stage:
    return replace(_cloud("prod"), keep_data=True, firewall=True, log_retention=365)


STAGES: dict[str, Callable[[], Stage]] = {"local": _local, "dev": _dev, "prod": _prod}


def stage(name: str, context: Callable[[str], object] = lambda _: None) -> Stage:
    """The settings of stage `name`, with the operator's overrides that `context` knows.

    Raises BadStage for an unknown name or contradicting overrides.
    """
    if name not in STAGES:
        raise BadStage(f"There is no stage {name!r}; give -c stage= one of {', '.join(STAGES)}.")
    given = {field: str(value) for key, field in OVERRIDES.items() if (value := context(key))}
    chosen = replace(STAGES[name](), **given)  # type: ignore[arg-type]  # every override is a str field
    if chosen.domain:
        if not chosen.certificate_arn:
            raise BadStage(f"A domain needs -c certificateArn= with a certificate for it in {FIREWALL_REGION}.")
        chosen = replace(chosen, web_origin=f"https://{chosen.domain}")
    if chosen.firewall and chosen.region != FIREWALL_REGION and not chosen.web_acl_arn:
        raise BadStage(f"CloudFront's web ACL lives in {FIREWALL_REGION}: give -c webAclArn= with one made there.")
    return chosen
