"""Mails to test with, written for these tests. The HTML is what the mail programs write, around words of our own."""

from collections.abc import Mapping
from email.message import EmailMessage
from email.policy import SMTP
from typing import Any

NEW = "The printer works again, thank you!"
OLD = "Have you tried switching it off and on?"


def make_mail(
    text: str | None = "The printer is on fire.", html: str | None = None, **headers: str | None
) -> EmailMessage:
    """A well-formed mail from Grace to support@acme.test. A header given as None is left out; `_` stands for `-`."""
    message = EmailMessage(policy=SMTP)
    known: dict[str, str | None] = {
        "From": "Grace Hopper <grace@example.com>",
        "To": "support@acme.test",
        "Subject": "Printer",
        "Date": "Mon, 02 Nov 2026 09:00:00 +0000",
        "Message-ID": "<first@example.com>",
    }
    known |= {name.rstrip("_").replace("_", "-").title(): value for name, value in headers.items()}
    known = {name.replace("Message-Id", "Message-ID"): value for name, value in known.items()}
    for name, value in known.items():
        if value is not None:
            message[name] = value
    if text is not None:
        message.set_content(text)
    if html is not None:
        if text is None:
            message.set_content(html, subtype="html")
        else:
            message.add_alternative(html, subtype="html")
    return message


def raw_mail(text: str | None = "The printer is on fire.", html: str | None = None, **headers: str | None) -> bytes:
    return make_mail(text, html, **headers).as_bytes()


def raw_lines(*lines: str | bytes) -> bytes:
    """Exactly these lines, for mails that no library would write."""
    return b"\r\n".join(line.encode() if isinstance(line, str) else line for line in lines) + b"\r\n"


def receipt_notification(
    raw_key: str, recipients: tuple[str, ...] = ("support@acme.test",), **fields: Any
) -> dict[str, Any]:
    """SES's notification of a received mail. `fields` are `source`, `spam`, `virus`, `spf`, `dkim`, `dmarc`, `at`."""
    verdicts = {"spam": "PASS", "virus": "PASS", "spf": "PASS", "dkim": "PASS", "dmarc": "PASS"}
    at = fields.get("at", "2026-11-02T09:00:01.000Z")
    return {
        "notificationType": "Received",
        "mail": {
            "timestamp": at,
            "source": fields.get("source", "grace@example.com"),
            "messageId": raw_key.rpartition("/")[2],
            "destination": list(recipients),
        },
        "receipt": {
            "timestamp": at,
            "recipients": list(recipients),
            "action": {"type": "S3", "bucketName": "test-raw-mail", "objectKey": raw_key},
            **{f"{name}Verdict": {"status": fields.get(name, status)} for name, status in verdicts.items()},
        },
    }


#: A reply by each mail program: `NEW` on top, `OLD` quoted below.
REPLIES_HTML: Mapping[str, str] = {
    "gmail": (
        f'<div dir="ltr">{NEW}<div><br></div><div>Grace</div></div><br>'
        '<div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">On Mon, Nov '
        "2, 2026 at 9:00 AM "
        'Ada (Acme) &lt;<a href="mailto:support@acme.test">support@acme.test</a>&gt; wrote:<br></div>'
        '<blockquote class="gmail_quote" style="margin:0px 0px 0px 0.8ex;border-left:1px solid rgb(204,204,204)">'
        f"<p>{OLD}</p></blockquote></div>"
    ),
    "gmail in a language we do not know": (
        f'<div dir="ltr">{NEW}</div><br><div class="gmail_quote"><div class="gmail_attr">Xyz 2 qpr 2026, '
        f"Ada bleeped:<br>"
        f'</div><blockquote class="gmail_quote">{OLD}</blockquote></div>'
    ),
    "outlook": (
        '<html><body><div class="WordSection1"><p class="MsoNormal">' + NEW + "<o:p></o:p></p>"
        '<p class="MsoNormal"><o:p>&nbsp;</o:p></p><div><div style="border:none;border-top:solid #E1E1E1 1.0pt;'
        'padding:3.0pt 0in 0in 0in"><p class="MsoNormal"><b>From:</b> Ada (Acme) &lt;support@acme.test&gt; <br>'
        "<b>Sent:</b> Monday, November 2, 2026 9:00 AM<br><b>To:</b> Grace Hopper &lt;grace@example.com&gt;<br>"
        "<b>Subject:</b> Re: Printer [#7]<o:p></o:p></p></div></div>"
        f'<p class="MsoNormal">{OLD}<o:p></o:p></p></div></body></html>'
    ),
    "outlook on the web": (
        f'<div class="elementToProof" style="font-family:Aptos">{NEW}</div><div id="appendonsend"></div>'
        '<hr style="display:inline-block;width:98%"><div id="divRplyFwdMsg" dir="ltr"><font '
        'face="Calibri" color="#000000">'
        "<b>Von:</b> Ada<br><b>Gesendet:</b> Montag, 2. November 2026 09:00<br><b>An:</b> Grace<br>"
        f"<b>Betreff:</b> Re: Printer</font><div>&nbsp;</div></div><div>{OLD}</div>"
    ),
    "apple mail": (
        f'<html><body>{NEW}<div><br><blockquote type="cite"><div>On 2 Nov 2026, at 09:00, Ada (Acme) '
        f"&lt;support@acme.test&gt;"
        f' wrote:</div><br class="Apple-interchange-newline"><div>{OLD}</div></blockquote></div><br></body></html>'
    ),
    "thunderbird": (
        f'<p>{NEW}</p><div class="moz-cite-prefix">Am 02.11.26 um 09:00 schrieb Ada:<br></div>'
        f'<blockquote type="cite" cite="mid:abc@acme.test"><p>{OLD}</p></blockquote>'
    ),
    "yahoo": (
        f'<div class="ydp123yahoo-style-wrap">{NEW}</div><div id="yahoo_quoted_12" class="yahoo_quoted"><div>'
        f"<div>En lundi 2 novembre 2026 à 09:00:00 UTC, Ada &lt;support@acme.test&gt; a écrit :</div>"
        f"<div>{OLD}</div></div></div>"
    ),
    "proton": (
        f'<div>{NEW}</div><div class="protonmail_quote">On Monday, November 2nd, 2026 at 09:00, Ada wrote:<br>'
        f'<blockquote class="protonmail_quote" type="cite">{OLD}</blockquote></div>'
    ),
    "zimbra": (
        f'<div style="font-family:arial">{NEW}<hr id="zwchr"><div><b>De: </b>"Ada"<br><b>À: </b>"Grace"<br>'
        f"<b>Envoyé: </b>Lundi 2 Novembre 2026<br></div><div>{OLD}</div></div>"
    ),
}

#: The same as plain text, by language and program.
REPLIES_TEXT: Mapping[str, str] = {
    "gmail": f"{NEW}\n\nOn Mon, Nov 2, 2026 at 9:00 AM Ada (Acme) <support@acme.test>\nwrote:\n\n> {OLD}\n>\n",
    "outlook": (
        f"{NEW}\n\nFrom: Ada (Acme) <support@acme.test>\nSent: Monday, November 2, 2026 9:00 AM\n"
        f"To: Grace Hopper <grace@example.com>\nSubject: Re: Printer [#7]\n\n{OLD}\n"
    ),
    "outlook, German": (
        f"{NEW}\n\n________________________________\nVon: Ada\nGesendet: Montag, 2. November 2026 09:00\nAn: Grace\n"
        f"Betreff: Re: Printer\n\n{OLD}\n"
    ),
    "old outlook": f"{NEW}\n\n-----Original Message-----\nFrom: Ada\nSent: Monday\nTo: Grace\nSubject: Hi\n\n{OLD}\n",
    "old outlook, French": f"{NEW}\n\n-----Message d'origine-----\nDe : Ada\nEnvoyé : lundi\n\n{OLD}\n",
    "apple mail": f"{NEW}\n\n> On 2 Nov 2026, at 09:00, Ada <support@acme.test> wrote:\n> \n> {OLD}\n",
    "iphone": f"{NEW}\n\nSent from my iPhone\n\n> On 2 Nov 2026, at 09:00, Ada <a@acme.test> wrote:\n> \n> {OLD}\n",
    "german": f"{NEW}\n\nAm 02.11.2026 um 09:00 schrieb Ada <support@acme.test>:\n> {OLD}\n",
    "french": f"{NEW}\n\nLe lun. 2 nov. 2026 à 09:00, Ada <support@acme.test> a écrit :\n\n> {OLD}\n",
    "spanish": f"{NEW}\n\nEl lun, 2 nov 2026 a las 9:00, Ada (<support@acme.test>) escribió:\n\n> {OLD}\n",
    "italian": f"{NEW}\n\nIl giorno lun 2 nov 2026 alle ore 09:00 Ada <support@acme.test> ha\nscritto:\n\n> {OLD}\n",
    "portuguese": f"{NEW}\n\nEm seg., 2 de nov. de 2026 às 09:00, Ada <support@acme.test> escreveu:\n\n> {OLD}\n",
    "dutch": f"{NEW}\n\nOp ma 2 nov 2026 om 09:00 schreef Ada <support@acme.test>:\n\n> {OLD}\n",
    "polish": f"{NEW}\n\npon., 2 lis 2026 o 09:00 Ada <support@acme.test> napisał(a):\n\n> {OLD}\n",
    "russian": f"{NEW}\n\nпн, 2 нояб. 2026 г. в 09:00, Ada <support@acme.test>:\n\n> {OLD}\n",
    "swedish": f"{NEW}\n\nDen mån 2 nov. 2026 kl 09:00 skrev Ada <support@acme.test>:\n\n> {OLD}\n",
    "norwegian": f"{NEW}\n\nman. 2. nov. 2026 kl. 09:00 skrev Ada <support@acme.test>:\n\n> {OLD}\n",
    "danish": f"{NEW}\n\nDen man. 2. nov. 2026 kl. 09.00 skrev Ada <support@acme.test>:\n\n> {OLD}\n",
    "finnish": f"{NEW}\n\nma 2. marrask. 2026 klo 9.00 Ada (support@acme.test) kirjoitti:\n\n> {OLD}\n",
    "japanese": f"{NEW}\n\n2026年11月2日(月) 9:00 Ada <support@acme.test>:\n\n> {OLD}\n",
    "chinese": f"{NEW}\n\nAda <support@acme.test> 于2026年11月2日周一 09:00写道：\n\n> {OLD}\n",
    "czech": f"{NEW}\n\npo 2. 11. 2026 v 9:00 odesílatel Ada <support@acme.test> napsal:\n\n> {OLD}\n",
    "turkish": f"{NEW}\n\nAda <support@acme.test>, 2 Kas 2026 Pzt, 09:00 tarihinde şunu yazdı:\n\n> {OLD}\n",
    "korean": f"{NEW}\n\n2026년 11월 2일 (월) 오전 9:00, Ada <support@acme.test>님이 작성:\n\n> {OLD}\n",
    "bare quote": f"{NEW}\n\n> {OLD}\n> And one more line.\n",
}
