"""Which pieces of a ticket's texts were looked for, and the excerpts that show them."""

from collections.abc import Iterable, Sequence

from tessera.adapters.search import analysis
from tessera.search.model import Excerpt, Highlights, Part, Place, Request, Requester, Text, Words
from schemas.vocabulary import MessageKind

MAX_EXCERPTS = 3
MAX_FILES = 5
EXCERPT_LENGTH = 200
#: Text before the first hit of an excerpt.
LEAD = 60

Span = tuple[int, int]


class Wanted:
    """The words of a request, as tokens of a text are compared to them."""

    def __init__(self, conditions: Iterable[Words | Requester], typos: bool) -> None:
        self.tokens: set[str] = set()
        self._prefixes: list[str] = []
        self._stems: set[str] = set()
        self._near: list[str] = []
        self.hit: set[str] = set()
        self._known: dict[tuple[str | None, str], bool] = {}
        for condition in conditions:
            self._add(condition, typos)
        self._needles = [] if self._near else sorted({_needle(token) for token in self.tokens})

    def _add(self, words: Words | Requester, typos: bool) -> None:
        tokens = analysis.words(words.text)
        self.tokens.update(tokens)
        if not tokens or isinstance(words, Requester):
            self._prefixes += tokens
            return
        if words.prefix:
            self._prefixes.append(tokens[-1])
        if words.exact:
            return
        for token in tokens:
            self._stems.update(analysis.stems_of_query(token))
            if typos and analysis.tolerance(token):
                self._near.append(token)

    def may_be_in(self, text: str) -> bool:
        """False only where no hit can be: cheaper than looking at each word."""
        folded = analysis.fold(text)
        return bool(self._near) or any(needle in folded for needle in self._needles)

    def spans_in(self, text: str) -> list[Span]:
        """Where the hits are, overlapping ones as one."""
        if not self.may_be_in(text):
            return []
        code = analysis.language(analysis.words(text)) if self._stems else None
        found: list[Span] = []
        for start, end, tokens in analysis.spans(text):
            if not any(self._is_hit(code, token) for token in tokens):
                continue
            if found and start < found[-1][1]:
                found[-1] = (found[-1][0], end)
            else:
                found.append((start, end))
        return found

    def _is_hit(self, code: str | None, token: str) -> bool:
        known = self._known.get((code, token))
        if known is None:
            known = self._known[code, token] = self._compare(code, token)
            if known:
                self.hit.add(token)
        return known

    def _compare(self, code: str | None, token: str) -> bool:
        if token in self.tokens or any(token.startswith(prefix) for prefix in self._prefixes):
            return True
        if code and any(stem in self._stems for stem in analysis.stem(code, token)):
            return True
        return any(is_near(word, token, analysis.tolerance(word)) for word in self._near)


def highlights(request: Request, subject: str, requester: str, texts: Sequence[Text], files: Sequence[str]) -> Highlights:
    """What of a ticket that was found shows why it was."""
    asked = [each for each in request.conditions if isinstance(each, Words) and not each.excluded]
    people = [each for each in request.conditions if isinstance(each, Requester) and not each.excluded]
    if not asked and not people:
        return Highlights()
    wanted = Wanted(asked, request.typos)
    anywhere = request.place is Place.ANYWHERE
    return Highlights(
        subject=_whole(wanted, subject) if request.place is not Place.NOTES else (),
        requester=_whole(Wanted([*asked, *people] if anywhere else people, False), requester),
        messages=_excerpts(wanted, _readable(request, texts)),
        files=tuple(filter(None, (_whole(wanted, name) for name in files)))[:MAX_FILES] if anywhere else (),
        words=frozenset(wanted.hit),
    )


def _readable(request: Request, texts: Sequence[Text]) -> list[Text]:
    if request.place is Place.SUBJECT:
        return []
    notes = [text for text in texts if text.kind is MessageKind.NOTE] if request.notes else []
    if request.place is Place.NOTES:
        return notes
    return list(texts) if request.notes else [text for text in texts if text.kind is not MessageKind.NOTE]


def _whole(wanted: Wanted, text: str) -> tuple[Part, ...]:
    spans = wanted.spans_in(text)
    return _parts(text, 0, len(text), spans) if spans else ()


def _excerpts(wanted: Wanted, texts: Sequence[Text]) -> tuple[Excerpt, ...]:
    """The best of them: most different words first, newest first among equals; shown in the order of the conversation."""
    found = [(place, text, spans) for place, text in enumerate(texts) if (spans := wanted.spans_in(text.text))]
    ranked = sorted(found, key=lambda each: (-_variety(each[1].text, each[2]), -each[0]))[:MAX_EXCERPTS]
    return tuple(
        Excerpt(text.message_id, text.kind, _excerpt(text.text, spans))
        for _, text, spans in sorted(ranked, key=lambda each: each[0])
    )


def _variety(text: str, spans: Sequence[Span]) -> int:
    return len({text[start:end].casefold() for start, end in spans})


def _excerpt(text: str, spans: Sequence[Span]) -> tuple[Part, ...]:
    """The stretch with the most hits in it."""
    best = max(spans, key=lambda span: sum(span[0] <= start < span[0] + EXCERPT_LENGTH - LEAD for start, _ in spans))
    start = _word_start(text, max(0, best[0] - LEAD))
    end = _word_end(text, max(best[1], start + EXCERPT_LENGTH))
    shown = _parts(text, start, end, spans)
    before = (Part("…"),) if start > 0 else ()
    return (*before, *shown, *((Part("…"),) if end < len(text) else ()))


def _word_start(text: str, place: int) -> int:
    blank = text.find(" ", place, place + 20) if place else -1
    return blank + 1 if blank >= 0 else place


def _word_end(text: str, place: int) -> int:
    if place >= len(text):
        return len(text)
    blank = text.rfind(" ", place - 20, place)
    return blank if blank >= 0 else place


def _parts(text: str, start: int, end: int, spans: Sequence[Span]) -> tuple[Part, ...]:
    parts: list[Part] = []
    place = start
    for first, last in spans:
        if first < place or last > end:
            continue
        parts += [Part(text[place:first])] if first > place else []
        parts.append(Part(text[first:last], hit=True))
        place = last
    return (*parts, Part(text[place:end])) if place < end else tuple(parts)


def _needle(token: str) -> str:
    """What every form of a word has in it: a stem's last letter may differ from the word's (city, cities)."""
    shortest = min((len(stem) - 3 for stem in analysis.stems_of_query(token)), default=len(token))
    return token[: max(1, shortest - 1)]


def is_near(word: str, other: str, distance: int) -> bool:
    """Whether at most `distance` letters are wrong, missing, too many, or swapped with their neighbour."""
    if not distance or abs(len(word) - len(other)) > distance:
        return False
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(word, 1):
        earlier, before, row = before, row, [i]
        for j, against in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != against))
            if i > 1 and j > 1 and letter == other[j - 2] and word[i - 2] == against:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
        if min(row) > distance:
            return False
    return row[-1] <= distance
