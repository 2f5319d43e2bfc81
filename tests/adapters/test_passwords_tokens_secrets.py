import base64
from datetime import timedelta

import boto3
import jwt
import pytest
from argon2 import extract_parameters

from tessera.adapters.passwords import _NOBODY, LANES, MEMORY_KIB, PASSES, Argon2Passwords
from tessera.adapters.secrets import KEPT, Secrets
from tessera.adapters.tokens import issue_token, read_token
from tessera.identity.claims import AccessClaims
from tests.adapters.tables import cloud
from tests.fakes.identity import FakeClock

SECRET = "a secret that only tests know, of 32+ bytes"
CLAIMS = AccessClaims("a", "o", "Ada", "agent", ("t",), "all", "s", 4_000_000_000)


def test_passwords_by_argon2id() -> None:
    passwords = Argon2Passwords()
    hashed = passwords.hash("tessera-demo")
    assert hashed.startswith("$argon2id$")
    assert passwords.verify(hashed, "tessera-demo")
    assert not passwords.verify(hashed, "Tessera-demo")
    assert not passwords.verify("no hash", "tessera-demo")
    assert not passwords.verify(None, "tessera-demo")


def test_nobodys_hash_costs_what_a_real_one_costs() -> None:
    real, nobodys = (extract_parameters(text) for text in (Argon2Passwords().hash("x"), _NOBODY))
    assert nobodys == real
    assert (real.memory_cost, real.time_cost, real.parallelism) == (MEMORY_KIB, PASSES, LANES)


def test_a_token_says_the_same_at_both_ends() -> None:
    token = issue_token(SECRET, CLAIMS)
    assert read_token(SECRET, token) == CLAIMS
    assert jwt.get_unverified_header(token) == {"alg": "HS256", "typ": "JWT"}


def test_a_token_of_another_algorithm_is_refused() -> None:
    for algorithm in ("HS384", "HS512"):
        token = jwt.encode({**CLAIMS.__dict__, "teams": []}, SECRET * 2, algorithm=algorithm)
        assert read_token(SECRET * 2, token) is None


def test_a_token_whose_last_bits_are_padding_is_still_one_signature() -> None:
    head, _, signature = issue_token(SECRET, CLAIMS).rpartition(".")
    raw = bytearray(base64.urlsafe_b64decode(signature + "="))
    raw[-1] ^= 1
    forged = base64.urlsafe_b64encode(bytes(raw)).decode().rstrip("=")
    assert read_token(SECRET, f"{head}.{forged}") is None


def test_a_secret_is_read_once_in_five_minutes() -> None:
    with cloud():
        client = boto3.client("secretsmanager")
        client.create_secret(Name="signing", SecretString="one")
        clock = FakeClock()
        secrets = Secrets(clock=clock)
        assert secrets.read("signing") == "one"
        client.put_secret_value(SecretId="signing", SecretString="two")
        clock.forward(seconds=KEPT.total_seconds() - 1)
        assert secrets.read("signing") == "one"
        clock.now += timedelta(seconds=1)
        assert secrets.read("signing") == "two"


def test_a_secret_that_is_not_there_is_an_error_each_time() -> None:
    with cloud():
        secrets = Secrets()
        for _ in range(2):
            with pytest.raises(Exception, match="ResourceNotFoundException"):
                secrets.read("missing")
