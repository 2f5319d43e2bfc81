import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tessera.kernel.domain import ascii_domain
from tessera.kernel.errors import Invalid
from tessera.kernel.person import comparable, normalise_email


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
    assert normalise_email("Jörg@Müller.example") == "jörg@xn--mller-kva.example"
    assert normalise_email("root@localhost") == "root@localhost"


@pytest.mark.parametrize(
    ("domain", "carried"),
    [
        ("MÜ0ca5e.Example", "xn--m0ca5e-3ya.example"),
        ("Xn--Mller-Kva.example", "xn--mller-kva.example"),
        ("mu\u0308ller。example", "xn--mller-kva.example"),
        ("straße.example", "xn--strae-oqa.example"),  # which the older rules make another domain: strasse.example
        ("☃.example", "xn--n3h.example"),
        ("ü" * 70 + ".example", "ü" * 70 + ".example"),
        ("xn--not!idna.example", "xn--not!idna.example"),
    ],
)
def test_a_domain_has_the_form_that_mail_has(domain: str, carried: str) -> None:
    assert ascii_domain(domain) == carried == ascii_domain(carried)


@pytest.mark.parametrize("domain", ["a＠b.example", "a﹐b.example", "a b.example"])
def test_what_a_domain_is_made_of_cannot_make_another_address(domain: str) -> None:
    with contextlib.suppress(Invalid):
        assert normalise_email(f"x@{domain}") == f"x@{domain}"


@given(st.text())
def test_every_form_is_its_own(text: str) -> None:
    assert comparable(comparable(text)) == comparable(text)
