"""What makes a definition sound. Each `checked_*` takes wished members and gives them in the form that is kept."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from schemas.vocabulary import Colour, FieldOf, FieldType, RequiredAt, TicketStatus
from tessera.catalogue import naming, patterns
from tessera.catalogue.model import Audience, Catalogue, Condition, Field, Kind, Option
from tessera.kernel.errors import AlreadyExists, Invalid
from tessera.kernel.line import one_line

MAX_STATUSES = 40
MAX_FIELDS = 80
MAX_OPTIONS = 200
CHOICES = (FieldType.ONE_OF, FieldType.MANY_OF)
#: In words, so that nobody wonders why there are two `Open`.
BUILT_IN_NAMES = ("open", "pending", "on hold", "resolved", "closed")


def checked(kind: Kind, catalogue: Catalogue, wish: Mapping[str, Any], present: Any | None) -> dict[str, Any]:
    """The wished members of a definition, fit. `present` is the definition as it is, None for a new one.

    Raises `Invalid` and `AlreadyExists` with the member at fault.
    """
    fit = {name: value for name, value in wish.items() if name != "position"}
    fit |= _CHECKS[kind](catalogue, fit, present)
    if present is None or (present.deleted and fit.get("deleted") is False):
        _refuse_too_many(kind, catalogue)
    return fit


def _status(catalogue: Catalogue, wish: Mapping[str, Any], present: Any | None) -> dict[str, Any]:
    fit: dict[str, Any] = {}
    if "name" in wish:
        fit["name"] = _free_name(catalogue.statuses, wish["name"], present)
        if fit["name"].casefold() in BUILT_IN_NAMES:
            raise AlreadyExists("Every organization has a status of this name already.", "name")
    if "category" in wish:
        fit["category"] = TicketStatus(wish["category"])
        if present is not None and fit["category"] is not present.category:
            raise Invalid("Tickets are counted by it, so it stays. Archive this status and add another.", "category")
    return fit | _coloured(wish)


def _tag(catalogue: Catalogue, wish: Mapping[str, Any], present: Any | None) -> dict[str, Any]:
    """Renaming makes the old name an alias. Whoever knows what tickets' tags look like has made the name fit."""
    fit = _coloured(wish)
    name = wish.get("name")
    if name is None:
        return fit
    holder = catalogue.tags_by_name.get(name)
    if holder is not None and (present is None or holder.id != present.id):
        raise AlreadyExists(f"This is a name of “{holder.name}” already. Merge the two instead.", "name")
    if present is not None and name != present.name:
        fit["aliases"] = tuple(sorted(set(present.names) - {name}))
    return fit


def _field(catalogue: Catalogue, wish: Mapping[str, Any], present: Any | None) -> dict[str, Any]:
    fit: dict[str, Any] = {}
    type_ = FieldType(wish.get("type") or present.type)  # type: ignore[union-attr]
    if present is not None and type_ is not present.type:
        raise Invalid("Values are kept in this form, so it stays. Delete the field and add another.", "type")
    of = FieldOf(wish.get("of") or (present.of if present else FieldOf.TICKET))
    if present is not None and of is not present.of:
        raise Invalid("Values are kept there, so it stays. Delete the field and add another.", "of")
    if present is None:
        fit["of"] = of
    if "name" in wish:
        fit["name"] = _free_name([one for one in catalogue.fields if one.of is of], wish["name"], present)
    for name in ("description", "hint"):
        if name in wish:
            fit[name] = one_line(wish[name])
    if "options" in wish or (present is None and type_ in CHOICES):
        fit["options"] = _options(type_, wish.get("options") or (), present)
    if "pattern" in wish or (present is None and type_ is FieldType.PATTERN):
        fit["pattern"] = _pattern(type_, wish.get("pattern") or "")
    if wish.get("required_at") is not None:
        if of is not FieldOf.TICKET:
            raise Invalid("Only a ticket's field has to be filled in by some moment.", "required_at")
        fit["required_at"] = RequiredAt(wish["required_at"])
    for name in ("visible_to", "editable_by"):
        if name in wish:
            audience = wish[name] or {}
            fit[name] = Audience(tuple(sorted(audience.get("roles", ()))), tuple(sorted(audience.get("team_ids", ()))))
    if "depends_on" in wish:
        fit["depends_on"] = _condition(catalogue, of, wish["depends_on"], present)
    if wish.get("deleted") and present is not None:
        _refuse_needed(catalogue, present)
    return fit


def _coloured(wish: Mapping[str, Any]) -> dict[str, Any]:
    return {"colour": Colour(wish["colour"])} if "colour" in wish else {}


def _free_name(there: Sequence[Any], name: str, present: Any | None) -> str:
    fit = naming.checked(name)
    for other in there:
        if not other.deleted and other.name.casefold() == fit.casefold() and (not present or other.id != present.id):
            raise AlreadyExists("There is one of this name already.", "name")
    return fit


def _options(type_: FieldType, wished: Sequence[Mapping[str, Any]], present: Field | None) -> tuple[Option, ...]:
    """In their new order. One that is not named any more is archived, not forgotten: tickets may hold it."""
    if type_ not in CHOICES:
        if wished:
            raise Invalid("Only fields to choose from have options.", "options")
        return ()
    known = {option.id: option for option in present.options} if present else {}
    taken = set(known) | {one["id"] for one in wished if one.get("id")}
    options: dict[str, Option] = {}
    for place, one in enumerate(wished):
        label = naming.checked(one["label"], f"options.{place}.label")
        if any(label.casefold() == other.label.casefold() for other in options.values()):
            raise Invalid("This option is there twice.", f"options.{place}.label")
        option_id = one.get("id") or naming.slug(label, "option", taken)
        if option_id in options or (one.get("id") and option_id not in known):
            raise Invalid("There is no such option. Leave the id out for a new one.", f"options.{place}.id")
        taken.add(option_id)
        options[option_id] = Option(option_id, label, bool(one.get("archived")))
    if not any(not option.archived for option in options.values()):
        raise Invalid("Give at least one option to choose.", "options")
    left = [Option(option.id, option.label, True) for option in known.values() if option.id not in options]
    if len(options) + len(left) > MAX_OPTIONS:
        raise Invalid(f"A field has at most {MAX_OPTIONS} options, archived ones among them.", "options")
    return (*options.values(), *left)


def _pattern(type_: FieldType, pattern: str) -> str:
    if type_ is not FieldType.PATTERN:
        if pattern:
            raise Invalid("Only a field of the type `pattern` has one.", "pattern")
        return ""
    patterns.check(pattern)
    return pattern


def _condition(
    catalogue: Catalogue, of: FieldOf, wished: Mapping[str, Any] | None, present: Field | None
) -> Condition | None:
    if wished is None:
        return None
    other = catalogue.fields_by_id.get(wished["field_id"])
    if other is None or other.deleted or other.of is not of:
        raise Invalid("There is no such field.", "depends_on.field_id")
    if other.type is not FieldType.CHECKBOX and other.type not in CHOICES:
        raise Invalid("A field can depend on a checkbox or on a field to choose from.", "depends_on.field_id")
    possible = {option.id for option in other.options} if other.options else {"true", "false"}
    values = tuple(sorted(set(wished["values"])))
    if not values or not set(values) <= possible:
        raise Invalid("Name values that the other field can have.", "depends_on.values")
    step: Field | None = other
    while step is not None:
        if present is not None and step.id == present.id:
            raise Invalid("The other field depends on this one already.", "depends_on.field_id")
        step = catalogue.fields_by_id.get(step.depends_on.field_id) if step.depends_on else None
    return Condition(other.id, values)


def _refuse_needed(catalogue: Catalogue, field: Field) -> None:
    for other in catalogue.fields:
        if not other.deleted and other.depends_on is not None and other.depends_on.field_id == field.id:
            raise Invalid(f"“{other.name}” depends on this field. Take its condition off first.", "deleted")


def _refuse_too_many(kind: Kind, catalogue: Catalogue) -> None:
    most = {"status": MAX_STATUSES, "field": MAX_FIELDS}.get(kind)
    if most is not None and sum(not one.deleted for one in catalogue.of(kind)) >= most:
        raise Invalid(f"There are {most} already, which is as many as can be. Delete one first.", "name")


_CHECKS: dict[Kind, Callable[[Catalogue, Mapping[str, Any], Any | None], dict[str, Any]]] = {
    "status": _status,
    "tag": _tag,
    "field": _field,
}
