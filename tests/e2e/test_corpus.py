"""Real mail of every kind, from the collection beside the checkout."""

from collections.abc import Callable

import pytest

from localstack.settings import ROOT, Settings
from tests.e2e.conftest import NEWEST
from tools.corpus_by_smtp import sample, send_all

#: Sixty mails at once push others' newest tickets out of sight.
pytestmark = NEWEST

CORPUS = ROOT.parent / "shared" / "corpus" / "mail"
#: The whole of it takes minutes: `python -m tools.corpus_by_smtp --folder ../shared/corpus/mail`.
SAMPLE = 60


@pytest.mark.skipif(not CORPUS.is_dir(), reason="there is no collection of mails at ../shared/corpus/mail")
def test_every_mail_is_accounted_for(cloud: Settings, record_property: Callable[[str, object], None]) -> None:
    report = send_all(sample(CORPUS, SAMPLE), cloud)
    for line in report.lines():
        record_property("corpus", line)
    assert not report.counts()["lost"], report.outcomes["lost"]
    assert not report.doubled
    assert len(report.outcomes.get("quarantined", [])) < SAMPLE / 4
