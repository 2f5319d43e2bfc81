"""The words of a request, found again in texts as they were written.

An engine says which tickets, not where in them. Looking at every word of every text in Python would take longer than
the search itself, so one regular expression looks at a text, made of what every form of a wanted word begins with.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from os.path import commonprefix

from rapidfuzz import process
from rapidfuzz.distance import OSA

from tessera.adapters.search import analysis
from tessera.search.model import Requester, Words

Span = tuple[int, int]

SHORTEST = 3
#: What Arabic writes onto the beginning of a word: two of and, so, by, like, for; and the article.
_ONTO = "[وفبكل]{0,2}(?:ال|ل)?"


class Wanted:
    """`hit` gathers the words that were found, as they are compared."""

    def __init__(self, conditions: Iterable[Words | Requester], typos: bool) -> None:
        self.hit: set[str] = set()
        self._tokens: set[str] = set()
        self._prefixes: list[str] = []
        self._forms: list[str] = []
        self._stems: set[str] = set()
        self._near: list[tuple[str, int]] = []
        self._spelled_nearly: frozenset[str] = frozenset()
        self._known: dict[str, bool] = {}
        for condition in conditions:
            self._add(condition, typos)
        self._dense = any(map(analysis.is_dense, (*self._tokens, *self._prefixes)))
        self._needles = frozenset({_needle(token) for token in self._forms} | self._tokens | set(self._prefixes))

    @property
    def is_one_word(self) -> bool:
        """Whether texts differ by nothing but having it."""
        return len({*self._tokens, *self._prefixes}) == 1

    def _add(self, condition: Words | Requester, typos: bool) -> None:
        tokens = analysis.words(condition.text)
        if isinstance(condition, Requester):
            if condition.exact:
                self._tokens.update(tokens, *map(analysis.words, condition.also))
            else:
                self._prefixes += tokens
            return
        self._tokens.update(tokens)
        if condition.prefix:
            self._prefixes += tokens[-1:]
        if condition.exact or len(tokens) != 1:
            return
        self._forms += tokens
        self._stems.update(analysis.stems_of_query(tokens[0]))
        if typos and (distance := analysis.tolerance(tokens[0])):
            self._near.append((tokens[0], distance))

    def variety(self, text: str) -> int:
        """How many different things that are wanted a text may have: quick, and never 0 where there is a hit."""
        folded = analysis.fold(text)
        return len(self._near_in(folded)) + sum(needle in folded for needle in self._needles)

    def spans_in(self, text: str) -> list[Span]:
        """Where the hits are, overlapping ones as one."""
        folded = analysis.fold(text)
        needles = self._needles | self._near_in(folded)
        if len(folded) != len(text) or self._dense:
            found = [(start, end) for start, end, tokens in analysis.spans(text) if any(map(self._is_hit, tokens))]
            return _merged(found)
        aligned = folded if text.isascii() else analysis.aligned(text)
        words = _pattern(needles).finditer(aligned) if needles else ()
        return [word.span() for word in words if self._is_hit(word[0])]

    def look_for_near(self, texts: Iterable[str]) -> None:
        """Among all words of all texts, before any of these is looked at: one by one takes twice as long."""
        if not self._near:
            return
        tokens = set(analysis.runs(analysis.fold("\n".join(texts))))
        self._spelled_nearly = frozenset(
            token
            for word, distance in self._near
            for token, _, _ in process.extract(word, tokens, scorer=OSA.distance, score_cutoff=distance, limit=None)
        )

    def _near_in(self, folded: str) -> frozenset[str]:
        return frozenset(token for token in self._spelled_nearly if token in folded)

    def _is_hit(self, token: str) -> bool:
        known = self._known.get(token)
        if known is None:
            known = self._known[token] = self._compare(token)
        if known:
            self.hit.add(token)
        return known

    def _compare(self, token: str) -> bool:
        if token in self._tokens or token in self._spelled_nearly or token.startswith(tuple(self._prefixes)):
            return True
        return not self._stems.isdisjoint(analysis.stems_of_query(token))


@lru_cache(maxsize=1_000)
def _needle(token: str) -> str:
    """What the forms of a word begin with: all that the word and its stems have in common (city, citi: cit).

    A stem that lost the word's beginning (Dutch takes off `ge`) is left out: every word would begin like that. Arabic
    writes articles and prepositions onto words: there it is the stem, wherever it stands.
    """
    if analysis.is_arabic(token):
        (stem,) = analysis.stems_of_query(token) or (token,)
        bare = stem.partition(":")[2]
        return bare if len(bare) >= SHORTEST and bare in token else token
    stems = (stem.partition(":")[2] for stem in analysis.stems_of_query(token))
    shared = [commonprefix([token, stem]) for stem in stems]  # noqa: RUF071 - no paths
    return min((start for start in shared if len(start) >= SHORTEST), key=len, default=token)


@lru_cache(maxsize=100)
def _pattern(needles: frozenset[str]) -> re.Pattern[str]:
    ordered = sorted(needles, key=lambda needle: (-len(needle), needle))
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(map(_begun, ordered))})[^\W_]*")


def _begun(needle: str) -> str:
    return f"{_ONTO if analysis.is_arabic(needle) else ''}{re.escape(needle)}"


def _merged(spans: Iterable[Span]) -> list[Span]:
    found: list[Span] = []
    for start, end in spans:
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found
