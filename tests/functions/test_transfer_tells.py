"""An import tells what it would refuse, and what it did not take over."""

import pytest

from tests.functions import jobs
from tests.functions.agent_api import Api
from tests.functions.transfer_api import counts, imported, refused


@pytest.fixture(autouse=True)
def machine(services: object) -> None:
    jobs.make_machine()


@pytest.mark.parametrize("update", [False, True])
def test_a_dry_run_refuses_what_others_have(api: Api, update: bool) -> None:
    api.post("/companies", {"name": "Acme", "domains": ["acme.example"]})
    api.post("/companies", {"name": "Zenith", "domains": ["zenith.example"]})
    for emails in (["ada@a.example"], ["kim@a.example", "kim@b.example"]):
        api.post("/customers", {"emails": emails})
    companies = "name,domains\nNew,new.example; acme.example\nZenith,zenith.example; acme.example\n"
    people = "email,other_emails\nnew@a.example,new@b.example; kim@b.example\nada@a.example,kim@b.example\n"
    for kind, content, field in (("companies", companies, "domains.1"), ("people", people, "other_emails")):
        told = []
        for dry_run in (True, False):
            job = imported(api, content, kind=kind, update=update, dry_run=dry_run)
            assert counts(job) == ((0, 0, 2) if update else (0, 1, 1))
            told.append(refused(api, job))
        assert told[0] == told[1]
        assert {row["field"] for row in told[0]} == {field}
    fine = "name,domains\nZenith,zenith.example; zenith.org\n"
    assert counts(imported(api, fine, kind="companies", update=True, dry_run=True)) == (1, 0, 0)
    fine = "email,other_emails\nada@a.example,ada@b.example; ada@a.example\nkim@b.example,kim@a.example\n"
    assert counts(imported(api, fine, kind="people", update=True, dry_run=True)) == (1, 1, 0)
