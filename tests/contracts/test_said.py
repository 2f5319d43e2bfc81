"""What the server says to people: each sentence is known to the screens, which say it in the reader's language."""

import json

from tools import texts


def test_the_sentences_are_those_of_the_code() -> None:
    assert texts.TARGET.read_text() == texts.build(), "Run: python -m tools.texts"


def test_a_sentence_with_a_choice_within_is_two_and_its_values_are_numbered() -> None:
    said = json.loads(texts.TARGET.read_text())
    assert {"Write something, or redact the note.", "Write something, or take the reply back."} <= set(said)
    assert "There is no status “{0}”. Write one of {1}." in said
