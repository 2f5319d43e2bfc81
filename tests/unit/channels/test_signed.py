"""Reply addresses and Message-IDs that nobody else can make."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tessera.channels.mail.signed import (
    known_as,
    loop_mark,
    mailbox_addresses,
    message_id,
    read_message_id,
    read_reply_address,
    reply_address,
)
from tessera.kernel.ids import new_id

SECRET = b"a secret of thirty-two bytes ...."
ORG, OTHER_ORG, TICKET, MESSAGE = (new_id() for _ in range(4))
_uuids = st.uuids().map(str)


@given(_uuids, _uuids, _uuids)
def test_what_is_signed_can_be_read(org_id: str, ticket_id: str, message: str) -> None:
    address = reply_address(SECRET, "support@acme.test", org_id, ticket_id)
    identifier = message_id(SECRET, org_id, ticket_id, message, "acme.test")
    assert read_reply_address(SECRET, address, org_id) == ticket_id
    assert read_message_id(SECRET, identifier, org_id) == (ticket_id, message)
    assert len(address.partition("@")[0]) <= 64
    assert len(identifier) < 78


def test_letters_may_change_case_on_the_way() -> None:
    address = reply_address(SECRET, "Support@acme.test", ORG, TICKET)
    assert read_reply_address(SECRET, address.upper(), ORG) == TICKET
    assert read_reply_address(SECRET, f"Ada <{address}>".lower(), ORG) == TICKET
    identifier = message_id(SECRET, ORG, TICKET, MESSAGE, "acme.test")
    assert read_message_id(SECRET, f"<{identifier.upper()}>", ORG) == (TICKET, MESSAGE)


@given(st.integers(0, 37), st.sampled_from("0123456789abcdefghijklmnopqrstuvwxyz"))
def test_one_wrong_letter_is_no_signature(position: int, letter: str) -> None:
    address = reply_address(SECRET, "support@acme.test", ORG, TICKET)
    start = len("support+t")
    forged = address[: start + position] + letter + address[start + position + 1 :]
    assert read_reply_address(SECRET, forged, ORG) == (TICKET if forged == address else None)


def test_a_signature_is_good_for_one_organization_one_purpose_and_one_secret() -> None:
    address = reply_address(SECRET, "support@acme.test", ORG, TICKET)
    assert read_reply_address(SECRET, address, OTHER_ORG) is None
    assert read_reply_address(b"another", address, ORG) is None
    identifier = message_id(SECRET, ORG, TICKET, MESSAGE, "acme.test")
    assert read_message_id(SECRET, identifier, OTHER_ORG) is None
    assert loop_mark(SECRET, ORG) not in (loop_mark(SECRET, OTHER_ORG), loop_mark(b"another", ORG))


@pytest.mark.parametrize(
    "address", ["support@acme.test", "support+t@acme.test", "+t" + "z" * 38 + "@acme.test", "", "@", "+t"]
)
def test_other_addresses_are_none_of_ours(address: str) -> None:
    assert read_reply_address(SECRET, address, ORG) is None
    assert read_message_id(SECRET, address, ORG) is None


def test_the_mailbox_of_a_reply_address() -> None:
    assert mailbox_addresses(reply_address(SECRET, "Support@acme.test", ORG, TICKET))[-1] == "support@acme.test"
    assert mailbox_addresses("Support+Sales@acme.test") == ("support+sales@acme.test", "support@acme.test")
    assert mailbox_addresses("support@acme.test") == ("support@acme.test",)
    assert mailbox_addresses("+t@acme.test") == ("+t@acme.test",)


def test_a_mailbox_too_long_to_be_signed_stays_as_it_is() -> None:
    assert reply_address(SECRET, "a" * 24 + "@acme.test", ORG, TICKET) != "a" * 24 + "@acme.test"
    assert reply_address(SECRET, "a" * 25 + "@acme.test", ORG, TICKET) == "a" * 25 + "@acme.test"


def test_ses_names_one_mail_by_several_domains() -> None:
    assert known_as("<0102@eu-west-1.amazonses.com>") == known_as("0102@email.amazonses.com") == "0102@amazonses.com"
    assert known_as("<A@Example.com>") == "a@example.com"


def test_ids_are_uuids() -> None:
    assert UUID(TICKET).version == 7
