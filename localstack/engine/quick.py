"""What the engine does anew for every item of a list, done once."""

import operator
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from localstack.engine.internals import Internals

KEYS = "KeyConditionExpression"
SAYS_NOTHING = ("LPAREN", "RPAREN", "COMMA", "EOF")
COMPARES = {"EQ": operator.eq, "LT": operator.lt, "LE": operator.le, "GT": operator.gt, "GE": operator.ge}
Token = tuple[str, str]
Item = Mapping[str, Mapping[str, Any]]


def speed_up(engine: Internals) -> None:
    """MiniStack reads and checks a query's condition again for every item of the partition. Whether it is well formed
    does not depend on the item, so the first one tells, and the others are only compared."""
    dynamodb = engine.dynamodb
    original = dynamodb._evaluate_condition
    read: dict[str, Sequence[Token]] = {}
    latest: tuple[Any, Any, Callable[[Item], bool] | None] = (None, None, None)

    def evaluate(expr: str, item: Any, values: Any, names: Any, slot: str = "ConditionExpression") -> Any:
        nonlocal latest
        tokens = read.get(expr) if slot == KEYS else None
        if tokens is None:
            result = original(expr, item, values, names, slot)
            if slot == KEYS:
                read[expr] = dynamodb._tokenize(expr)
            return result
        of, with_values, holds = latest
        if of is not tokens or with_values is not values:
            holds = compiled(tokens, values, names or {})
            latest = (tokens, values, holds)
        return holds(item) if holds else dynamodb._ExprEval(tokens, item, values, names).evaluate()

    dynamodb._evaluate_condition = evaluate


def compiled(
    tokens: Sequence[Token], values: Mapping[str, Any], names: Mapping[str, str]
) -> Callable[[Item], bool] | None:
    """Whether an item meets a well-formed condition on keys; None where a key is no text."""
    tests: list[tuple[str, Callable[..., bool], list[str]]] = []
    test: Callable[..., bool]
    rest = [token for token in tokens if token[0] not in SAYS_NOTHING]
    while rest:
        match rest:
            case [("IDENT", "AND" | "and"), *rest] if tests:
                continue
            case [("IDENT", "begins_with"), name, ("VALUE_REF", start), *rest]:
                bounds, test = [start], str.startswith
            case [name, ("IDENT", "BETWEEN" | "between"), ("VALUE_REF", low), _, ("VALUE_REF", high), *rest]:
                bounds, test = [low, high], _between
            case [name, (sign, _), ("VALUE_REF", bound), *rest] if sign in COMPARES:
                bounds, test = [bound], COMPARES[sign]
            case _:
                return None
        texts = [values[bound].get("S") for bound in bounds]
        if None in texts:
            return None
        tests.append((names.get(name[1], name[1]), test, texts))
    return lambda item: all((key := item.get(name)) and test(key["S"], *texts) for name, test, texts in tests)


def _between(key: str, low: str, high: str) -> bool:
    return low <= key <= high
