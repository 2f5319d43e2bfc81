"""What the engine does anew for every item of a list, done once."""

from typing import Any

from localstack.engine.internals import Internals

KEYS = "KeyConditionExpression"


def speed_up(engine: Internals) -> None:
    """MiniStack reads and checks a query's condition again for every item of the partition. Whether it is well formed
    does not depend on the item, so the first one tells, and the others are only compared."""
    dynamodb = engine.dynamodb
    original = dynamodb._evaluate_condition
    read: dict[str, list[tuple[str, str]]] = {}

    def evaluate(expr: str, item: Any, values: Any, names: Any, slot: str = "ConditionExpression") -> Any:
        tokens = read.get(expr) if slot == KEYS else None
        if tokens is not None:
            return dynamodb._ExprEval(tokens, item, values, names).evaluate()
        result = original(expr, item, values, names, slot)
        if slot == KEYS:
            read[expr] = dynamodb._tokenize(expr)
        return result

    dynamodb._evaluate_condition = evaluate
