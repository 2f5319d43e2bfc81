"""Attachments: the bytes go straight to and from the file store, by presigned URLs on another origin."""

from typing import Any

from pydantic import Field, field_validator

from schemas.base import Inbound, Outbound

MAX_ATTACHMENT_BYTES = 25 * 1024 * 1024


class CreateAttachment(Inbound):
    filename: str = Field(min_length=1, max_length=255)
    content_type: str = Field(default="application/octet-stream", max_length=255)
    size: int = Field(gt=0, le=MAX_ATTACHMENT_BYTES)

    @field_validator("size", mode="before")
    @classmethod
    def _has_something(cls, size: Any) -> Any:
        if size == 0:
            raise ValueError("The file is empty.")
        return size


class Upload(Outbound):
    """POST `fields` and then the bytes as `file`, as `multipart/form-data`, to `url`, within `expires_in` seconds."""

    url: str
    fields: dict[str, str]
    expires_in: int


class AttachmentCreated(Outbound):
    id: str
    upload: Upload


class AttachmentUrl(Outbound):
    """`url` shows what a browser can show, `download_url` always saves. Both are empty for a harmful file."""

    id: str
    filename: str
    content_type: str
    size: int
    url: str
    download_url: str
    expires_in: int


class OriginalUrl(Outbound):
    """The raw mail (RFC 5322), as it came in."""

    url: str
    expires_in: int
