"""Whom a note mentions. The note itself says so: a link to `#mention-agent-<id>` or `#mention-team-<id>`, which the
sanitiser keeps and mail programs ignore. Who is told of it, and who may be, is for `tessera.notices` to say."""

import re

from schemas.vocabulary import MessageKind
from tessera.ticketing.model import Message

MAX_MENTIONS = 50
_MENTION = re.compile(r'<a\b[^>]*\bhref="#mention-(agent|team)-([0-9a-f-]{1,64})"')


def mentions_in(message: Message) -> list[dict[str, str]]:
    """Each once, in their order, as the event of a message has them; a reply mentions nobody."""
    if message.kind is not MessageKind.NOTE or not message.html:
        return []
    found = dict.fromkeys(_MENTION.findall(message.html))
    return [{"kind": kind, "id": id_} for kind, id_ in list(found)[:MAX_MENTIONS]]
