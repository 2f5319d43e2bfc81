"""Which of a ticket's custom fields whoever listens may see."""

from collections.abc import Callable
from typing import Any

from tessera.catalogue.model import Catalogue
from tessera.catalogue.policy import PREFIX, Viewer, may_see, sight

#: An organization's definitions; as they are this moment if asked for.
Definitions = Callable[[bool], Catalogue]


def shown(summary: dict[str, Any], viewer: Viewer, definitions: Definitions) -> dict[str, Any]:
    """A summary with those of its fields that the viewer may see. Without any, nothing is looked up."""
    held = summary.get("fields")
    if not held:
        return summary
    sees = sight(viewer, definitions(False), lambda: definitions(True))
    return summary | {"fields": {id_: value for id_, value in held.items() if sees(PREFIX + id_)}}


def hidden_from(viewer: Viewer, catalogue: Catalogue) -> list[str]:
    """The fields that the viewer may not see, by id."""
    return sorted(field.id for field in catalogue.fields if not may_see(viewer, field))
