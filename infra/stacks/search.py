"""Search: `search_indexer` behind every event about tickets, `search_query` behind its own routes."""

import aws_cdk as cdk
from aws_cdk import aws_events as events
from constructs import Construct

from infra.constructs.bucket import Bucket
from infra.constructs.event_consumer import QueueConsumer
from infra.constructs.python_function import Layers, PythonFunction
from infra.exceptions import accept, finding
from infra.stacks.api import Api
from infra.stacks.data import Data
from infra.stacks.events import IMPORTS, SOURCE, Events
from infra.stages import Stage

SUBJECT = {"subject": {"type": ["ticket", "customer", "company"]}}  # of the events that change what is found
BATCH = 100  # events that one publication of an index takes; they come within a second of each other
BATCH_SECONDS = 1
BUILD_SECONDS = 600  # the first index of an organization is made by the indexer
MEMORY = 1769  # MB; what makes one whole processor
DISK = 4096  # MB for indexes at hand


class Search(cdk.NestedStack):
    """The indexes' bucket, the indexer and the query function. With a server of OpenSearch, the bucket stays empty."""

    def __init__(self, scope: Construct, stage: Stage, *, layers: Layers, data: Data, bus: Events, api: Api) -> None:
        super().__init__(scope, "Search")
        self.stage, self.layers, self.data = stage, layers, data
        self.indexes = Bucket(self, "SearchIndexes", stage=stage, key=data.key, versioned=False)
        indexer = self.function(self, "search_indexer", timeout=BUILD_SECONDS)
        self.indexes.grant_read_write(indexer)
        self.consumer = QueueConsumer(
            self, "Changes", stage=stage, function=indexer, batch_size=BATCH, window=BATCH_SECONDS
        )
        self.consumer.on_event(bus.bus, "Tickets", events.EventPattern(source=[SOURCE, IMPORTS], detail=SUBJECT))
        self.query = self.function(self, "search_query", timeout=15)
        self.indexes.grant_read(self.query)
        self._let_ask_for_indexes()
        self._routes(api)

    def function(self, scope: Construct, name: str, timeout: int, **more: str) -> PythonFunction:
        """A function that has the engine at hand, and its tables to read."""
        data, stage = self.data, self.stage
        engine = {
            "SEARCH_ENGINE": "opensearch" if stage.opensearch_url else "tantivy",
            "SEARCH_BUCKET": self.indexes.name,
            "OPENSEARCH_URL": stage.opensearch_url or "",
        }
        tables = {"CORE_TABLE": data.core.name, "LIVE_TABLE": data.live.name, "FILES_BUCKET": data.files.name}
        function = PythonFunction(
            scope,
            name,
            stage=stage,
            layers=self.layers,
            more_layers=[self.layers.search],
            environment=tables | engine | more,
            timeout=timeout,
            memory=MEMORY,
            disk=DISK,
        )
        data.core.grant_read(function)
        data.live.grant_read_write(function)
        data.files.grant_read(function)
        if stage.opensearch_url is not None:
            self._let_use_server(function)
        return function

    def _let_use_server(self, function: PythonFunction) -> None:
        """For a domain of Amazon's that asks for signed requests; a server elsewhere has a password in its address."""
        verbs = [f"es:ESHttp{verb}" for verb in ("Delete", "Get", "Head", "Post", "Put")]
        domains = self.format_arn(service="es", resource="domain", resource_name="*")
        function.allow(verbs, [domains])
        accept(function, f"IAM5[Resource::{finding(domains)}]", "The domain is named by its address only.")

    def _let_ask_for_indexes(self) -> None:
        queue = self.consumer.queue
        self.query.tell("SEARCH_QUEUE", queue.queue_url)
        self.query.allow(["sqs:SendMessage"], [queue.queue_arn])

    def _routes(self, api: Api) -> None:
        """They are more exact than the agents' `/api/v1/{proxy+}`, so they come first."""
        http = api.web.http
        http.route(self, "/api/v1/search", self.query, api.bearer)
        http.route(Construct(self, "Suggestions"), "/api/v1/search/suggest", self.query, api.bearer)
