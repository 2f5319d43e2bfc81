"""Alarms on every dead letter and every failing function, and one dashboard."""

from collections.abc import Sequence

import aws_cdk as cdk
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_cloudwatch_actions as actions
from aws_cdk import aws_sns as sns
from aws_cdk import aws_sns_subscriptions as subscriptions
from aws_cdk import aws_sqs as sqs
from constructs import Construct

from infra.constructs.http_api import HttpApi
from infra.constructs.python_function import PythonFunction
from infra.stages import Stage

FIVE_MINUTES = cdk.Duration.minutes(5)


class Watch(cdk.NestedStack):
    """Alarms go to the topic `<prefix>-alarms`, and to the stage's alarm e-mail where it has one."""

    def __init__(
        self,
        scope: Construct,
        stage: Stage,
        *,
        functions: Sequence[PythonFunction],
        dead_letters: Sequence[sqs.Queue],
        http: HttpApi,
    ) -> None:
        super().__init__(scope, "Watch")
        self.topic = sns.Topic(self, "Alarms", topic_name=f"{stage.prefix}-alarms", enforce_ssl=True)
        if stage.alarm_email:
            self.topic.add_subscription(subscriptions.EmailSubscription(stage.alarm_email))
        for function in functions:
            errors = function.function.metric_errors(period=FIVE_MINUTES)
            self._alarm(f"{function.name}-errors", errors, "The function failed; its log says why.")
        for queue in dead_letters:
            waiting = queue.metric_approximate_number_of_messages_visible(period=FIVE_MINUTES)
            name = f"{queue.node.path.split('/')[-2]}-dead-letters"
            self._alarm(name, waiting, "Messages failed for good; `make replay` moves them back.")
        self._alarm(
            "http-5xx", http.stage.metric_server_error(period=FIVE_MINUTES, statistic="Sum"), "Requests failed."
        )
        self._dashboard(stage, functions, dead_letters, http)

    def _alarm(self, name: str, metric: cloudwatch.IMetric, meaning: str) -> None:
        alarm = cloudwatch.Alarm(
            self,
            name,
            metric=metric,
            threshold=1,
            evaluation_periods=1,
            comparison_operator=cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
            treat_missing_data=cloudwatch.TreatMissingData.NOT_BREACHING,
            alarm_description=meaning,
        )
        alarm.add_alarm_action(actions.SnsAction(self.topic))

    def _dashboard(
        self, stage: Stage, functions: Sequence[PythonFunction], dead_letters: Sequence[sqs.Queue], http: HttpApi
    ) -> None:
        lambdas = [function.function for function in functions]
        graphs = {
            "Invocations": [item.metric_invocations() for item in lambdas],
            "Errors": [item.metric_errors() for item in lambdas],
            "Duration p95": [item.metric_duration(statistic="p95") for item in lambdas],
            "Dead letters": [queue.metric_approximate_number_of_messages_visible() for queue in dead_letters],
            "Requests": [http.stage.metric_count(), http.stage.metric_client_error(), http.stage.metric_server_error()],
        }
        cloudwatch.Dashboard(
            self,
            "Dashboard",
            dashboard_name=stage.prefix,
            widgets=[
                [cloudwatch.GraphWidget(title=title, left=metrics, width=24)] for title, metrics in graphs.items()
            ],
        )
