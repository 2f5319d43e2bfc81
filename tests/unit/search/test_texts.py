"""Words, stems and highlights: what both engines share."""

import pytest

from schemas.vocabulary import MessageKind
from tessera.adapters.search import analysis
from tessera.adapters.search.columns import Content
from tessera.adapters.search.highlight import EXCERPT_LENGTH, Highlighter
from tessera.adapters.search.wanted import Wanted
from tessera.search.model import Request, Text, Words
from tests.factories.search import marked


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("Zürich Straße ŁÓDŹ ﬁne", ["zurich", "strasse", "lodz", "fine"]),
        ("foo.bar@example.com C++ O'Neil", ["foo", "bar", "example", "com", "c", "o", "neil"]),
        ("日本語です。", ["日本", "本語", "語で", "です"]),
        ("本", ["本"]),
        ("ｶﾞ ガ", ["ガ", "ガ"]),
        ("iPhone手机", ["iphone", "手机"]),
        ("ไทย", ["ไท", "ทย"]),
        ("कंप्यूटर काम।", ["कंप्यूटर", "काम"]),
        ("שָׁלוֹם السَّلَامُ", ["שלום", "السلام"]),
        ("프린터 고장", ["프린터", "고장"]),
        ("a_b-c/d", ["a", "b", "c", "d"]),
        ("x" * 100, ["x" * 60]),
        ("… — 🎉", []),
    ],
)
def test_words_of_a_text(text: str, tokens: list[str]) -> None:
    assert analysis.words(text) == tokens


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("the printer is not working and we have to wait", "en"),
        ("der Drucker ist kaputt und wir warten", "de"),
        ("je ne peux pas imprimer avec mon compte", "fr"),
        ("принтер не работает и мы ждём", "ru"),
        ("الطابعة لا تعمل في المكتب، شكراً", "ar"),
        ("printer jam", None),
        ("打印机", None),
    ],
)
def test_a_language_shows_by_its_function_words(text: str, code: str | None) -> None:
    assert analysis.language(analysis.words(text)) == code


def test_stems_name_their_language() -> None:
    assert "en:print" in analysis.stems(analysis.words("the printers are printing and we wait"))
    assert analysis.stems(analysis.words("printers printing")) == []
    assert "en:print" in analysis.stems_of_query("printed")


def test_a_word_of_a_query_is_stemmed_in_the_languages_of_its_script() -> None:
    assert analysis.stems_of_query("принтера") == ("ru:принтер",)
    assert analysis.stems_of_query("الطابعة") == analysis.stems_of_query("للطابعة") == ("ar:طابع",)
    assert {stem[:3] for stem in analysis.stems_of_query("printer")}.isdisjoint({"ru:", "ar:"})


@pytest.mark.parametrize(
    ("word", "letters"), [("jam", 0), ("page", 1), ("invoice", 1), ("printers", 2), ("2026", 0), ("日本語で", 0)]
)
def test_how_many_letters_may_be_wrong(word: str, letters: int) -> None:
    assert analysis.tolerance(word) == letters


@pytest.mark.parametrize(
    ("typed", "text", "shown"),
    [
        ("strasse", "In der Straße 5", "In der [Straße] 5"),
        ("city", "Many cities, one citizen", "Many [cities], one citizen"),
        ("CAFÉ", "Cafe\u0301 café cafe", "[Cafe\u0301] [café] [cafe]"),
        ("日本語", "これは日本語です", "これは[日本語]です"),
        ("gebruiker", "De gebruiker en de ruiker", "De [gebruiker] en de ruiker"),
        ("inv-2026", "See INV-2026/7.", "See [INV]-[2026]/7."),
        ("طابعة", "الطابعة وطلب للطابعة ومكتب", "[الطابعة] وطلب [للطابعة] ومكتب"),
        ("الطابعة", "طابعة في المكتب", "[طابعة] في المكتب"),
        ("الطابعة", "طَابِعَة في المكتب", "[طَابِعَة] في المكتب"),
    ],
)
def test_a_hit_is_shown_as_it_was_written(typed: str, text: str, shown: str) -> None:
    (highlights,) = Highlighter(Request((Words(typed),))).show_all([Content(text, "", [], [])])
    assert marked(highlights.subject) == shown


def excerpts(*texts: str, typed: str = "needle") -> list[str]:
    content = Content("", "", [Text(str(place), MessageKind.REPLY, "", text) for place, text in enumerate(texts)], [])
    request = Request(tuple(Words(word) for word in typed.split()))
    (highlights,) = Highlighter(request).show_all([content])
    return [marked(excerpt.parts) for excerpt in highlights.messages]


def test_an_excerpt_is_cut_around_its_hits_between_words() -> None:
    (excerpt,) = excerpts(f"{'before ' * 50}needle {'after ' * 50}")
    assert excerpt.startswith("…before")
    assert excerpt.endswith("after…")
    assert "before [needle] after" in excerpt
    assert len(excerpt) <= EXCERPT_LENGTH + 10


def test_the_stretch_with_the_most_hits_is_shown() -> None:
    (excerpt,) = excerpts(f"needle {'hay ' * 100} the needle, the thread {'hay ' * 50}", typed="needle thread")
    assert "the [needle], the [thread]" in excerpt


def test_three_excerpts_with_the_most_words_in_the_order_they_were_written() -> None:
    shown = excerpts("needle 1", "needle and thread", "needle 2", "hay", "needle 3", typed="needle thread")
    assert shown == ["[needle] and [thread]", "[needle] 2", "[needle] 3"]


def test_words_nearly_right_are_found_within_their_distance() -> None:
    wanted = Wanted([Words("invoice")], typos=True)
    texts = ("invoce", "inovice", "invoicee", "nvoice", "invooicce")
    wanted.look_for_near(texts)
    assert [wanted.spans_in(text) != [] for text in texts] == [True, True, True, True, False]


def test_of_one_word_the_newest_messages_that_have_it_are_shown() -> None:
    shown = excerpts("needle 1", "needles, needling, needle 2", "hay", "needle 3", "needle 4")
    assert shown == ["[needles], [needling], [needle] 2", "[needle] 3", "[needle] 4"]
