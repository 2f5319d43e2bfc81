"""By which words both engines find a text: its own, their beginnings and forms, and those spelled nearly so."""

import pytest

from tessera.search.model import EVERYWHERE, Place, Words
from tessera.search.ports import Index
from tests.adapters.search_engines import ONE_SERVER, index, make_index
from tests.factories.search import WORDS_THAT_FIND, fill, find, make_document, marked, shown, subjects

__all__ = ["index", "make_index"]
pytestmark = ONE_SERVER


@pytest.mark.parametrize(("subject", "text", "word"), WORDS_THAT_FIND)
def test_a_word_is_found_in_any_script_and_form(index: Index, subject: str, text: str, word: str) -> None:
    fill(index, make_document(subject, text), make_document("Something else", "entirely"))
    found = find(index, Words(word))
    assert found.total == 1
    assert any("[" in marked_text for marked_text in [*shown(found.hits[0]), marked(found.hits[0].highlights.subject)])


def test_the_last_word_may_go_on(index: Index) -> None:
    match = make_document("Printer")
    fill(index, match, make_document("Sprint"))
    assert subjects(find(index, Words("prin", prefix=True)), match) == ["Printer"]
    assert find(index, Words("prin")).total == 0


@pytest.mark.parametrize("typed", ["p", "pr", "pri", "prin", "Él", "打"])
def test_a_few_letters_are_the_start_of_a_word_wherever_one_may_read(index: Index, typed: str) -> None:
    subject, reply = make_document("Printer élan 打印机", "x"), make_document("A", "the printer élan 打印机")
    note = make_document("B", "quiet", notes=("printer élan 打印机",))
    fill(index, reply, note, subject, make_document("Sprint", "a spring, Ypres"))
    start = Words(typed, prefix=True)
    assert subjects(find(index, start), subject, reply, note)[0] == subject.subject
    assert find(index, start).total == 3
    assert find(index, start, notes=False).total == 2
    assert find(index, start, places=frozenset({Place.NOTES})).total == 1
    assert find(index, start, places=EVERYWHERE - {Place.SUBJECT}).total == 2
    assert find(index, Words(typed, prefix=True, excluded=True)).total == 1


@pytest.mark.parametrize("typed", ["طابعة", "الطابعة", "للطابعة"])
def test_an_article_written_onto_a_word_does_not_hide_it(index: Index, typed: str) -> None:
    match = make_document("الطابعة لا تعمل في المكتب")
    fill(index, match, make_document("الفاتورة لا تصل في الموعد"))
    assert subjects(find(index, Words(typed)), match) == [match.subject]


@pytest.mark.parametrize(
    ("typed", "finds"),
    [("printr", True), ("pritner", True), ("prnter", True), ("qrinter", True), ("prxxter", False), ("jxm", False)],
)
def test_misspelt_words_find_when_asked_to(index: Index, typed: str, finds: bool) -> None:
    fill(index, make_document("The printer has a jam"))
    assert find(index, Words(typed)).total == 0
    assert (find(index, Words(typed), typos=True).total == 1) is finds


def test_a_long_word_may_have_two_mistakes(index: Index) -> None:
    fill(index, make_document("Kindly reset my subscription"))
    found = find(index, Words("subscribtoin"), typos=True)
    assert marked(found.hits[0].highlights.subject) == "Kindly reset my [subscription]"
    assert found.hits[0].highlights.words == {"subscription"}


def test_what_is_spelled_right_comes_first(index: Index) -> None:
    right, near = make_document("Other", "the painter"), make_document("Other still", "a printer in the text")
    fill(index, right, near)
    assert find(index, Words("painter"), typos=True).hits[0].ticket_id == right.id
