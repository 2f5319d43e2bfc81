"""One contract for both engines of search: what is indexed is found, by the same words and with the same highlights."""

from datetime import timedelta

import pytest

from tessera.kernel.ids import OrgId, new_id
from tessera.search.model import (
    EVERYWHERE,
    Field,
    OneOf,
    Order,
    Period,
    PersonDocument,
    Place,
    Requester,
    Scope,
    Words,
)
from tessera.search.ports import Index, NoIndex
from tests.adapters.search_engines import ONE_SERVER, MakeIndex, index, make_index
from tests.factories.search import NOON, fill, find, make_document, marked, shown, subjects

__all__ = ["index", "make_index"]
pytestmark = ONE_SERVER


def test_without_an_index_everything_says_so(index: Index) -> None:
    for ask in (
        index.begin,
        lambda: find(index),
        lambda: index.complete("a", None, 1),
        lambda: index.values(Field.TAG, None, 1),
    ):
        with pytest.raises(NoIndex):
            ask()


def test_all_words_must_be_somewhere_in_the_ticket(index: Index) -> None:
    both = make_document("Printer on fire", "the paper burns")
    fill(index, both, make_document("Printer is fine"), make_document("Paper is fine"))
    assert subjects(find(index, Words("printer"), Words("paper")), both) == ["Printer on fire"]


def test_a_phrase_is_of_neighbours_within_one_text(index: Index) -> None:
    match = make_document("A", "there is a paper jam again")
    fill(index, match, make_document("B", "jam the paper"), make_document("C", "some paper", "jam today"))
    assert subjects(find(index, Words("paper jam", exact=True)), match) == ["A"]
    assert subjects(find(index, Words("paper ja", exact=True, prefix=True)), match) == ["A"]


def test_a_page_may_begin_after_ten_thousand(index: Index) -> None:
    fill(index, make_document("Paper"))
    found = find(index, Words("paper"), offset=10_000, limit=100)
    assert (found.total, found.hits) == (1, ())


def test_words_can_be_excluded(index: Index) -> None:
    match = make_document("Paper")
    fill(index, match, make_document("Paper in the printer"))
    assert subjects(find(index, Words("paper"), Words("printer", excluded=True)), match) == ["Paper"]
    assert subjects(find(index, Words("printer", excluded=True)), match) == ["Paper"]


def test_a_word_in_the_subject_counts_for_more(index: Index) -> None:
    weak, strong = make_document("Something", "the printer"), make_document("The printer", "something")
    fill(index, weak, strong, *(make_document("Filler", "words without it") for _ in range(5)))
    assert [hit.ticket_id for hit in find(index, Words("printer")).hits] == [strong.id, weak.id]


def test_notes_are_for_those_who_may_read_them(index: Index) -> None:
    fill(index, make_document("Hello", "public words", notes=("a secret among us",)))
    assert shown(find(index, Words("secret")).hits[0]) == ["a [secret] among us"]
    assert find(index, Words("secret"), notes=False).total == 0
    assert find(index, Words("secret"), notes=False, typos=True).total == 0
    only = frozenset({Place.NOTES})
    assert find(index, Words("public"), places=only).total == 0
    assert find(index, Words("secret"), places=only).total == 1
    assert find(index, Words("secret"), places=only, notes=False).total == 0


def test_words_can_be_looked_for_in_subjects_only(index: Index) -> None:
    match = make_document("Printer")
    fill(index, match, make_document("Hello", "printer"))
    assert subjects(find(index, Words("printer"), places=frozenset({Place.SUBJECT})), match) == ["Printer"]


@pytest.mark.parametrize("typed", ["printer", "printers", "printr"])
def test_words_can_be_looked_for_everywhere_but_in_one_place(index: Index, typed: str) -> None:
    subject = make_document("We have the printer")
    reply = make_document("Reply", "we have the printer")
    note = make_document("Note", notes=("we have the printer",))
    fill(index, subject, reply, note)
    for left_out, expected in ((Place.SUBJECT, ["Note", "Reply"]), (Place.NOTES, ["Reply", "We have the printer"])):
        found = find(index, Words(typed), places=EVERYWHERE - {left_out}, typos=True)
        assert sorted(subjects(found, subject, reply, note)) == expected
    found = find(index, Words("the printer", exact=True), places=EVERYWHERE - {Place.SUBJECT})
    assert sorted(subjects(found, subject, reply, note)) == ["Note", "Reply"]
    assert find(index, Words(typed), places=EVERYWHERE - {Place.REST, Place.NOTES}, typos=True).total == 1
    assert find(index, Words(typed), places=frozenset(), typos=True).total == 0
    rest = find(index, Words(typed, excluded=True), places=EVERYWHERE - {Place.SUBJECT})
    assert "We have the printer" in subjects(rest, subject, reply, note)


def test_what_was_not_looked_at_is_not_marked(index: Index) -> None:
    fill(index, make_document("printer", "a printer", notes=("their printer",)))
    for left_out, subject, messages in (
        (Place.SUBJECT, "", ["a [printer]", "their [printer]"]),
        (Place.NOTES, "[printer]", ["a [printer]"]),
        (Place.REST, "[printer]", ["their [printer]"]),
    ):
        (hit,) = find(index, Words("printer"), places=EVERYWHERE - {left_out}).hits
        assert (marked(hit.highlights.subject), shown(hit)) == (subject, messages)


def test_people_and_files_are_found(index: Index) -> None:
    fill(index, make_document("Hello", people=("Alan Turing alan@bletchley.example",), files=("Scan 2026.pdf",)))
    for typed in ("Hopper", "grace@example.com", "turing", "alan@bletchley.example", "lovelace", "scan", "2026.pdf"):
        expected = 0 if typed == "lovelace" else 1
        assert find(index, Words(typed)).total == expected, typed
    hit = find(index, Words("scan")).hits[0]
    assert [marked(name) for name in hit.highlights.files] == ["[Scan] 2026.pdf"]


def test_a_requester_is_found_by_the_beginning_of_name_or_address(index: Index) -> None:
    grace, alan = make_document("A"), make_document("B", "from grace", requester=("Alan", "alan@example.com"))
    fill(index, grace, alan)
    for typed in ("gra", "grace hop", "grace@example.com"):
        assert subjects(find(index, Requester(typed)), grace, alan) == ["A"], typed
    assert subjects(find(index, Requester("grace", excluded=True)), grace, alan) == ["B"]
    assert marked(find(index, Requester("hop")).hits[0].highlights.requester) == "Grace [Hopper] <grace@example.com>"


def test_fields_are_exact(index: Index) -> None:
    one = make_document("one", number=12, status="pending", priority="high", tags=("Billing", "vip"), files=("a.txt",))
    two = make_document("two", number=120, assignee_id="ada", team_id="support", channel="web")
    fill(index, one, two)
    for condition, expected in [
        (OneOf(Field.STATUS, ("pending", "closed")), "one"),
        (OneOf(Field.STATUS, ("pending",), excluded=True), "two"),
        (OneOf(Field.PRIORITY, ("high",)), "one"),
        (OneOf(Field.TAG, ("billing",)), "one"),
        (OneOf(Field.NUMBER, ("12",)), "one"),
        (OneOf(Field.HAS, ("attachment",)), "one"),
        (OneOf(Field.ASSIGNEE, ("none",)), "one"),
        (OneOf(Field.ASSIGNEE, ("ada",)), "two"),
        (OneOf(Field.TEAM, ("support",)), "two"),
        (OneOf(Field.CHANNEL, ("web",)), "two"),
    ]:
        assert subjects(find(index, condition), one, two) == [expected], condition


def test_an_own_status_is_a_status_beside_its_category(index: Index) -> None:
    own, plain = make_document("own", status="pending", status_id="parts"), make_document("plain", status="pending")
    done = make_document("done", status="resolved")
    fill(index, own, plain, done)
    for condition, expected in [
        (OneOf(Field.STATUS, ("parts",)), ["own"]),
        (OneOf(Field.STATUS, ("pending",)), ["own", "plain"]),
        (OneOf(Field.STATUS, ("parts", "resolved")), ["done", "own"]),
        (OneOf(Field.STATUS, ("parts",), excluded=True), ["done", "plain"]),
    ]:
        assert sorted(subjects(find(index, condition), own, plain, done)) == expected, condition
    counted = dict(find(index, facets=True).facets[Field.STATUS])
    assert counted == {"pending": 2, "parts": 1, "resolved": 1}


def test_periods_begin_with_their_start_and_end_before_their_end(index: Index) -> None:
    early, late = (
        make_document(name, created_at=at) for name, at in (("early", NOON), ("late", NOON + timedelta(days=1)))
    )
    fill(index, early, late)
    assert subjects(find(index, Period("created", NOON, late.created_at)), early, late) == ["early"]
    assert subjects(find(index, Period("created", late.created_at, None)), early, late) == ["late"]
    assert subjects(find(index, Period("created", None, late.created_at, excluded=True)), early, late) == ["late"]


def test_without_words_the_latest_change_comes_first(index: Index) -> None:
    documents = [make_document(str(day), updated_at=NOON + timedelta(days=day)) for day in (2, 1, 3)]
    fill(index, *documents)
    assert subjects(find(index), *documents) == ["3", "2", "1"]


def test_pages_follow_one_another(index: Index) -> None:
    documents = [make_document(str(day), updated_at=NOON - timedelta(days=day)) for day in range(5)]
    fill(index, *documents)
    pages = [find(index, limit=2, offset=offset) for offset in (0, 2, 4)]
    assert [subjects(page, *documents) for page in pages] == [["0", "1"], ["2", "3"], ["4"]]
    assert {page.total for page in pages} == {5}


def test_an_agent_of_teams_finds_those_of_their_teams_of_none_and_their_own(index: Index) -> None:
    seen = [
        make_document("of no team"),
        make_document("of my team", team_id="mine"),
        make_document("my own", team_id="theirs", assignee_id="me"),
    ]
    fill(index, *seen, make_document("of others", team_id="theirs", tags=("hidden",)))
    found = find(index, scope=Scope(frozenset({"mine"}), "me"), facets=True)
    assert sorted(subjects(found, *seen)) == ["my own", "of my team", "of no team"]
    assert (found.total, found.facets[Field.TAG]) == (3, [])
    assert index.values(Field.TAG, Scope(frozenset({"mine"}), "me"), 5) == []


def test_facets_count_what_was_found(index: Index) -> None:
    fill(
        index,
        make_document("printer", tags=("a", "b"), team_id="t"),
        make_document("printer", tags=("a",), status="closed"),
        make_document("other", tags=("c",)),
    )
    found = find(index, Words("printer"), facets=True)
    assert found.facets[Field.TAG] == [("a", 2), ("b", 1)]
    assert sorted(found.facets[Field.STATUS]) == [("closed", 1), ("open", 1)]
    assert sorted(found.facets[Field.TEAM]) == [("none", 1), ("t", 1)]
    assert found.facets[Field.PRIORITY] == [("normal", 2)]
    assert found.facets[Field.ASSIGNEE] == [("none", 2)]


def test_each_of_many_tags_and_own_statuses_count(index: Index) -> None:
    fill(
        index,
        make_document("printer", tags=("a", "b", "c", "d", "e"), status_id="waiting-for-parts"),
        make_document("printer", tags=("d", "e")),
        make_document("printer", tags=("e", "Z")),
        make_document("printer"),
        make_document("printer", tags=("a",), merged=True),
        PersonDocument("p1", "Printer Person", ("printer@x.example",), "", 1),
    )
    found = find(index, Words("printer"), facets=True)
    assert found.facets[Field.TAG] == [("e", 3), ("d", 2), ("a", 1), ("b", 1), ("c", 1), ("z", 1)]
    assert found.facets[Field.STATUS] == [("open", 4), ("waiting-for-parts", 1)]
    assert sum(number for _, number in found.facets[Field.PRIORITY]) == 4
    assert index.values(Field.TAG, None, 2) == ["e", "d"]


def test_values_are_all_that_tickets_have_the_commonest_first(index: Index) -> None:
    """More than a page of facets shows."""
    many = tuple(f"tag-{number:03}" for number in range(120))
    fill(index, make_document(tags=(*many, "zebra")), make_document(tags=("zebra",)))
    assert index.values(Field.TAG, None, 500) == ["zebra", *many]
    assert index.values(Field.TAG, Scope(frozenset(), None), 500) == ["zebra", *many]
    assert len(index.values(Field.TAG, None, 100)) == 100


def test_completions_are_words_of_subjects_that_one_may_see(index: Index) -> None:
    fill(
        index,
        make_document("Printer on fire"),
        make_document("printer jam"),
        make_document("Print"),
        make_document("printed secrets", team_id="theirs"),
    )
    assert index.complete("prin", None, 2)[0] == "printer"
    assert sorted(index.complete("prin", Scope(frozenset(), None), 5)) == ["print", "printer"]
    assert index.complete("x", None, 5) == []


def test_words_and_values_of_what_is_gone_are_not_offered(index: Index) -> None:
    gone, changed = make_document("purged words", tags=("purged",)), make_document("purple", tags=("purple",))
    fill(index, gone, changed, make_document("pure"))
    index.publish(index.begin(), [make_document("pale", id=changed.id, version=2)], [gone.id])
    for scope in (None, Scope(frozenset(), None)):
        assert index.complete("pur", scope, 5) == ["pure"]
        assert index.values(Field.TAG, scope, 5) == []


def test_a_change_replaces_and_a_removal_removes(index: Index) -> None:
    kept, gone = make_document("Old words"), make_document("Unwanted")
    fill(index, kept, gone)
    changed = make_document("New words", id=kept.id, version=2)
    index.publish(index.begin(), [changed], [gone.id, new_id()])
    assert find(index, Words("old")).total == 0
    assert find(index, Words("unwanted")).total == 0
    assert find(index).total == 1
    index.publish(index.begin(), [changed], [])
    assert find(index, Words("new")).total == 1


def test_a_rebuild_is_seen_when_it_is_published(index: Index) -> None:
    old, new = make_document("old"), make_document("new")
    fill(index, old)
    draft = index.draft()
    draft.add([new, old])
    draft.add([], [old.id])
    assert subjects(find(index), old, new) == ["old"]
    draft.publish()
    assert subjects(find(index), old, new) == ["new"]
    index.publish(index.begin(), [make_document("newer")], [])
    assert find(index).total == 2


def test_organizations_do_not_see_each_other(make_index: MakeIndex) -> None:
    mine, theirs = make_index(OrgId(new_id())), make_index(OrgId(new_id()))
    fill(mine, make_document("mine"))
    fill(theirs, make_document("theirs"))
    assert find(mine, Words("theirs")).total == 0
    assert find(theirs).total == 1


@pytest.mark.parametrize("typed", ["***", "-", "日", "a" * 300, "[", "\\", "\u0000", "🎉", "' OR 1=1", "_", "٠١٢"])
def test_nothing_that_is_typed_breaks_it(index: Index, typed: str) -> None:
    fill(index, make_document("Hello"))
    for words in (Words(typed), Words(typed, exact=True, prefix=True), Words(typed, prefix=True, excluded=True)):
        assert find(index, words, typos=True, facets=True).total <= 1


@pytest.mark.parametrize("typed", ["🙂", "???", "_", "-"])
def test_what_has_no_letter_or_digit_finds_nothing_by_itself(index: Index, typed: str) -> None:
    match = make_document("Hello")
    fill(index, match, make_document("Closed", status="closed"))
    for condition in (Words(typed), Words(typed, prefix=True), Words(typed, excluded=True), Requester(typed)):
        assert find(index, condition, typos=True).total == 0
        assert find(index, condition, scope=Scope(frozenset(), "me")).total == 0
        assert subjects(find(index, OneOf(Field.STATUS, ("open",)), condition), match) == ["Hello"]


def test_people_are_found_beside_tickets_and_never_among_them(index: Index) -> None:
    draft = index.draft()
    draft.add(
        [make_document("Hello"), PersonDocument("p1", "Zoë Quinn", ("zoe@far.example", "z@near.example"), "Acme", 1)]
    )
    draft.publish()
    for text in ("zoe", "quin zo", "near", "acme", "zoe quinn"):
        (person,) = index.people(text, 5)
        assert person.id == "p1"
    (person,) = index.people("near", 5)
    assert marked(person.email) == "z@[near].example"
    assert index.people("nobody", 5) == index.people("!", 5) == []
    assert find(index).total == 1
    assert find(index, Words("zoe")).total == 0
    assert find(index, Words("bye", excluded=True)).total == 1
    index.publish(index.begin(), [], ["p1"])
    assert index.people("zoe", 5) == []


def test_results_are_sorted_as_wanted(index: Index) -> None:
    old = make_document("Old lamp", created_at=NOON - timedelta(days=2), updated_at=NOON)
    new = make_document("New lamp lamp", created_at=NOON, updated_at=NOON - timedelta(days=1))
    fill(index, old, new)
    assert subjects(find(index, Words("lamp"), order=Order.CREATED), old, new) == ["New lamp lamp", "Old lamp"]
    assert subjects(find(index, Words("lamp"), order=Order.UPDATED), old, new) == ["Old lamp", "New lamp lamp"]


def test_due_type_followers_and_companies_are_fields(index: Index) -> None:
    due = make_document("Due", due_at=NOON, type="incident", follower_ids=("a1",), company_id="c1")
    fill(index, due, make_document("Whenever"))
    for condition in (
        OneOf(Field.TYPE, ("incident",)),
        OneOf(Field.FOLLOWER, ("a1",)),
        OneOf(Field.COMPANY, ("c1",)),
        Period("due", None, NOON + timedelta(hours=1)),
    ):
        assert subjects(find(index, condition), due) == ["Due"]
    assert find(index, Period("due", None, None)).total == 1
    assert find(index, Period("due", None, None, excluded=True)).total == 1
    assert find(index, Period("due", None, None, excluded=True), scope=Scope(frozenset(), None)).total == 1
    assert find(index, Words("due"), Period("due", None, None, excluded=True)).total == 0
    assert find(index, OneOf(Field.TYPE, ("none",))).total == 1
    assert find(index, OneOf(Field.COMPANY, ("none",))).total == 1
