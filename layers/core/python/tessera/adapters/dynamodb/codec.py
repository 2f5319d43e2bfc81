"""Plain Python values to DynamoDB's typed ones, and back.

Source: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_AttributeValue.html
Only the types that our items use: text, number, boolean, null, bytes, list, map. A top-level None is left out, so an
index key that is None takes its item out of the index.
"""

import base64
from typing import Any

Item = dict[str, Any]
Raw = dict[str, dict[str, Any]]


def encode_item(item: Item) -> Raw:
    return {name: encode(value) for name, value in item.items() if value is not None}


def encode(value: Any) -> dict[str, Any]:
    """Raises `TypeError` for a value that has no place in an item."""
    match value:
        case str():
            return {"S": str(value)}
        case bool():
            return {"BOOL": value}
        case int() | float():
            return {"N": str(value)}
        case None:
            return {"NULL": True}
        case dict():
            return {"M": {str(name): encode(inner) for name, inner in value.items()}}
        case list() | tuple():
            return {"L": [encode(inner) for inner in value]}
        case bytes():
            return {"B": value}
    raise TypeError(f"A {type(value).__name__} cannot be stored.")


def decode_item(raw: Raw) -> Item:
    return {name: decode(value) for name, value in raw.items()}


def decode(value: dict[str, Any]) -> Any:
    ((kind, content),) = value.items()
    match kind:
        case "S" | "BOOL":
            return content
        case "N":
            return int(content) if content.lstrip("-").isdigit() else float(content)
        case "NULL":
            return None
        case "M":
            return {name: decode(inner) for name, inner in content.items()}
        case "L":
            return [decode(inner) for inner in content]
        case "B":
            return content if isinstance(content, bytes) else base64.b64decode(content)
    raise TypeError(f"An attribute of type {kind} is none of ours.")
