"""What is sent to browsers' push services, against one on this machine and against the RFC's own example."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec
from hypothesis import given
from hypothesis import strategies as st

from tessera.adapters.push_encryption import CURVE, MAX_PLAINTEXT, encrypt
from tessera.adapters.web_push import WebPush
from tessera.notices.devices import Device, PushFailed
from tests.fakes.push_service import Browser, PushServer, claims_of, from_base64url

ORIGIN = "https://desk.example.test"


@pytest.fixture
def server() -> Iterator[PushServer]:
    with PushServer() as server:
        yield server


def web_push(secret: str = "a secret of much entropy") -> WebPush:
    return WebPush(lambda: secret, ORIGIN)


def device_of(browser: Browser) -> Device:
    return Device("ada", browser.endpoint, **browser.keys, name="", heard=datetime(2026, 11, 28, tzinfo=UTC))


def test_the_example_of_rfc_8291() -> None:
    """https://www.rfc-editor.org/rfc/rfc8291#section-5"""
    scalar = int.from_bytes(from_base64url("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"), "big")
    body = encrypt(
        b"When I grow up, I want to be a watermelon",
        from_base64url("BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"),
        from_base64url("BTBZMqHH6r4Tts7J_aSIgg"),
        own=ec.derive_private_key(scalar, CURVE),
        salt=from_base64url("DGv6ra1nlYgDCS1FRnbzlw"),
    )
    assert body == from_base64url(
        "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A"
        "_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
    )


def test_the_browser_reads_what_was_sent_and_nobody_else(server: PushServer) -> None:
    @given(st.dictionaries(st.text(), st.text() | st.none() | st.integers()))
    def send_and_read(payload: dict[str, object]) -> None:
        browser, other = server.browser(), server.browser()
        assert web_push().send(device_of(browser), payload, "t1")
        assert server.messages_for(browser) == [payload]
        with pytest.raises(InvalidTag):
            other.reads(server.received[-1].body)

    send_and_read()


def test_the_service_knows_who_sends_and_how_long_to_keep_it(server: PushServer) -> None:
    push, browser = web_push(), server.browser()
    push.send(device_of(browser), {"kind": "test"}, "0196a000-0000-7000-8000-0000000000d1")
    (received,) = server.received
    claims, key = claims_of(received)
    assert (claims["aud"], claims["sub"], key) == (server.origin, ORIGIN, push.public_key)
    assert 0 < claims["exp"] - datetime.now(UTC).timestamp() <= 86_400
    assert (received.headers["ttl"], received.headers["content-encoding"]) == ("86400", "aes128gcm")
    assert len(received.headers["topic"]) == 32
    assert len(received.body) <= 4096


def test_the_key_follows_from_the_secret_alone() -> None:
    assert web_push().public_key == web_push().public_key
    assert web_push().public_key != web_push("another").public_key
    assert len(from_base64url(web_push().public_key)) == 65


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_a_subscription_that_is_over(server: PushServer, status: int) -> None:
    server.status = status
    assert not web_push().send(device_of(server.browser()), {}, "t1")


@pytest.mark.parametrize("status", [307, 400, 413, 429, 500, 503])
def test_what_is_not_taken_is_said_and_no_redirect_is_followed(server: PushServer, status: int) -> None:
    server.status = status
    with pytest.raises(PushFailed, match=str(status)):
        web_push().send(device_of(server.browser()), {}, "t1")
    assert len(server.received) == 1


def test_a_service_that_is_not_there() -> None:
    with PushServer() as server:
        device = device_of(server.browser())
    with pytest.raises(PushFailed, match="could not be reached"):
        web_push().send(device, {}, "t1")


def test_a_key_that_is_no_point_is_gone_and_too_long_is_our_fault(server: PushServer) -> None:
    browser = server.browser()
    bent = replace(device_of(browser), p256dh="BA" + "A" * 85)
    assert not web_push().send(bent, {}, "t1")
    with pytest.raises(ValueError, match="too long"):
        web_push().send(device_of(browser), {"line": "x" * MAX_PLAINTEXT}, "t1")
    assert server.received == []
