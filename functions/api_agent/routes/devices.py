"""The browsers that push reaches me in."""

from http import HTTPStatus
from typing import Annotated

from aws_lambda_powertools.event_handler.openapi.params import Body
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter

from schemas.http.notices import AddDevice, PushDevice, PushSettings, PushTried
from tessera.edge.http import Answer, actor_of, answer, documented
from tessera.notices import present
from tessera.notices.devices import DeviceService

router = APIGatewayHttpRouter()


@router.get("/me/push", summary="Push, and my devices", tags=["notifications"], responses=documented(PushSettings))
def read_push() -> Answer:
    actor, devices = actor_of(router), _devices()
    return answer(
        {
            "public_key": devices.public_key(actor),
            "devices": [present.device(device) for device in devices.list_devices(actor)],
        }
    )


@router.post(
    "/me/push/devices",
    summary="Be told in this browser",
    description="Sent again, it confirms the device: what is not confirmed for four months is forgotten.",
    tags=["notifications"],
    responses=documented(PushDevice, HTTPStatus.CREATED),
)
def add_device(body: Annotated[AddDevice, Body()]) -> Answer:
    device = _devices().add_device(actor_of(router), body.endpoint, body.keys.p256dh, body.keys.auth, body.name)
    return answer(present.device(device), HTTPStatus.CREATED)


@router.delete(
    "/me/push/devices/<device_id>",
    summary="Do not be told there any more",
    tags=["notifications"],
    responses=documented(None, HTTPStatus.NO_CONTENT),
)
def remove_device(device_id: str) -> Answer:
    _devices().remove_device(actor_of(router), device_id)
    return Answer(HTTPStatus.NO_CONTENT.value, body="")


@router.post(
    "/me/push/devices/<device_id>/test",
    summary="Send this device a message to see",
    tags=["notifications"],
    responses=documented(PushTried),
)
def try_device(device_id: str) -> Answer:
    return answer({"reached": _devices().try_device(actor_of(router), device_id)})


def _devices() -> DeviceService:
    service: DeviceService = router.context["services"].devices(actor_of(router).org_id)
    return service
