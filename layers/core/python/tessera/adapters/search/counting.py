"""How many of the tickets found have each value: facets, and the completion of values.

tantivy counts by columns (https://docs.rs/tantivy/latest/tantivy/aggregation/). One of lists takes it ten times as long
as one with a value for each document, and one that some documents lack three times. So each of these has a value
for every document, if only `NOTHING`: a ticket's status and its own one are one value, counted for both, and its first
tags are columns of their own; those of the few tickets with more are in a column of lists.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

import tantivy

from tessera.search.model import NONE, Document, Field, PersonDocument

FIRST_TAGS = ("counted_tag_1", "counted_tag_2", "counted_tag_3")
FURTHER_TAGS = "counted_tags"
COLUMNS: Mapping[Field, tuple[str, ...]] = {
    Field.STATUS: ("counted_status",),
    Field.PRIORITY: ("counted_priority",),
    Field.ASSIGNEE: ("counted_assignee",),
    Field.TEAM: ("counted_team",),
    Field.TAG: (*FIRST_TAGS, FURTHER_TAGS),
}
NOTHING = "-"
#: So many times as many values as are wanted are read of each column: the most frequent of all together may be none of
#: the most frequent of one.
WIDER = 8


def values(document: Document) -> dict[str, list[str]]:
    """What the document is counted by. A merged ticket only finds its way into results by its number."""
    made = {name: NOTHING for names in COLUMNS.values() for name in names if name != FURTHER_TAGS}
    if isinstance(document, PersonDocument):
        return _lists(made)
    made |= {"counted_assignee": document.assignee_id or NONE, "counted_team": document.team_id or NONE}
    if document.merged:
        return _lists(made)
    statuses = " ".join(filter(None, (document.status, document.status_id)))
    made |= {"counted_status": statuses, "counted_priority": document.priority}
    tags = [tag.lower() for tag in document.tags]
    made |= dict(zip(FIRST_TAGS, tags, strict=False))
    return _lists(made) | {FURTHER_TAGS: tags[len(FIRST_TAGS) :]}


def count(
    searcher: tantivy.Searcher, query: tantivy.Query, fields: Sequence[Field], most: int
) -> dict[Field, list[tuple[str, int]]]:
    """Of each field so many values with the number of tickets that have them, most first."""
    wanted = {name: {"terms": {"field": name, "size": most * WIDER}} for field in fields for name in COLUMNS[field]}
    counted = searcher.aggregate(query, wanted)
    return {field: _together([counted[name]["buckets"] for name in COLUMNS[field]], most) for field in fields}


def _together(columns: Sequence[Sequence[Mapping[str, object]]], most: int) -> list[tuple[str, int]]:
    found: Counter[str] = Counter()
    for buckets in columns:
        for bucket in buckets:
            for value in str(bucket["key"]).split(" "):
                found[value] += int(bucket["doc_count"])  # type: ignore[call-overload]  # a number
    del found[NOTHING]
    return sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))[:most]


def _lists(made: Mapping[str, str]) -> dict[str, list[str]]:
    return {name: [value] for name, value in made.items()}
