from urllib.parse import parse_qs, urlsplit

import boto3
import pytest

from tessera.adapters.s3 import SCAN_TAG, Bucket
from tessera.kernel.errors import NotFound
from tests.factories import cloud


@pytest.fixture
def bucket(aws: None) -> Bucket:
    return Bucket(cloud.FILES)


def test_content_goes_in_and_comes_out(bucket: Bucket) -> None:
    assert bucket.size("a/b") is None
    with pytest.raises(NotFound):
        bucket.get("a/b")
    bucket.put("a/b", b"\x00abc", "application/octet-stream")
    assert (bucket.get("a/b"), bucket.size("a/b")) == (b"\x00abc", 4)


def test_a_copy_is_what_was_there(bucket: Bucket) -> None:
    client = boto3.client("s3")
    tags = f"{SCAN_TAG}=NO_THREATS_FOUND"
    client.put_object(Bucket=cloud.FILES, Key="u/1", Body=b"old", ContentType="image/png", Tagging=tags)
    bucket.copy("u/1", "o/files/1/2")
    bucket.put("u/1", b"new", "image/png")
    assert bucket.get("o/files/1/2") == b"old"
    assert client.head_object(Bucket=cloud.FILES, Key="o/files/1/2")["ContentType"] == "image/png"
    assert (bucket.scan_state("u/1"), bucket.scan_state("o/files/1/2")) == (None, None)
    with pytest.raises(NotFound):
        bucket.copy("u/2", "o/files/1/3")


def test_an_address_says_how_the_browser_shall_take_it(bucket: Bucket) -> None:
    url = bucket.download_url("o/files/1", 'a "b"\r\nü.html', "text/html")
    query = parse_qs(urlsplit(url).query)
    assert query["response-content-disposition"] == ["attachment; filename*=UTF-8''a%20%22b%22%0D%0A%C3%BC.html"]
    assert query["response-content-type"] == ["text/html"]
    assert query["X-Amz-Expires"] == ["3600"]
    shown = bucket.download_url("o/files/1", "a.png", "image/png", inline=True)
    assert parse_qs(urlsplit(shown).query)["response-content-disposition"][0].startswith("inline;")


def test_an_upload_is_for_one_key_one_type_and_one_size(bucket: Bucket) -> None:
    url, fields, seconds = bucket.upload_form("o/files/1", "image/png", 10)
    assert url.endswith(f"/{cloud.FILES}")
    assert (fields["key"], fields["Content-Type"], seconds) == ("o/files/1", "image/png", 900)
    assert {"policy", "x-amz-signature"} <= set(fields)


def test_what_is_erased_has_no_earlier_version(bucket: Bucket) -> None:
    client = boto3.client("s3")
    client.put_bucket_versioning(Bucket=cloud.FILES, VersioningConfiguration={"Status": "Enabled"})
    for key in ("m/1.json", "m/1/a", "m/1/b", "m/2"):
        bucket.put(key, b"old", "x/y")
        bucket.put(key, b"new", "x/y")
    bucket.delete("m/1/a")
    bucket.erase("m/1", but="m/1/b")
    left = client.list_object_versions(Bucket=cloud.FILES, Prefix="m/")
    assert sorted(each["Key"] for each in left["Versions"]) == ["m/1/b", "m/1/b", "m/2", "m/2"]
    assert "DeleteMarkers" not in left
