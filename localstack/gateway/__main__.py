"""The gateway's process: `python -m localstack.gateway`, ended by SIGTERM or by its parent's end."""

import asyncio
import logging

import aiohttp
from aiohttp import web

from infra.security_headers import FIXED, content_security_policy
from infra.stages import stage
from localstack.gateway.cloud import Engine
from localstack.gateway.handover import HandOver, run
from localstack.gateway.mailbox import Mailbox
from localstack.gateway.pages import Pages, with_headers
from localstack.gateway.proxy import LARGEST_BODY, Proxy
from localstack.gateway.smtp import Listener, listen
from localstack.gateway.spool import Spool
from localstack.outputs import Outputs
from localstack.process import stop_signal
from localstack.sent_mail import SentMail
from localstack.settings import HOST, SITE, Settings, read


def headers(settings: Settings) -> dict[str, str]:
    sockets = [settings.web.replace("http:", "ws:")]
    return {**FIXED, "Content-Security-Policy": content_security_policy([settings.engine], sockets, [])}


def application(settings: Settings, session: aiohttp.ClientSession) -> web.Application:
    """All of `http://localhost:8080`."""
    proxy = Proxy(settings.engine, Outputs(settings.outputs), session)
    pages = Pages(SITE)
    mailbox = Mailbox(SentMail(settings.sent))
    app = web.Application(middlewares=[with_headers(headers(settings))], client_max_size=LARGEST_BODY)
    app.router.add_get("/ws", proxy.socket)
    app.router.add_get("/_dev/mail", mailbox.page)
    app.router.add_get("/_dev/mail.json", mailbox.as_json)
    app.router.add_get("/_dev/mail.css", mailbox.style)
    for docs in ("/api/docs", "/api/docs/"):
        app.router.add_get(docs, pages.docs)
    app.router.add_get("/api/docs/{file}", pages.page)
    app.router.add_get("/api/openapi.json", pages.page)
    app.router.add_route("*", "/api/{rest:.*}", proxy.api)
    app.router.add_get("/{rest:.*}", pages.page)
    return app


async def serve(settings: Settings) -> None:
    stop = stop_signal()
    spool, arrived = Spool(settings.spool), asyncio.Event()
    timeout = aiohttp.ClientTimeout(total=60)
    async with aiohttp.ClientSession(
        auto_decompress=True, timeout=timeout, cookie_jar=aiohttp.DummyCookieJar()
    ) as session:
        runner = web.AppRunner(application(settings, session), access_log=None, shutdown_timeout=2)
        await runner.setup()
        await web.TCPSite(runner, HOST, settings.web_port).start()
        smtp = await listen(Listener(spool, stage("local").mail_domain, arrived), HOST, settings.smtp_port)
        mail = asyncio.create_task(run(HandOver(spool, Engine(settings)), arrived))
        logging.getLogger("gateway").info("listening on %s and SMTP %d", settings.web, settings.smtp_port)
        await stop.wait()
        mail.cancel()
        smtp.close()
        await runner.cleanup()


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    logging.getLogger("mail.log").setLevel(logging.WARNING)  # aiosmtpd's own: every line of every dialogue
    asyncio.run(serve(read()))
