"""A request as tantivy's queries."""

from collections.abc import Sequence

from tantivy import FieldType, Occur, Query, Schema

from tessera.adapters.search import analysis, columns
from tessera.kernel.clock import to_ms
from tessera.search.model import NONE, Condition, Field, OneOf, Period, Request, Requester, Scope, Words

#: Of values, or of stems in each language.
FEW = 16


def build(schema: Schema, request: Request) -> Query:
    """What says nothing is left out. If nothing else was asked for, nothing is found: everything was not meant."""
    made = [(one, _condition(schema, request, one)) for one in request.conditions]
    clauses = [(Occur.MustNot if one.excluded else Occur.Must, query) for one, query in made if query is not None]
    if made and not clauses:
        return Query.empty_query()
    if request.scope is not None:
        clauses.append((Occur.Must, _unscored(visible(schema, request.scope))))
    if not any(occur is Occur.Must for occur, _ in clauses):
        clauses.append((Occur.Must, every_ticket(schema)))
    elif not request.by_number:
        clauses.append((Occur.MustNot, Query.term_query(schema, columns.KIND, columns.MERGED)))
    return Query.boolean_query(clauses) if len(clauses) > 1 else clauses[0][1]


def every_ticket(schema: Schema) -> Query:
    """What a query without a condition asks for: people and merged tickets are in the same index."""
    return _unscored(Query.term_query(schema, columns.KIND, columns.TICKET))


def person(schema: Schema, text: str) -> Query | None:
    """Each word begins one of theirs; whole words count for more. None for a text without words."""
    tokens = analysis.words(text)
    if not tokens:
        return None
    whole = [(Occur.Should, Query.term_query(schema, columns.PERSON, token)) for token in tokens]
    return Query.boolean_query([*((Occur.Must, _begins(schema, columns.PERSON, token)) for token in tokens), *whole])


def visible(schema: Schema, scope: Scope) -> Query:
    """The same rule as `tessera.ticketing.policy.may_see`."""
    ways = [_among(schema, Field.TEAM, [NONE, *sorted(scope.team_ids)])]
    if scope.agent_id is not None:
        ways.append(Query.term_query(schema, Field.ASSIGNEE, scope.agent_id))
    return _any(ways)


def _condition(schema: Schema, request: Request, condition: Condition) -> Query | None:
    """None if the condition says nothing: words without a letter or digit."""
    match condition:
        case Words():
            tokens = analysis.words(condition.text)
            if not tokens:
                return None
            return _any(
                [
                    query
                    for column in columns.searched(request)
                    for query in _words(schema, column, condition, tokens, request)
                ]
                + _longer(schema, condition, tokens, request)
                + _forms(schema, condition, tokens, request)
                + _of_number(schema, condition)
            )
        case Requester(exact=True):
            return _unscored(_among(schema, Field.FROM, columns.names_of(condition)))
        case Requester():
            tokens = analysis.words(condition.text)
            return _all([_begins(schema, columns.REQUESTER, token) for token in tokens]) if tokens else None
        case OneOf():
            return _unscored(_among(schema, condition.field, condition.values))
        case Period():
            return _unscored(_period(schema, condition))


def _words(schema: Schema, column: str, words: Words, tokens: Sequence[str], request: Request) -> list[Query]:
    """Each way in which these words can be in a column."""
    if len(tokens) > 1:
        phrase = Query.phrase_prefix_query if words.prefix else Query.phrase_query
        return [_weighed(phrase(schema, name, list(tokens)), name) for name in _columns(column)]
    token = tokens[0]
    ways = [_weighed(Query.term_query(schema, name, token), name) for name in _columns(column)]
    if words.exact:
        return ways
    if request.typos and (distance := analysis.tolerance(token)):
        near = Query.fuzzy_term_query(schema, column, token, distance)
        ways.append(_worth(near, columns.NEAR_WEIGHT))
    return ways


def _longer(schema: Schema, words: Words, tokens: Sequence[str], request: Request) -> list[Query]:
    """Each way in which what one word begins can be there."""
    if not words.prefix or len(tokens) > 1:
        return []
    token, starts = tokens[0], columns.starts_searched(request)
    short = len(token) <= columns.LONGEST_START and starts
    begun = (columns.SUBJECT,) if short else columns.searched(request)
    known = [Query.term_query(schema, column, token) for column in starts] if short else []
    return [
        *(_begins(schema, column, token) for column in begun),
        *(_worth(each, columns.STEM_WEIGHT) for each in known),
    ]


def _forms(schema: Schema, words: Words, tokens: Sequence[str], request: Request) -> list[Query]:
    """Each way in which another form of one word can be there."""
    stems = () if words.exact or len(tokens) > 1 else analysis.stems_of_query(tokens[0])
    found = [_among(schema, name, stems) for name in columns.stems_searched(request) if stems]
    return [_worth(each, columns.STEM_WEIGHT) for each in found]


def _of_number(schema: Schema, words: Words) -> list[Query]:
    if words.number is None:
        return []
    return [_worth(Query.term_query(schema, Field.NUMBER, words.number), columns.NUMBER_WEIGHT)]


def _columns(column: str) -> tuple[str, ...]:
    """The requester is in `REST` too; being there as well makes a hit count for more."""
    return (column, columns.REQUESTER) if column == columns.REST else (column,)


def _among(schema: Schema, column: str, values: Sequence[str]) -> Query:
    """One of these: a few are looked at only where the other clauses hold, many as one set of all that have them."""
    if len(values) > FEW:
        return Query.term_set_query(schema, column, list(values))
    return _any([Query.term_query(schema, column, value) for value in values])


def _begins(schema: Schema, column: str, start: str) -> Query:
    found = Query.fuzzy_term_query(schema, column, start, 0, prefix=True)
    return _worth(found, columns.STEM_WEIGHT * columns.WEIGHTS.get(column, 1.0))


def _worth(query: Query, score: float) -> Query:
    return Query.const_score_query(query, score)


def _weighed(query: Query, column: str) -> Query:
    weight = columns.WEIGHTS.get(column)
    return Query.boost_query(query, weight) if weight else query


def _period(schema: Schema, period: Period) -> Query:
    if period.start is None and period.end is None:
        return Query.exists_query(period.field)
    start = to_ms(period.start) if period.start else None
    end = to_ms(period.end) if period.end else None
    return Query.range_query(schema, period.field, FieldType.Integer, start, end, include_upper=end is None)


def _unscored(query: Query) -> Query:
    return _worth(query, 0.0)


def _any(queries: Sequence[Query]) -> Query:
    return Query.boolean_query([(Occur.Should, query) for query in queries]) if queries else Query.empty_query()


def _all(queries: Sequence[Query]) -> Query:
    return Query.boolean_query([(Occur.Must, query) for query in queries])
