"""What both engines of search give for a whole address or name, and for what has no tag or follower."""

import pytest

from tessera.search.model import NO_TAG, NONE, Field, OneOf, Requester, Scope, Words
from tessera.search.ports import Index
from tests.adapters.search_engines import ONE_SERVER, index, make_index
from tests.factories.search import NOON, fill, find, make_document, marked, subjects

__all__ = ["index", "make_index"]
pytestmark = ONE_SERVER


def test_a_whole_address_or_name_is_no_longer_one_nor_one_in_another_order(index: Index) -> None:
    jo = make_document("Jo", requester=("Jo  Ann", "jo@v.example"))
    others = [
        make_document(email, requester=(name, email))
        for name, email in (
            ("Joe Ann", "john@v.example"),
            ("Jo Anne", "jo@v.example.com"),
            ("Ann Jo", "v@jo.example"),
            ("Jo", "jo@mail.v.example"),
            ("jo@v.example jr", "jo-v@example.com"),
        )
    ]
    fill(index, jo, *others)
    for typed in ("jo@v.example", "JO@V.example", "jo ann", "JÓ Ann"):
        found = find(index, Requester(typed, exact=True), facets=True)
        assert (subjects(found, jo), found.total) == (["Jo"], 1), typed
        assert find(index, Requester(typed, exact=True, excluded=True)).total == len(others)
        assert find(index, Requester(typed, exact=True), Words("nothing")).total == 0
    assert find(index, Requester("jo@v.example", exact=True), scope=Scope(frozenset(), None)).total == 1
    for typed in ("jo@v.exam", "v.example", "***", "ann"):
        assert find(index, Requester(typed, exact=True)).total == 0, typed
    assert find(index, Requester("jo")).total == 6


def test_an_address_is_the_same_however_its_domain_is_spelled(index: Index) -> None:
    fill(index, make_document(requester=("", "jo@xn--bcher-kva.example")), make_document())
    for typed in ("jo@bücher.example", "jo@xn--bcher-kva.example"):
        assert find(index, Requester(typed, exact=True)).total == 1


def test_the_latest_of_a_whole_address_comes_first_with_the_address_marked(index: Index) -> None:
    documents = [make_document(str(day), updated_at=NOON.replace(day=day)) for day in (2, 3, 1)]
    fill(index, *documents)
    found = find(index, Requester("grace@example.com", exact=True))
    assert find(index, Requester("ada@x.example", exact=True, also=("grace@example.com",))) == found
    assert subjects(found, *documents) == ["3", "2", "1"]
    assert marked(found.hits[0].highlights.requester) == "[Grace] Hopper <[grace]@[example].[com]>"


@pytest.mark.parametrize(
    ("field", "none", "held"),
    [(Field.TAG, NO_TAG, {"tags": ("none",)}), (Field.FOLLOWER, NONE, {"follower_ids": ("a1",)})],
)
def test_what_has_none_is_found_and_not_counted(
    index: Index, field: Field, none: str, held: dict[str, tuple[str, ...]]
) -> None:
    without, having = make_document("without"), make_document("having", **held)
    merged = make_document("merged", merged=True)
    fill(index, without, having, merged)
    (value,) = next(iter(held.values()))
    for conditions, expected in (
        ([OneOf(field, (none,))], ["without"]),
        ([OneOf(field, (none,), excluded=True)], ["having"]),
        ([OneOf(field, (value,))], ["having"]),
        ([OneOf(field, (none, value))], ["having", "without"]),
    ):
        for scope in (None, Scope(frozenset(), "me")):
            found = find(index, *conditions, scope=scope)
            assert sorted(subjects(found, without, having, merged)) == expected, conditions
    assert find(index, facets=True).facets[Field.TAG] == ([("none", 1)] if field is Field.TAG else [])
    assert index.values(Field.TAG, None, 5) == (["none"] if field is Field.TAG else [])
