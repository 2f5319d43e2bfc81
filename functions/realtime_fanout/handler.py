"""From the core table's stream to the screens that are open.

A batch that fails is retried whole: deltas carry versions, so a screen that is told twice sees it once.
"""

from typing import Any

from tessera import bootstrap


def handler(event: dict[str, Any], context: Any) -> None:
    """DynamoDB stream of `core`, filtered to tickets."""
    services = bootstrap.services()
    found = [services.ticket_news(record) for record in event["Records"]]
    services.realtime.tell([news for news in found if news is not None], services.push)
