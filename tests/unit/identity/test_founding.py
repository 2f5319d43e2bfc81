"""Founding an organization."""

from dataclasses import replace

import pytest

from schemas.vocabulary import Role
from tessera.identity.founding import Wish, found_organization
from tessera.identity.model import Agent
from tessera.kernel.errors import AlreadyExists, Invalid
from tests.fakes.identity import FakeClock, FakeDirectory, FakePasswords, FakePeople, FakeStore

WISH = Wish("Acme", "acme", "Support@acme.test", "Ann", "Ann@acme.test", "correct horse")


def found(store: FakeStore, wish: Wish = WISH) -> Agent:
    return found_organization(
        wish, FakeDirectory(store), lambda org_id: FakePeople(store, org_id), FakePasswords(), FakeClock()
    )


def test_there_is_an_organization_with_a_mailbox_and_an_administrator() -> None:
    store = FakeStore()
    admin = found(store)

    assert (admin.role, admin.email) == (Role.ADMIN, "ann@acme.test")
    assert [organization.slug for organization in store.organizations.values()] == ["acme"]
    assert store.mailboxes["support@acme.test"].org_id == admin.org_id
    assert (admin.org_id, admin.id) in store.agents


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"slug": "Acme Inc"}, "slug"), ({"password": "short"}, "password"), ({"mailbox": "x"}, "mailbox")],
)
def test_what_cannot_be_is_refused_before_anything_is_written(wrong: dict[str, str], field: str) -> None:
    store = FakeStore()

    with pytest.raises(Invalid) as refused:
        found(store, replace(WISH, **wrong))

    assert refused.value.field == field
    assert not store.organizations


def test_a_slug_is_taken_once() -> None:
    store = FakeStore()
    found(store)

    with pytest.raises(AlreadyExists):
        found(store, replace(WISH, mailbox="other@acme.test", admin_email="bo@acme.test"))
