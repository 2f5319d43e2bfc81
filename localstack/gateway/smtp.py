"""The SMTP listener: takes mail for our domain, as SES would for a verified one."""

import asyncio

from aiosmtpd.smtp import SMTP, Envelope, Session

from localstack.gateway.spool import Spool

LARGEST = 40 * 1024 * 1024  # bytes, SES's limit for a received mail
LONGEST_LINE = 1024 * 1024  # real mail breaks the 998 of RFC 5322, and real servers take it


class LenientSMTP(SMTP):
    line_length_limit = LONGEST_LINE


class Listener:
    """aiosmtpd's handler: a recipient elsewhere is refused with 550, everything else is in the spool before the 250."""

    def __init__(self, spool: Spool, domain: str, arrived: asyncio.Event) -> None:
        self.spool = spool
        self.domain = domain.lower()
        self.arrived = arrived

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address.rpartition("@")[2].lower() != self.domain:
            return f"550 5.7.1 No relaying: only mail for {self.domain} is taken"
        envelope.rcpt_tos.append(address)
        envelope.rcpt_options.extend(options)
        return "250 2.1.5 OK"

    async def handle_DATA(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        content = envelope.content
        raw = content.encode("utf-8", errors="surrogateescape") if isinstance(content, str) else content or b""
        try:
            mail = await asyncio.to_thread(self.spool.put, envelope.mail_from or "", list(envelope.rcpt_tos), raw)
        except OSError as error:
            return f"451 4.3.0 The mail could not be kept, try again: {error.strerror}"
        self.arrived.set()
        return f"250 2.0.0 OK {mail.id}"


async def listen(handler: Listener, host: str, port: int) -> asyncio.Server:
    """Start listening; 8BITMIME and SMTPUTF8 are offered."""
    loop = asyncio.get_running_loop()

    def session() -> LenientSMTP:
        return LenientSMTP(handler, data_size_limit=LARGEST, enable_SMTPUTF8=True, hostname="localhost", loop=loop)

    return await loop.create_server(session, host, port)
