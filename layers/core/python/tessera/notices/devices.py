"""Browsers that an agent wants to be told in, though the app is not open."""

from base64 import urlsafe_b64decode
from binascii import Error as NotBase64
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any, Protocol
from urllib.parse import urlsplit

from schemas.vocabulary import Permission
from tessera.kernel.actor import Actor
from tessera.kernel.clock import Clock
from tessera.kernel.errors import Invalid, NotFound, Unavailable

#: An agent's further browsers take the place of those that were heard of least lately.
MOST_DEVICES = 10
MAX_ENDPOINT = 1_000
_POINT, _SECRET = 65, 16
_UNCOMPRESSED = 4


class PushFailed(Exception):
    """The push service did not take it this time."""


@dataclass(frozen=True)
class Device:
    """A browser's push subscription (https://www.w3.org/TR/push-api/#pushsubscription-interface). `p256dh` and `auth`
    are base64url; `heard` is when it was last confirmed; `id` follows from the endpoint."""

    agent_id: str
    endpoint: str
    p256dh: str
    auth: str
    name: str
    heard: datetime

    @property
    def id(self) -> str:
        return sha256(self.endpoint.encode()).hexdigest()[:32]


class Devices(Protocol):
    """The devices of one organization's agents. What is not confirmed for four months forgets itself."""

    def of_agent(self, agent_id: str) -> list[Device]:
        """Who was heard of last comes first: one call."""
        ...

    def keep(self, device: Device) -> None:
        """A browser is one agent's: it is taken from whoever had it before, in whatever organization."""
        ...

    def remove(self, agent_id: str, device_id: str) -> None: ...


class PushService(Protocol):
    @property
    def public_key(self) -> str:
        """What a browser subscribes with (`applicationServerKey`), as base64url."""
        ...

    def send(self, device: Device, payload: Mapping[str, Any], topic: str) -> bool:
        """False: the device is gone for good. Raises `PushFailed` if it may work later. Of what has the same `topic`
        only the last waits for a device that is not reached now."""
        ...


class DeviceService:
    """For one organization. We post to whatever address a browser names, so none is taken but those at `hosts`: names,
    or with a dot in front all names that end so. Only `localhost` may do without encryption."""

    def __init__(self, devices: Devices, push: PushService, clock: Clock, hosts: Collection[str]) -> None:
        self._devices = devices
        self._push = push
        self._clock = clock
        self._hosts = hosts

    def public_key(self, actor: Actor) -> str:
        actor.require(Permission.TICKETS_READ)
        return self._push.public_key

    def list_devices(self, actor: Actor) -> list[Device]:
        actor.require(Permission.TICKETS_READ)
        return self._devices.of_agent(actor.id or "")

    def add_device(self, actor: Actor, endpoint: str, p256dh: str, auth: str, name: str) -> Device:
        """Or confirm one that is there. Raises `Invalid` with the field at fault."""
        actor.require(Permission.TICKETS_READ)
        self._check_endpoint(endpoint)
        _check_key(p256dh, _POINT, "keys.p256dh")
        _check_key(auth, _SECRET, "keys.auth")
        device = Device(actor.id or "", endpoint, p256dh, auth, " ".join(name.split())[:100], self._clock())
        others = [one for one in self._devices.of_agent(device.agent_id) if one.id != device.id]
        self._devices.keep(device)
        for old in others[MOST_DEVICES - 1 :]:
            self._devices.remove(old.agent_id, old.id)
        return device

    def remove_device(self, actor: Actor, device_id: str) -> None:
        """Nothing happens if it is not there, or not the actor's."""
        actor.require(Permission.TICKETS_READ)
        self._devices.remove(actor.id or "", device_id)

    def try_device(self, actor: Actor, device_id: str) -> bool:
        """Send it a message to see. False: its browser does not take any more, and it is forgotten. Raises `NotFound`,
        and `Unavailable` if the push service did not take it."""
        found = next((one for one in self.list_devices(actor) if one.id == device_id), None)
        if found is None:
            raise NotFound("There is no such device.")
        try:
            reached = self._push.send(found, {"kind": "test"}, "test")
        except PushFailed as error:
            raise Unavailable("The browser's push service does not answer. Try again in a while.") from error
        if not reached:
            self._devices.remove(found.agent_id, found.id)
        return reached

    def _check_endpoint(self, endpoint: str) -> None:
        parts = urlsplit(endpoint)
        host = parts.hostname or ""
        known = any(host == each or (each[0] == "." and host.endswith(each)) for each in self._hosts)
        plain = host == "localhost" or (parts.scheme == "https" and parts.netloc == host)
        if len(endpoint) > MAX_ENDPOINT or not (known and plain):
            raise Invalid("This is not the address of a push service that we know.", "endpoint")


def decoded(text: str) -> bytes:
    """Base64url, with or without padding. Raises `ValueError`."""
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


def _check_key(text: str, length: int, field: str) -> None:
    try:
        octets = decoded(text)
    except (NotBase64, ValueError):
        octets = b""
    if len(octets) != length or (length == _POINT and octets[0] != _UNCOMPRESSED):
        raise Invalid("This is not the key of a push subscription.", field)


def wanted(devices: Sequence[Device], signed_out_at: datetime | None) -> list[Device]:
    """Those of an agent that were not signed out since."""
    return [one for one in devices if signed_out_at is None or one.heard > signed_out_at]
