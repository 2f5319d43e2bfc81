"""A view as whoever looks may know it: own fields that are not for them to see have neither a name nor values there."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from tessera.catalogue.policy import PREFIX
from tessera.views.model import View

#: Stands for a field that the reader may not see. No field is called so, so no ticket holds anything in it.
UNSEEN = f"{PREFIX}unseen"
#: What a view may name fields in.
PARTS = ("filter", "sort", "group", "columns")

#: Whether the reader may see the field of this name.
Sees = Callable[[str], bool]


def seen_by(sees: Sees, view: View) -> View:
    """What it asks of such a field finds nothing, so it never finds a ticket that the whole filter does not."""
    columns = view.columns if view.columns is None else tuple(each for each in view.columns if sees(each))
    return replace(
        view,
        filter=_seen(view.filter, sees, True),
        sort=view.sort if view.sort is None or sees(view.sort["field"]) else None,
        group=view.group if view.group is None or sees(view.group) else None,
        columns=columns,
    )


def _seen(part: Mapping[str, Any], sees: Sees, finds: bool) -> dict[str, Any]:
    """`finds`: what holds of a part lets tickets in; under an odd number of `none` it keeps them out."""
    if "match" in part:
        inside = finds if part["match"] != "none" else not finds
        return {**part, "of": [_seen(inner, sees, inside) for inner in part["of"]]}
    if sees(part["field"]):
        return dict(part)
    return {"field": UNSEEN, "op": "set" if finds else "unset"}
