"""Which pieces of a ticket's texts were looked for, and the excerpts that show them."""

from collections.abc import Iterator, Sequence

from schemas.vocabulary import MessageKind
from tessera.adapters.search.columns import Content, PersonContent
from tessera.adapters.search.wanted import Span, Wanted
from tessera.search.model import Excerpt, FoundPerson, Highlights, Part, Place, Request, Requester, Text, Words

MAX_EXCERPTS = 3
MAX_FILES = 5
EXCERPT_LENGTH = 200
#: Text before the first hit of an excerpt.
LEAD = 60


class Highlighter:
    """Shows, for the tickets that one request found, why they were."""

    def __init__(self, request: Request) -> None:
        asked = [each for each in request.conditions if isinstance(each, Words) and not each.excluded]
        people = [each for each in request.conditions if isinstance(each, Requester) and not each.excluded]
        self._places = request.places if request.notes else request.places - {Place.NOTES}
        self._wanted = Wanted(asked, request.typos) if asked else None
        self._people = Wanted([*asked, *people], request.typos) if people else self._wanted

    def show_all(self, contents: Sequence[Content]) -> list[Highlights]:
        """In their order."""
        for wanted in filter(None, {self._wanted, self._people}):
            wanted.look_for_near(text for content in contents for text in self._texts(content))
        return [self._show(content) for content in contents]

    def _texts(self, content: Content) -> Iterator[str]:
        yield from (content.subject, content.requester, *content.files)
        yield from (text.text for text in self._readable(content.texts))

    def _show(self, content: Content) -> Highlights:
        return Highlights(
            subject=_whole(self._wanted, content.subject) if Place.SUBJECT in self._places else (),
            requester=_whole(self._people, content.requester) if Place.REST in self._places else (),
            messages=_excerpts(self._wanted, self._readable(content.texts)) if self._wanted else (),
            files=self._files(content.files) if Place.REST in self._places else (),
            words=self._hits(),
        )

    def _files(self, names: Sequence[str]) -> tuple[tuple[Part, ...], ...]:
        return tuple(filter(None, (_whole(self._wanted, name) for name in names)))[:MAX_FILES]

    def _hits(self) -> frozenset[str]:
        """The words that were hit in this ticket."""
        if self._wanted is None:
            return frozenset()
        hit, self._wanted.hit = self._wanted.hit, set()
        return frozenset(hit)

    def _readable(self, texts: Sequence[Text]) -> list[Text]:
        return [
            text for text in texts if (Place.NOTES if text.kind is MessageKind.NOTE else Place.REST) in self._places
        ]


def show_person(person_id: str, content: PersonContent, text: str) -> FoundPerson:
    """The person with what was looked for marked, in the address that has it."""
    wanted = Wanted([Requester(text)], typos=False)

    def shown(written: str) -> tuple[Part, ...]:
        return _whole(wanted, written) or ((Part(written),) if written else ())

    emails = sorted(map(shown, content.emails), key=lambda parts: not any(part.hit for part in parts))
    return FoundPerson(person_id, shown(content.name), emails[0] if emails else (), shown(content.company))


def _whole(wanted: Wanted | None, text: str) -> tuple[Part, ...]:
    spans = wanted.spans_in(text) if wanted and wanted.variety(text) else ()
    return _parts(text, 0, len(text), spans) if spans else ()


def _excerpts(wanted: Wanted, texts: Sequence[Text]) -> tuple[Excerpt, ...]:
    """The best, in the order of the conversation."""
    found: list[tuple[int, Excerpt]] = []
    for place in _best_first(wanted, texts):
        text = texts[place]
        if spans := wanted.spans_in(text.text):
            found.append((place, Excerpt(text.message_id, text.kind, _excerpt(text.text, spans))))
        if len(found) == MAX_EXCERPTS:
            break
    return tuple(excerpt for _, excerpt in sorted(found, key=lambda each: each[0]))


def _best_first(wanted: Wanted, texts: Sequence[Text]) -> Iterator[int]:
    """Most different words first, newest first among equals. Of one word all are equal: the older ones of a long
    conversation are not looked at then."""
    if wanted.is_one_word:
        yield from (place for place in reversed(range(len(texts))) if wanted.variety(texts[place].text))
        return
    varied = ((wanted.variety(text.text), place) for place, text in enumerate(texts))
    yield from (place for _, place in sorted((each for each in varied if each[0]), reverse=True))


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
