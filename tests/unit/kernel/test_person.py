import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tessera.kernel.errors import Invalid
from tessera.kernel.person import normalise_email


@given(st.emails())
def test_every_address_that_a_provider_gives_out_has_one_form(address: str) -> None:
    if "," in address or '"' in address or ";" in address:
        return
    once = normalise_email(f" {address.upper()}\n")
    assert once == normalise_email(once) == address.upper().lower()


@given(st.text())
def test_no_text_breaks_it(text: str) -> None:
    with contextlib.suppress(Invalid):
        assert "@" in normalise_email(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ada",
        "@acme.test",
        "ada@",
        "a b@acme.test",
        "a@b@acme.test",
        "Ada <ada@acme.test>",
        "a@x.test,b@x.test",
        "a@x..test",
        "a@.test",
        "a@x.test\r\nBcc: b@x.test",
        "x" * 320 + "@acme.test",
    ],
)
def test_what_is_no_address(text: str) -> None:
    with pytest.raises(Invalid):
        normalise_email(text, "cc.0.email")


def test_addresses_of_all_the_world() -> None:
    assert normalise_email("Jörg@Müller.example") == "jörg@müller.example"
    assert normalise_email("root@localhost") == "root@localhost"
