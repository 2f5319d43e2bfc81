"""Real mails, where a corpus lies beside the checkout: each is accounted for."""

from pathlib import Path

import pytest

from bench.mail_corpus import mails_in, read

CORPUS = Path(__file__).parents[3].parent / "shared" / "corpus"


@pytest.mark.skipif(not CORPUS.is_dir(), reason="there is no corpus of real mails beside this checkout")
def test_every_mail_is_read_or_says_why_not() -> None:
    files = mails_in(CORPUS)
    readings = [read(file) for file in files]
    accounted = sum(reading.mail is not None for reading in readings) + sum(
        bool(reading.reason) for reading in readings
    )
    assert accounted == len(files)
    assert not [reading.file for reading in readings if reading.body and "\x00" in reading.body.text]
