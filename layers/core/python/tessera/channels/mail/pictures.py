"""Pictures that a mail program wrote into the HTML itself (`data:` addresses), taken out into parts of their own."""

import hashlib
import re

from tessera.channels.mail.headers import base64_bytes
from tessera.channels.mail.model import Attachment

_DATA_IMAGE = re.compile(
    r"(<img\b[^>]{0,2000}?\bsrc\s*=\s*)([\"']?)data:image/(png|jpe?g|gif|webp);base64,([A-Za-z0-9+/=\s]+?)\2(?=[\s/>])",
    re.IGNORECASE,
)


def lift_pictures(html: str) -> tuple[str, tuple[Attachment, ...]]:
    """The HTML with each such picture as `cid:…`, and the pictures: megabytes do not belong into a message's text."""
    found: dict[str, Attachment] = {}

    def lifted(match: re.Match[str]) -> str:
        content = base64_bytes(match.group(4))
        extension = match.group(3).lower().replace("jpeg", "jpg")
        content_id = f"{hashlib.sha256(content).hexdigest()[:16]}.{extension}"
        kind = f"image/{extension.replace('jpg', 'jpeg')}"
        name = f"image-{len(found) + 1}.{extension}"
        found.setdefault(content_id, Attachment(name, kind, content, content_id, inline=True))
        return f'{match.group(1)}"cid:{content_id}"'

    if "data:image/" not in html:
        return html, ()
    return _DATA_IMAGE.sub(lifted, html), tuple(found.values())
