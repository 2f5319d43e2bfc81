"""From a stage to its stacks: one parent, so that one deployment changes all of them or none (docs/adr)."""

from pathlib import Path

import aws_cdk as cdk
from cdk_nag import AwsSolutionsChecks

from infra.constructs.event_consumer import Consumer
from infra.constructs.python_function import Layers
from infra.stacks.api import Api
from infra.stacks.data import Data
from infra.stacks.email import Email
from infra.stacks.events import Events
from infra.stacks.files import Files
from infra.stacks.notices import Notices
from infra.stacks.realtime import Realtime
from infra.stacks.routing import Routing
from infra.stacks.search import Search
from infra.stacks.timers import Timers
from infra.stacks.watch import Watch
from infra.stacks.web import Web
from infra.stacks.workflows import Workflows
from infra.stages import Stage, stage

SITE = Path(__file__).resolve().parents[1] / "web" / "apps" / "agent" / "dist"


class Tessera(cdk.Stack):
    """The whole product in one stage; what the local cloud and the operator need to know are its outputs."""

    def __init__(self, scope: cdk.App, settings: Stage, site: Path) -> None:
        super().__init__(
            scope,
            "Tessera",
            stack_name=settings.prefix,
            env=cdk.Environment(account=settings.account, region=settings.region),
            termination_protection=settings.keep_data,
            tags={"application": "tessera", "stage": settings.name},
        )
        layers = Layers(self, settings)
        self.data = Data(self, settings)
        self.web = Web(self, settings, files=self.data.files, raw_mail=self.data.raw_mail, site=site)
        self.events = Events(self, settings, layers=layers, data=self.data)
        self.email = Email(self, settings, layers=layers, data=self.data, bus=self.events)
        self.files = Files(self, settings, layers=layers, data=self.data, bus=self.events)
        self.timers = Timers(self, settings, layers=layers, data=self.data, bus=self.events)
        self.realtime = Realtime(self, settings, layers=layers, data=self.data, web=self.web)
        self.api = Api(self, settings, layers=layers, data=self.data, web=self.web, email=self.email)
        self.notices = Notices(
            self, settings, layers=layers, data=self.data, bus=self.events, email=self.email, web=self.web
        )
        self.routing = Routing(self, settings, layers=layers, data=self.data, bus=self.events)
        self.search = Search(self, settings, layers=layers, data=self.data, bus=self.events, api=self.api)
        self.workflows = Workflows(self, settings, layers=layers, data=self.data, search=self.search, api=self.api)
        self._watch(settings)
        self._outputs(settings)

    def _watch(self, settings: Stage) -> None:
        consumers: list[Consumer] = [
            *self.events.consumers,
            *self.email.consumers,
            self.files.consumer,
            *self.timers.consumers,
            self.realtime.consumer,
            self.notices.consumer,
            self.routing.consumer,
            self.search.consumer,
        ]
        functions = [
            *self.api.functions,
            self.realtime.gateway,
            self.search.query,
            self.workflows.tasks,
            *(consumer.function for consumer in consumers),
        ]
        Watch(
            self,
            settings,
            functions=functions,
            dead_letters=[consumer.dead_letters for consumer in consumers],
            http=self.web.http,
        )

    def _outputs(self, settings: Stage) -> None:
        outputs = {
            "WebOrigin": self.web.origin(settings),
            "HttpApiId": self.web.http.api.api_id,
            "SocketApiId": self.web.socket.api_id,
            "CoreTable": self.data.core.name,
            "LiveTable": self.data.live.name,
            "AuditTable": self.data.audit.name,
            "RawMailBucket": self.data.raw_mail.name,
            "FilesBucket": self.data.files.name,
            "EventBus": self.events.bus.event_bus_name,
            "MailReceivedTopic": self.email.received.topic_arn,
            "InboundQueue": self.email.inbound.queue.queue_url,
            "IdempotencyTable": self.data.idempotency.name,
            "SigningSecret": self.data.signing_secret.name,
            "MailSecret": self.data.mail_secret.name,
            "JobMachine": self.workflows.machine.state_machine_arn,
            "RealtimeEndpoint": self.web.realtime_endpoint(settings),
        }
        for name, value in outputs.items():
            cdk.CfnOutput(self, name, value=value)


def build_app(app: cdk.App) -> Tessera:
    """Build the stage named by the context value `stage`; `site` is the folder with the built screens."""
    settings = stage(str(app.node.try_get_context("stage") or "local"), app.node.try_get_context)
    if settings.check:
        cdk.Validations.of(app).add_plugins(AwsSolutionsChecks(app))
    return Tessera(app, settings, Path(app.node.try_get_context("site") or SITE))
