"""What is typed, and what it means."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tessera.identity.companies import Company
from tessera.search.model import NO_TAG, NONE, Field, OneOf, Period, Place, Requester, Words
from tessera.search.ports import Named
from tessera.search.understanding import Asker, Understanding, understand
from tessera.ticketing.custom import NothingDefined
from tests.factories.identity import ORG
from tests.fakes.identity import FakeCompanies, FakeStore
from tests.fakes.search import FakeAddresses, FakePeople

NOW = datetime(2026, 11, 23, 12, 30, tzinfo=UTC)
PEOPLE = FakePeople(
    [
        Named("a1", "Ann Lee", "ann@acme.test"),
        Named("a2", "Anna Berg", "berg@acme.test"),
        Named("a3", "Bo", "bo@acme.test"),
        Named("a4", "Stone, Bob", "stone@acme.test"),
    ],
    [Named("t1", "Billing"), Named("t2", "First Line")],
)

COMPANIES = FakeCompanies(
    FakeStore(
        companies={
            (ORG, id): Company(id=id, org_id=ORG, name=name, created_at=NOW, updated_at=NOW, created_by=None)
            for id, name in (("c1", "Acme Paper"), ("c2", "Acme Paper Mills"), ("c3", "Globex"))
        }
    ),
    ORG,
)


ADA = FakeAddresses(("ada@x.example", "ada@y.example"))


def read(text: str) -> Understanding:
    return understand(text, Asker("a1", PEOPLE, COMPANIES, ADA, NothingDefined(), NOW))


def day(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def test_a_whole_query() -> None:
    meaning = read('status:open assignee:me tag:billing created:>2026-10-01 has:attachment "paper jam" -printer printr')
    assert meaning.conditions == (
        OneOf(Field.STATUS, ("open",)),
        OneOf(Field.ASSIGNEE, ("a1",)),
        OneOf(Field.TAG, ("billing",)),
        Period("created", day("2026-10-02"), None),
        OneOf(Field.HAS, ("attachment",)),
        Words("paper jam", exact=True),
        Words("printer", excluded=True),
        Words("printr", prefix=True),
    )
    assert not meaning.notices
    assert [said.value for said in meaning.filters] == [
        "open",
        "me",
        "billing",
        "from 2026-10-02 00:00 UTC",
        "attachment",
    ]


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("status:open,pending", OneOf(Field.STATUS, ("open", "pending"))),
        ("status:unresolved", OneOf(Field.STATUS, ("open", "pending", "on_hold"))),
        ("is:On-Hold", OneOf(Field.STATUS, ("on_hold",))),
        ("-priority:urgent", OneOf(Field.PRIORITY, ("urgent",), excluded=True)),
        ("channel:email", OneOf(Field.CHANNEL, ("email",))),
        ("#123", OneOf(Field.NUMBER, ("123",))),
        ("number:#0123", OneOf(Field.NUMBER, ("123",))),
        ("assignee:none", OneOf(Field.ASSIGNEE, (NONE,))),
        ('assignee:"ann lee"', OneOf(Field.ASSIGNEE, ("a1",))),
        ("assignee:ann", OneOf(Field.ASSIGNEE, ("a1", "a2"))),
        ("assignee:BERG@acme.test", OneOf(Field.ASSIGNEE, ("a2",))),
        ("agent:lee", OneOf(Field.ASSIGNEE, ("a1",))),
        ("assignee:me,none", OneOf(Field.ASSIGNEE, ("a1", NONE))),
        ("-assignee:none,Me,", OneOf(Field.ASSIGNEE, (NONE, "a1"), excluded=True)),
        ('assignee:"bo, anna berg"', OneOf(Field.ASSIGNEE, ("a3", "a2"))),
        ("assignee:ann,me", OneOf(Field.ASSIGNEE, ("a1", "a2"))),
        ('assignee:"stone, bob"', OneOf(Field.ASSIGNEE, ("a4",))),
        ("follower:me,bo", OneOf(Field.FOLLOWER, ("a1", "a3"))),
        ("team:billing,none", OneOf(Field.TEAM, ("t1", NONE))),
        ('team:"first line,billing"', OneOf(Field.TEAM, ("t2", "t1"))),
        ("team:bill", OneOf(Field.TEAM, ("t1",))),
        ('team:"First Line"', OneOf(Field.TEAM, ("t2",))),
        ('company:"acme paper"', OneOf(Field.COMPANY, ("c1",))),
        ("company:acme", OneOf(Field.COMPANY, ("c1", "c2"))),
        ("-company:none", OneOf(Field.COMPANY, (NONE,), excluded=True)),
        ("from:jo", Requester("jo")),
        ("from:@example.com", Requester("@example.com")),
        ("from:jo@example", Requester("jo@example")),
        ("from:grace@example.com", Requester("grace@example.com", exact=True)),
        ("from:Ada@x.example", Requester("Ada@x.example", exact=True, also=("ada@y.example",))),
        ('from:"ada@x.example"', Requester("ada@x.example", exact=True)),
        ('-from:"jo@v.example"', Requester("jo@v.example", exact=True, excluded=True)),
        ('requester:"ada lovelace"', Requester("ada lovelace", exact=True)),
        ("tag:VIP,Billing", OneOf(Field.TAG, ("vip", "billing"))),
        ("tag:none", OneOf(Field.TAG, (NO_TAG,))),
        ("-tags:None,vip", OneOf(Field.TAG, (NO_TAG, "vip"), excluded=True)),
        ('tag:"none"', OneOf(Field.TAG, ("none",))),
        ("follower:none", OneOf(Field.FOLLOWER, (NONE,))),
        ("“curly quotes”", Words("curly quotes", exact=True)),
        ("http://example.com ", Words("http://example.com")),
    ],
)
def test_one_piece(text: str, condition: object) -> None:
    assert read(text).conditions == (condition,)
    assert not read(text).notices


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("320", Words("320", prefix=True, number="320")),
        (" 320 ", Words("320", number="320")),
        ("٣٢٠ ", Words("٣٢٠", number="320")),
        ("0042 ", Words("0042")),
        ("0 ", Words("0")),
        ("1234567890123456 ", Words("1234567890123456")),
        ('"320"', Words("320", exact=True)),
        ("-320", Words("320", excluded=True)),
        ("32O ", Words("32O")),
        ("3.20 ", Words("3.20")),
    ],
)
def test_one_bare_number_may_be_a_tickets(text: str, condition: Words) -> None:
    meaning = read(text)
    assert (meaning.conditions, meaning.filters, meaning.notices) == ((condition,), (), ())


def test_a_number_beside_something_else_is_a_word() -> None:
    assert read("order 320 ").conditions == (Words("order"), Words("320"))
    assert read("status:open 320 ").conditions[1] == Words("320")


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2026-10-01", day("2026-10-01"), day("2026-10-02")),
        ("2026-10", day("2026-10-01"), day("2026-11-01")),
        ("2026-12", day("2026-12-01"), day("2027-01-01")),
        ("2026", day("2026-01-01"), day("2027-01-01")),
        ("today", day("2026-11-23"), day("2026-11-24")),
        ("yesterday", day("2026-11-22"), day("2026-11-23")),
        (">2026-10", day("2026-11-01"), None),
        (">=2026-10", day("2026-10-01"), None),
        ("<2026-10", None, day("2026-10-01")),
        ("<=2026-10", None, day("2026-11-01")),
        ("2026-10-01..2026-10-31", day("2026-10-01"), day("2026-11-01")),
        ("2026-10-01..", day("2026-10-01"), None),
        ("..2026-10-01", None, day("2026-10-02")),
        (">7d", NOW - timedelta(days=7), None),
        ("7d", NOW - timedelta(days=7), None),
        ("<2w", None, NOW - timedelta(weeks=2)),
        ("tomorrow", day("2026-11-24"), day("2026-11-25")),
        ("<=Tomorrow", None, day("2026-11-25")),
        ("<+3d", None, NOW + timedelta(days=3)),
        (">+2w", NOW + timedelta(weeks=2), None),
        ("+36h", NOW, NOW + timedelta(hours=36)),
        ("tomorrow..+1m", day("2026-11-24"), NOW + timedelta(days=30)),
        ("1d..+1d", NOW - timedelta(days=1), NOW + timedelta(days=1)),
        ("2m..1m", NOW - timedelta(days=60), NOW - timedelta(days=30)),
        (">2026-10-01T08:00", datetime(2026, 10, 1, 8, tzinfo=UTC), None),
    ],
)
def test_times(text: str, start: datetime | None, end: datetime | None) -> None:
    assert read(f"created:{text}").conditions == (Period("created", start, end),)
    assert read(f"-updated:{text}").conditions == (Period("updated", start, end, excluded=True),)


def test_a_due_date_may_be_none() -> None:
    assert read("due:none").conditions == (Period("due", None, None, excluded=True),)
    assert read("-due:None").conditions == (Period("due", None, None),)
    assert [(each.value, each.excluded) for each in read("due:none -due:none").filters] == [
        ("none", False),
        ("none", True),
    ]


@pytest.mark.parametrize(
    ("text", "searched", "instead"),
    [
        ("stauts:open", "stauts open", "status:open"),
        ("status:opne", "status opne", "status:open"),
        ("assignee:anna-bergh", "assignee anna-bergh", 'assignee:"anna berg"'),
        ("assignee:me,anna-bergh", "assignee me,anna-bergh", 'assignee:"me,anna berg"'),
        ("team:none,nowhere", "team none,nowhere", ""),
        ("assignee:,", "assignee ,", ""),
        ("priority:,", "priority ,", ""),
        ("team:nowhere", "team nowhere", ""),
        ("created:banana", "created banana", ""),
        ("created:>2026-13-01", "created >2026-13-01", ""),
        ("created:none", "created none", ""),
        ("due:+3", "due +3", ""),
        ("due:+9999y", "due +9999y", ""),
        ("created:9999", "created 9999", ""),
        ("created:..", "created ..", ""),
        ("due:>9999-12-31T23:59:59-14:00", "due >9999-12-31T23:59:59-14:00", ""),
        ("due:0001-01-01T00:00:00+14:00", "due 0001-01-01T00:00:00+14:00", ""),
        ("number:twelve", "number twelve", ""),
        ("in:files", "in files", "in:notes"),
        ("zzz:value", "zzz value", ""),
    ],
)
def test_what_cannot_be_read_is_searched_as_text_and_said(text: str, searched: str, instead: str) -> None:
    meaning = read(text + " ")
    assert meaning.conditions == (Words(searched),)
    assert [(notice.text, notice.instead) for notice in meaning.notices] == [(text, instead)]


def test_of_several_the_unknown_one_is_named() -> None:
    assert [each.said for each in read("team:billing,elsewhere ").notices] == [
        "There is no team “elsewhere”. It was searched as text."
    ]
    assert [said.value for said in read("assignee:none,me,anna").filters] == ["none, me, Anna Berg"]


def test_a_field_that_is_still_being_typed_finds_everything() -> None:
    meaning = read("printer status:")
    assert meaning.conditions == (Words("printer"),)
    assert meaning.notices[0].reason == "Write something after “status:”."


def test_a_quote_that_is_not_closed_goes_on_to_the_end() -> None:
    meaning = read('status:open "paper ja')
    assert meaning.conditions[1] == Words("paper ja", exact=True, prefix=True)
    assert meaning.notices[0].text == '"paper ja'


@pytest.mark.parametrize("text", ["???", "🙂", '"!?"', "from:***", "-…"])
def test_what_has_no_letter_or_digit_is_said(text: str) -> None:
    (notice,) = read(text).notices
    assert (notice.text, notice.reason) == (text, "This has no letter or digit: nothing is found by it.")
    assert read(f"status:open {text} printer").notices == (notice,)


@pytest.mark.parametrize("text", ["C++", "日本", "٣", "#12", "①", "status:open"])
def test_what_has_one_is_not(text: str) -> None:
    assert read(text).notices == ()


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("secret", {Place.SUBJECT, Place.NOTES, Place.REST}),
        ("in:notes secret", {Place.NOTES}),
        ("-in:notes secret", {Place.SUBJECT, Place.REST}),
        ("-in:subject secret", {Place.NOTES, Place.REST}),
        ("-in:subject -in:notes secret", {Place.REST}),
        ("in:subject in:notes secret", {Place.SUBJECT, Place.NOTES}),
        ("-in:notes in:notes in:subject secret", {Place.SUBJECT}),
        ("in:notes -in:notes secret", set()),
    ],
)
def test_words_are_looked_for_in_some_places_or_everywhere_but_there(text: str, places: set[Place]) -> None:
    meaning = read(text)
    assert meaning.places == places
    assert meaning.conditions == (Words("secret", prefix=True),)
    assert [said.excluded for said in meaning.filters] == [each.startswith("-") for each in text.split()[:-1]]


def test_only_the_last_word_goes_on_and_only_if_nothing_follows() -> None:
    assert read("one two").conditions == (Words("one"), Words("two", prefix=True))
    assert read("one two ").conditions == (Words("one"), Words("two"))
    assert read("one -two").conditions == (Words("one"), Words("two", excluded=True))


@given(st.text(st.sampled_from('ab:"-#<>=.,0129 \\status:open created7d“éд日\n'), max_size=40))
def test_nothing_that_is_typed_is_an_error(text: str) -> None:
    meaning = read(text)
    assert len(meaning.conditions) <= len(text)
