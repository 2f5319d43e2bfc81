"""A request in OpenSearch's query DSL: https://docs.opensearch.org/latest/query-dsl/. The same ways as tantivy's."""

from collections.abc import Sequence
from typing import Any

from tessera.adapters.search import analysis, columns
from tessera.kernel.clock import to_ms
from tessera.search.model import NONE, Condition, Field, OneOf, Period, Request, Requester, Scope, Words

Query = dict[str, Any]


def build(request: Request) -> Query:
    """What says nothing is left out. If nothing else was asked for, nothing is found: everything was not meant."""
    parts: dict[str, list[Query]] = {"must": [], "filter": [], "must_not": []}
    for condition in request.conditions:
        made = _condition(request, condition)
        if made is not None:
            counts = isinstance(condition, Words | Requester)
            parts["must_not" if condition.excluded else "must" if counts else "filter"].append(made)
    if request.conditions and not any(parts.values()):
        return {"match_none": {}}
    if request.scope is not None:
        parts["filter"].append(visible(request.scope))
    if not parts["must"] and not parts["filter"]:
        # People and merged tickets are in the same index.
        parts["filter"].append({"term": {columns.KIND: columns.TICKET}})
    elif not request.by_number:
        parts["must_not"].append({"term": {columns.KIND: columns.MERGED}})
    return {"bool": parts}


def person(text: str) -> Query | None:
    """Each word begins one of theirs; whole words count for more. None for a text without words."""
    tokens = analysis.words(text)
    if not tokens:
        return None
    whole = [{"term": {columns.PERSON: token}} for token in tokens]
    return {"bool": {"must": [begins(columns.PERSON, token) for token in tokens], "should": whole}}


def visible(scope: Scope) -> Query:
    """The same rule as `tessera.ticketing.policy.may_see`."""
    ways: list[Query] = [{"terms": {Field.TEAM.value: [NONE, *sorted(scope.team_ids)]}}]
    if scope.agent_id is not None:
        ways.append({"term": {Field.ASSIGNEE.value: scope.agent_id}})
    return _any(ways)


def begins(column: str, start: str) -> Query:
    return {"prefix": {column: {"value": start}}}


def _condition(request: Request, condition: Condition) -> Query | None:
    """None if the condition says nothing: words without a letter or digit."""
    match condition:
        case Words():
            tokens = analysis.words(condition.text)
            if not tokens:
                return None
            return _any(
                [way for column in columns.searched(request) for way in _words(column, condition, tokens, request)]
                + _longer(condition, tokens, request)
                + _forms(condition, tokens, request)
                + _of_number(condition)
            )
        case Requester(exact=True):
            return {"terms": {Field.FROM.value: columns.names_of(condition)}}
        case Requester():
            tokens = analysis.words(condition.text)
            return {"bool": {"must": [begins(columns.REQUESTER, token) for token in tokens]}} if tokens else None
        case OneOf():
            return {"terms": {condition.field.value: list(condition.values)}}
        case Period():
            return _period(condition)


def _words(column: str, words: Words, tokens: Sequence[str], request: Request) -> list[Query]:
    """Each way in which these words can be in a column."""
    if len(tokens) > 1:
        kind = "match_phrase_prefix" if words.prefix else "match_phrase"
        return [{kind: {name: {"query": " ".join(tokens), "boost": _weight(name)}}} for name in _columns(column)]
    token = tokens[0]
    ways: list[Query] = [{"term": {name: {"value": token, "boost": _weight(name)}}} for name in _columns(column)]
    if words.exact:
        return ways
    if request.typos and (distance := analysis.tolerance(token)):
        near = {"fuzzy": {column: {"value": token, "fuzziness": distance, "max_expansions": 200}}}
        ways.append(_worth(near, columns.NEAR_WEIGHT))
    return ways


def _longer(words: Words, tokens: Sequence[str], request: Request) -> list[Query]:
    """Each way in which what one word begins can be there."""
    if not words.prefix or len(tokens) > 1:
        return []
    token, starts = tokens[0], columns.starts_searched(request)
    short = len(token) <= columns.LONGEST_START and starts
    begun = (columns.SUBJECT,) if short else columns.searched(request)
    known = [{"term": {column: token}} for column in starts] if short else []
    return [
        *(_worth(begins(column, token), columns.STEM_WEIGHT * _weight(column)) for column in begun),
        *(_worth(each, columns.STEM_WEIGHT) for each in known),
    ]


def _forms(words: Words, tokens: Sequence[str], request: Request) -> list[Query]:
    """Each way in which another form of one word can be there."""
    stems = () if words.exact or len(tokens) > 1 else analysis.stems_of_query(tokens[0])
    found: list[Query] = [{"terms": {name: list(stems)}} for name in columns.stems_searched(request) if stems]
    return [_worth(each, columns.STEM_WEIGHT) for each in found]


def _of_number(words: Words) -> list[Query]:
    if words.number is None:
        return []
    return [_worth({"term": {Field.NUMBER.value: words.number}}, columns.NUMBER_WEIGHT)]


def _columns(column: str) -> tuple[str, ...]:
    """The requester is in `REST` too; being there as well makes a hit count for more."""
    return (column, columns.REQUESTER) if column == columns.REST else (column,)


def _weight(column: str) -> float:
    return columns.WEIGHTS.get(column, 1.0)


def _worth(query: Query, score: float) -> Query:
    return {"constant_score": {"filter": query, "boost": score}}


def _period(period: Period) -> Query:
    if period.start is None and period.end is None:
        return {"exists": {"field": period.field}}
    bounds = {"gte": period.start and to_ms(period.start), "lt": period.end and to_ms(period.end)}
    return {"range": {period.field: {name: value for name, value in bounds.items() if value is not None}}}


def _any(ways: Sequence[Query]) -> Query:
    return {"bool": {"should": list(ways), "minimum_should_match": 1}} if ways else {"match_none": {}}
