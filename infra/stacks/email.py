"""Mail in, mail out, and what became of it."""

import aws_cdk as cdk
from aws_cdk import aws_events as events
from aws_cdk import aws_iam as iam
from aws_cdk import aws_ses as ses
from aws_cdk import aws_ses_actions as actions
from aws_cdk import aws_sns as sns
from aws_cdk import aws_sns_subscriptions as subscriptions
from constructs import Construct

from infra.constructs.event_consumer import Consumer, QueueConsumer
from infra.constructs.python_function import Layers, PythonFunction
from infra.stacks.data import Data
from infra.stacks.events import SOURCE, Events
from infra.stacks.timers import ANY_TEXT
from infra.stages import Stage

INBOUND_PREFIX = "inbound/"
A_REPLY = {"data": {"kind": ["reply"], "channel": ["email"], "author_type": ["agent"]}}
A_FORWARD = {"data": {"forward_of": ANY_TEXT, "author_type": ["agent"]}}
FEEDBACK = [ses.EmailSendingEvent.BOUNCE, ses.EmailSendingEvent.COMPLAINT, ses.EmailSendingEvent.DELIVERY]
LARGEST_MAIL = 1769  # MB of memory, which is one whole CPU, for a mail of 40 MB


class Email(cdk.NestedStack):
    """SES identity and topics; `email_inbound`, `email_outbound`, `email_feedback`, each behind its queue."""

    def __init__(self, scope: Construct, stage: Stage, *, layers: Layers, data: Data, bus: Events) -> None:
        super().__init__(scope, "Email")
        self.stage, self.layers, self.data = stage, layers, data
        self.received = self._topic("mail-received")
        feedback_topic = self._topic("mail-feedback")
        self.identity, self.sending = self._identity(feedback_topic)
        if stage.receive_mail:
            self.rule_set = self._receive()
        self.inbound = QueueConsumer(self, "Inbound", stage=stage, function=self._inbound())
        self.outbound = QueueConsumer(self, "Outbound", stage=stage, function=self._outbound())
        self.feedback = QueueConsumer(self, "Feedback", stage=stage, function=self._feedback(), batch_size=10)
        self._subscribe(self.received, self.inbound)
        self._subscribe(feedback_topic, self.feedback)
        replies = events.EventPattern(source=[SOURCE], detail_type=["message.added"], detail=A_REPLY)
        self.outbound.on_event(bus.bus, "Replies", replies)
        forwards = events.EventPattern(source=[SOURCE], detail_type=["message.added"], detail=A_FORWARD)
        self.outbound.on_event(bus.bus, "Forwards", forwards)
        self.consumers: list[Consumer] = [self.inbound, self.outbound, self.feedback]

    def _topic(self, name: str) -> sns.Topic:
        """SES may publish to it; from this account only."""
        topic = sns.Topic(self, name, topic_name=f"{self.stage.prefix}-{name}", enforce_ssl=True)
        topic.add_to_resource_policy(
            iam.PolicyStatement(
                principals=[iam.ServicePrincipal("ses.amazonaws.com")],
                actions=["sns:Publish"],
                resources=[topic.topic_arn],
                conditions={"StringEquals": {"aws:SourceAccount": self.account}},
            )
        )
        return topic

    def _subscribe(self, topic: sns.Topic, consumer: QueueConsumer) -> None:
        topic.add_subscription(
            subscriptions.SqsSubscription(
                consumer.queue, raw_message_delivery=True, dead_letter_queue=consumer.dead_letters
            )
        )

    def _identity(self, feedback: sns.Topic) -> tuple[ses.EmailIdentity, ses.ConfigurationSet]:
        sending = ses.ConfigurationSet(
            self,
            "Sending",
            configuration_set_name=self.stage.prefix,
            tls_policy=ses.ConfigurationSetTlsPolicy.OPTIONAL,
            suppression_reasons=ses.SuppressionReasons.BOUNCES_AND_COMPLAINTS,
            reputation_metrics=True,
        )
        sending.add_event_destination("Feedback", destination=ses.EventDestination.sns_topic(feedback), events=FEEDBACK)
        identity = ses.EmailIdentity(
            self, "Identity", identity=ses.Identity.domain(self.stage.mail_domain), configuration_set=sending
        )
        return identity, sending

    def _receive(self) -> ses.ReceiptRuleSet:
        """SES keeps the raw mail first and tells us after. An account has one active rule set, and CloudFormation
        cannot choose it: the README says how to turn this one on."""
        rules = ses.ReceiptRuleSet(self, "Receive", receipt_rule_set_name=self.stage.prefix)
        rules.add_rule(
            "Keep",
            recipients=[self.stage.mail_domain],
            scan_enabled=True,
            actions=[
                actions.S3(bucket=self.data.raw_mail.bucket, object_key_prefix=INBOUND_PREFIX, topic=self.received)
            ],
        )
        return rules

    def _function(self, name: str, *, timeout: int = 30, memory: int = 1024, **environment: str) -> PythonFunction:
        function = PythonFunction(
            self,
            name,
            stage=self.stage,
            layers=self.layers,
            environment={"CORE_TABLE": self.data.core.name, **environment},
            timeout=timeout,
            memory=memory,
        )
        self.data.core.grant_read_write(function)
        return function

    def _inbound(self) -> PythonFunction:
        data = self.data
        function = self._function(
            "email_inbound",
            timeout=60,
            memory=LARGEST_MAIL,
            RAW_MAIL_BUCKET=data.raw_mail.name,
            FILES_BUCKET=data.files.name,
            MAIL_SECRET=data.mail_secret.name,
        )
        data.raw_mail.grant_read(function)
        data.files.grant_write(function)
        data.mail_secret.grant_read(function)
        return function

    def _outbound(self) -> PythonFunction:
        data = self.data
        function = self._function(
            "email_outbound",
            FILES_BUCKET=data.files.name,
            MAIL_SECRET=data.mail_secret.name,
            IDEMPOTENCY_TABLE=data.idempotency.name,
        )
        data.idempotency.grant_read_write(function)
        data.files.grant_read(function)
        data.mail_secret.grant_read(function)
        self.grant_send(function)
        return function

    def grant_send(self, function: PythonFunction) -> None:
        """The right to send mail from addresses of our domain."""
        sending = self.format_arn(
            service="ses", resource="configuration-set", resource_name=self.sending.configuration_set_name
        )
        function.allow(["ses:SendEmail", "ses:SendRawEmail"], [self.identity.email_identity_arn, sending])

    def _feedback(self) -> PythonFunction:
        return self._function("email_feedback")
