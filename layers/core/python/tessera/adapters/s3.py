"""One S3 bucket. The client is made when it is first used: most requests never touch a file.

Presigned URLs are the browser's way to and from the bucket, so that bytes never pass through a function:
https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-presigned-url.html
"""

from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING
from urllib.parse import quote

from schemas.vocabulary import ScanState
from tessera.kernel.errors import NotFound
from tessera.ticketing.inspection import scan_state

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client
    from mypy_boto3_s3.type_defs import CompletedPartTypeDef, CopySourceTypeDef

SCAN_TAG = "GuardDutyMalwareScanStatus"
GET_SECONDS = 3600
POST_SECONDS = 900
PIECE = 1 << 20
#: Every part but the last is at least 5 MB.
PART = 8 << 20


class Bucket:
    """Keys are ours; every content is bytes."""

    url_seconds = GET_SECONDS

    def __init__(self, name: str) -> None:
        self.name = name

    @cached_property
    def _client(self) -> "S3Client":
        import boto3  # noqa: PLC0415 - a quarter of a cold start, and most requests need none of it
        from botocore.config import Config  # noqa: PLC0415

        return boto3.client("s3", config=Config(signature_version="s3v4", s3={"addressing_style": "path"}))

    def put(self, key: str, content: bytes, content_type: str) -> None:
        self._client.put_object(Bucket=self.name, Key=key, Body=content, ContentType=content_type)

    def get(self, key: str) -> bytes:
        """Raises `NotFound`."""
        try:
            return self._client.get_object(Bucket=self.name, Key=key)["Body"].read()
        except self._client.exceptions.NoSuchKey as error:
            raise NotFound("This file is not there any more.") from error

    def open(self, key: str, start: int) -> Iterator[bytes]:
        """The bytes from `start` on, piece by piece. Raises `NotFound`."""
        if start and start >= (self.size(key) or 0):
            return
        try:
            body = self._client.get_object(Bucket=self.name, Key=key, Range=f"bytes={start}-")["Body"]
        except self._client.exceptions.NoSuchKey as error:
            raise NotFound("This file is not there any more.") from error
        yield from body.iter_chunks(PIECE)

    def join(self, key: str, pieces: Iterable[bytes], content_type: str) -> None:
        """One object of many pieces, however large; it is there when all of it is.
        https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html
        """
        parts = _gathered(pieces)
        first = next(parts, b"")
        if len(first) < PART:
            return self.put(key, first, content_type)
        made = self._client.create_multipart_upload(Bucket=self.name, Key=key, ContentType=content_type)
        at: dict[str, str] = {"Bucket": self.name, "Key": key, "UploadId": made["UploadId"]}
        done: list[CompletedPartTypeDef] = []
        for number, part in enumerate(chain([first], parts), 1):
            sent = self._client.upload_part(**at, PartNumber=number, Body=part)  # type: ignore[arg-type]
            done.append({"PartNumber": number, "ETag": sent["ETag"]})
        self._client.complete_multipart_upload(**at, MultipartUpload={"Parts": done})  # type: ignore[arg-type]
        return None

    def copy(self, key: str, to: str) -> None:
        """The bytes as they are at this moment; what a scanner noted on them stays behind. Raises `NotFound`.
        https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html
        """
        source: CopySourceTypeDef = {"Bucket": self.name, "Key": key}
        try:
            self._client.copy_object(Bucket=self.name, Key=to, CopySource=source, TaggingDirective="REPLACE")
        except self._client.exceptions.NoSuchKey as error:
            raise NotFound("This file is not there any more.") from error

    def delete(self, key: str) -> None:
        """It may be gone already."""
        self._client.delete_object(Bucket=self.name, Key=key)

    def erase(self, prefix: str, but: str | None = None) -> None:
        """Every version of everything whose key begins so, for good; only the one key is spared.
        https://docs.aws.amazon.com/AmazonS3/latest/userguide/DeletingObjectVersions.html
        """
        for page in self._client.get_paginator("list_object_versions").paginate(Bucket=self.name, Prefix=prefix):
            for each in (*page.get("Versions", ()), *page.get("DeleteMarkers", ())):
                if each["Key"] != but:
                    self._client.delete_object(Bucket=self.name, Key=each["Key"], VersionId=each["VersionId"])

    def size(self, key: str) -> int | None:
        """In bytes; None if there is no such key."""
        from botocore.exceptions import ClientError  # noqa: PLC0415

        try:
            return self._client.head_object(Bucket=self.name, Key=key)["ContentLength"]
        except ClientError as error:
            if error.response["Error"]["Code"] in ("404", "NoSuchKey"):
                return None
            raise

    def scan_state(self, key: str) -> ScanState | None:
        """What Malware Protection for S3 noted on the object; None if nothing is noted, or nothing is there.
        https://docs.aws.amazon.com/guardduty/latest/ug/monitor-enable-s3-object-tagging-malware-protection.html
        """
        from botocore.exceptions import ClientError  # noqa: PLC0415

        try:
            tags = self._client.get_object_tagging(Bucket=self.name, Key=key)["TagSet"]
        except ClientError as error:
            if error.response["Error"]["Code"] in ("NoSuchKey", "NoSuchTagSet", "404"):
                return None
            raise
        return next((scan_state(tag["Value"]) for tag in tags if tag["Key"] == SCAN_TAG), None)

    def download_url(self, key: str, filename: str, content_type: str, inline: bool = False) -> str:
        """Good for `GET_SECONDS`. The browser saves the file whatever it claims to be, unless asked for `inline`."""
        disposition = f"{'inline' if inline else 'attachment'}; filename*=UTF-8''{quote(filename, safe='')}"
        params = {
            "Bucket": self.name,
            "Key": key,
            "ResponseContentDisposition": disposition,
            "ResponseContentType": content_type,
        }
        return self._client.generate_presigned_url("get_object", Params=params, ExpiresIn=GET_SECONDS)

    def upload_form(self, key: str, content_type: str, size: int) -> tuple[str, dict[str, str], int]:
        """URL, form fields and seconds for a browser's POST of exactly `size` bytes."""
        form = self._client.generate_presigned_post(
            self.name,
            key,
            Fields={"Content-Type": content_type},
            Conditions=[{"Content-Type": content_type}, ["content-length-range", size, size]],
            ExpiresIn=POST_SECONDS,
        )
        return form["url"], form["fields"], POST_SECONDS


def _gathered(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes in pieces of `PART` or more, but for the last."""
    held = bytearray()
    for piece in pieces:
        held += piece
        if len(held) >= PART:
            yield bytes(held)
            held.clear()
    if held:
        yield bytes(held)
