"""`/_dev/mail` and `/_dev/mail.json`: what left by mail, for people and for tests."""

from html import escape
from pathlib import Path

from aiohttp import web

from localstack.sent_mail import SentMail

STYLE = Path(__file__).with_name("mailbox.css")


class Mailbox:
    def __init__(self, sent: SentMail) -> None:
        self.sent = sent

    async def as_json(self, request: web.Request) -> web.Response:
        return web.json_response(self.sent.items(), headers={"Cache-Control": "no-store"})

    async def style(self, request: web.Request) -> web.Response:
        return web.Response(text=STYLE.read_text(encoding="utf-8"), content_type="text/css")

    async def page(self, request: web.Request) -> web.Response:
        """The list, and beside it the mail that `?id=` names, else the newest."""
        items = self.sent.items()
        chosen = next((item for item in items if item["id"] == request.query.get("id")), items[0] if items else None)
        body = _page(items, chosen, request.query.get("view", "html"))
        return web.Response(text=body, content_type="text/html", headers={"Cache-Control": "no-store"})


def _page(items: list[dict[str, object]], chosen: dict[str, object] | None, view: str) -> str:
    rows = "".join(_row(item, item is chosen) for item in items)
    main = (
        _mail(chosen, view)
        if chosen
        else "<p class=empty>Nothing was sent yet. Answer a ticket and it shows up here.</p>"
    )
    return f"""<!doctype html>
<html lang=en><head><meta charset=utf-8><meta name=viewport content="width=device-width, initial-scale=1">
<title>Sent mail · Tessera</title><link rel=stylesheet href="/_dev/mail.css"></head>
<body><nav aria-label="Sent mail"><h1>Sent mail <span>{len(items)}</span></h1><ul>{rows}</ul></nav>
<main>{main}</main></body></html>"""


def _row(item: dict[str, object], current: bool) -> str:
    mark = " aria-current=true" if current else ""
    time, subject = escape(str(item["sent_at"])[11:16]), escape(str(item["subject"]) or "(no subject)")
    inner = f"<b>{_list(item['to'])}</b><time>{time}</time><span>{subject}</span>"
    return f'<li><a href="?id={escape(str(item["id"]))}"{mark}>{inner}</a></li>'


def _mail(item: dict[str, object], view: str) -> str:
    names = {"From": item["from"], "To": _list(item["to"]), "Cc": _list(item["cc"]), "Sent": item["sent_at"]}
    facts = "".join(
        f"<dt>{name}</dt><dd>{value if name in ('To', 'Cc') else escape(str(value))}</dd>"
        for name, value in names.items()
        if value
    )
    views = [name for name in ("html", "text", "raw") if item[name]]
    shown = view if view in views else views[0]
    tabs = "".join(
        f'<a href="?id={escape(str(item["id"]))}&view={name}"{" aria-current=true" if name == shown else ""}>{name}</a>'
        for name in views
    )
    content = str(item[shown])
    if shown == "html":
        body = f'<iframe sandbox title="The mail" srcdoc="{escape(content, quote=True)}"></iframe>'
    else:
        body = f"<pre>{escape(content)}</pre>"
    return f"<h2>{escape(str(item['subject']) or '(no subject)')}</h2><dl>{facts}</dl><p class=tabs>{tabs}</p>{body}"


def _list(addresses: object) -> str:
    return escape(", ".join(str(address) for address in addresses)) if isinstance(addresses, list) else ""
