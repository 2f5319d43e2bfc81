"""DynamoDB's capacity units of one request, by its documented rules. moto does not count them.

https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html
https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.html#GSI.ThroughputConsiderations
"""

from collections.abc import Iterable, Sequence
from math import ceil
from typing import Any

RawItem = dict[str, dict[str, Any]]
INDEXES = ("gs1", "gs2", "gs3", "gs4", "gs5")
READ_BYTES, WRITE_BYTES = 4096, 1024


def item_size(item: RawItem) -> int:
    """In bytes: names and values."""
    return sum(len(name.encode()) + _value_size(value) for name, value in item.items())


def read_units(items: Iterable[RawItem], consistent: bool) -> float:
    """Of one query or one item: all that was read is added up, then rounded up; half for eventually consistent."""
    units = max(1, ceil(sum(map(item_size, items)) / READ_BYTES))
    return units if consistent else units / 2


def write_units(before: RawItem | None, after: RawItem | None, transactional: bool) -> float:
    """The table's unit for the larger of the two images, twice in a transaction, and those of every index touched."""
    size = max(item_size(image) for image in ({}, before, after) if image is not None)
    base = max(1, ceil(size / WRITE_BYTES)) * (2 if transactional else 1)
    return base + sum(_index_units(index, before or {}, after or {}) for index in INDEXES)


def _index_units(index: str, before: RawItem, after: RawItem) -> int:
    """Our indexes hold whole items. An item that moves within one is deleted and put: two writes."""
    places = [_place(index, image) for image in (before, after)]
    images = [image for image, place in zip((before, after), places, strict=True) if place is not None]
    if before == after or not images:
        return 0
    if places[0] == places[1]:
        return _units(images)
    return sum(_units([image]) for image in images)


def _units(images: Sequence[RawItem]) -> int:
    return max(1, ceil(max(map(item_size, images)) / WRITE_BYTES))


def _place(index: str, image: RawItem) -> tuple[str, str] | None:
    return (image[index]["S"], image["gsk"]["S"]) if index in image and "gsk" in image else None


def _value_size(value: dict[str, Any]) -> int:
    ((kind, content),) = value.items()
    match kind:
        case "S":
            return len(content.encode())
        case "N":
            return len(content.lstrip("-").strip("0.")) // 2 + 2
        case "M":
            return 3 + len(content) + item_size(content)
        case "L":
            return 3 + len(content) + sum(map(_value_size, content))
        case "B":
            return len(content)
    return 1
