"""The phrases with which mail programs introduce the history they quote, by language."""

import re


def _any_of(phrases: str) -> str:
    """A pattern for any of the phrases, which are separated by ` | ` or by lines."""
    return "|".join(phrase.strip() for phrase in re.split(r" \| |\n", phrases) if phrase.strip())


_VERBS = (
    "wrote",  # en
    "writes",
    "schrieb",  # de
    "hat geschrieben",
    r"a [ée]crit",  # fr
    r"[ée]crit",
    r"escribi[óo]",  # es
    "ha scritto",  # it
    "scrisse",
    "schreef",  # nl
    "heeft geschreven",
    "escreveu",  # pt
    r"napisał(?:\(?a\)?)?",  # pl
    "pisze",
    r"написал(?:\(?а\)?)?",  # ru
    "пишет",
    r"написав(?:\(?ла\)?)?",  # uk
    "пише",
    "skrev",  # sv, no, da
    "kirjoitti",  # fi
    r"yazd[ıi]",  # tr
    r"napsal(?:\(?a\)?)?",  # cs, sk
    r"nap[íi]sal(?:\(?a\)?)?",
    r"[íi]rta",  # hu
    "a scris",  # ro
    "έγραψε",  # el
    "написа",  # bg
    "je napisa[ol]",  # hr, sr
    "כתב(?:/ה)?",  # he
    "كتب",  # ar
    "đã viết",  # vi
    "menulis",  # id
)
#: Languages without blanks between words.
_JOINED_VERBS = ("写道", "寫道", "のメール", "は書きました", "님이 작성", "작성")
VERB = re.compile(
    rf"(?:^|[\s,>)\"'»])(?:{'|'.join(_VERBS)})(?=$|[\s:：,;<\"'(*-])|(?:{'|'.join(_JOINED_VERBS)})(?=\s*(?:[:：]|$))",
    re.IGNORECASE,
)

_OPENERS = _any_of(r"""
    on | am | le | el | il | il giorno | op | em | a | dnia | w dniu | den | på | tirsdag | dne | ha | la
    pe | στις | във | вт | ср | чт | пт | сб | вс | пн | mon | tue | wed | thu | fri | sat | sun | lun
    mar | mer | mié | jeu | jue | ven | vie | sam | sáb | dim | dom | gio | sab | seg | ter | qua | qui | sex
    pon | wt | śr | czw | pt | sob | niedz | mo | di | mi | do | fr | sa | so | ma | wo | vr | za | zo | ti
    ke | to | su | tis | ons | tors | fre | lör | sön | man | tir | tor | lør | søn | 在 | 于 | 於
    dňa | на | в | בתאריך | في | vào | pada
""")
#: Some begin with the date itself: `2 января 2026`, `2026. 01. 02.`
_DATE_FIRST = r"\d{1,4}\s*[-/.年년]|\d{1,2}\s[^\W\d]{3,12}\.?\s(?:19|20)\d\d"
OPENER = re.compile(rf"\W*(?:(?:{_OPENERS})\b|[在于於]|{_DATE_FIRST})", re.IGNORECASE)

_LABELS = {
    "from": _any_of("""
        from | von | de | da | van | od | от | від | från | fra | lähettäjä | 差出人 | 送信者 | 发件人 | 寄件者
        寄件人 | 보낸 사람 | 보낸사람 | kimden | feladó | από | expéditeur | odesílatel | de la
    """),
    "date": _any_of("""
        sent | date | sent at | gesendet | gesendet am | datum | envoyé | envoyé le | message du | enviado
        enviado el | enviada em | enviado em | enviada | fecha | data | inviato | data invio | verzonden
        wysłano | wysłane | отправлено | дата | надіслано | skickat | sendt | dato | lähetetty | päivämäärä
        päiväys | 送信日時 | 日時 | 日付 | 发送时间 | 發送時間 | 寄件日期 | 日期 | 보낸 날짜 | 날짜 | gönderildi
        tarih | elküldve | dátum | odesláno | στάλθηκε | trimis
    """),
    "to": _any_of("""
        to | an | à | a | para | aan | do | dla | кому | till | til | vastaanottaja | kopio | 宛先 | 收件人
        收件者 | 받는 사람 | kime | címzett | komu | προς | către | destinataire
    """),
    "subject": _any_of("""
        subject | betreff | objet | sujet | asunto | oggetto | onderwerp | assunto | temat | тема | ämne | emne
        aihe | 件名 | 主题 | 主旨 | 主題 | 제목 | konu | tárgy | předmět | predmet | θέμα | subiect
    """),
}
LABEL = re.compile(
    r"[\s*_]*(?:"
    + "|".join(f"(?P<{kind}>{words})" for kind, words in _LABELS.items())
    + r")[*_]*\s?[:：][*_]*(?:\s|$|\S)",
    re.IGNORECASE,
)

_ORIGINAL = _any_of(r"""
    original message | original appointment | reply message | message history | ursprüngliche nachricht
    ursprüngliche (?:e-?)?mail | originalnachricht | original-nachricht | message d['’]origine
    message original | mail original | e-?mail original | mensaje original | messaggio originale
    oorspronkelijk bericht | origineel bericht | mensagem original
    (?:oryginalna wiadomość|wiadomość oryginalna) | исходное сообщение | оригинальное сообщение
    ursprungligt meddelande | originalmeddelande | opprinnelig melding | oprindelig (?:meddelelse|besked)
    original meddelelse | alkuperäinen viesti | 元のメッセージ | 原始邮件 | 原始郵件 | 원본 메시지
    원본 메일 | orijinal mesaj | orijinal ileti | eredeti üzenet | původní zpráva | pôvodná správa
    αρχικό μήνυμα | mesaj original
""")
ORIGINAL = re.compile(rf"\W*[-_=*—–]{{2,}}\s*(?:{_ORIGINAL})\b[^\n]{{0,40}}?[-_=*—–]*\s*:?\s*$", re.IGNORECASE)

_FORWARDED = _any_of(r"""
    forwarded message | begin forwarded message | weitergeleitete (?:nachricht|mail|e-?mail)
    anfang der weitergeleiteten (?:nachricht|e-?mail) | message transféré | message transmis
    début du message (?:transféré|réexpédié) | mensaje reenviado | inicio del mensaje reenviado
    messaggio inoltrato | inizio messaggio inoltrato | doorgestuurd bericht | begin doorgestuurd bericht
    mensagem (?:encaminhada|reencaminhada) | início da mensagem (?:encaminhada|reencaminhada)
    (?:wiadomość przekazana|przekazana wiadomość|wiadomość przesłana dalej) | пересланное сообщение
    пересылаемое сообщение | начало переадресованного сообщения | vidarebefordrat meddelande
    vidarebefordrat brev | videresendt (?:melding|meddelelse|besked) | välitetty viesti
    転送されたメッセージ | 転送メッセージ | 转发的邮件 | 转发邮件 | 轉寄的郵件 | 전달된 메시지
    iletilen mesaj
""")
FORWARDED = re.compile(rf"\W{{0,40}}(?:{_FORWARDED})\b[\s\W]*$", re.IGNORECASE)
FORWARD_SUBJECT = re.compile(r"\s*(?:fwd?|wg|tr|rv|enc|i|pd|vs|vb|vl|doorst|转发|轉寄)\s*[:：]", re.IGNORECASE)
REPLY_SUBJECT = re.compile(
    r"\s*(?:re|aw|antw|antwort|sv|vs|ref|rif|r|odp|res|ynt|yan|vá|απ|αντ|atb|hv|на|отв|ответ|回复|回覆|答复|返信)"
    r"\s*(?:\[\d+\]|\(\d+\))?\s*[:：]",
    re.IGNORECASE,
)
