"""The line over the quoted message, as mail programs write it in the language of whoever reads it.

`words` has to know every one of them: the answer brings the line back, and it is cut off there.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo


@dataclass(frozen=True)
class _Manner:
    """`said` has the places `day`, `month` (a name), `number` (the same), `year`, `time` and `author`."""

    said: str
    months: str = ""
    time: str = "%H:%M"


_ENGLISH = "en"
_MANNERS = {
    _ENGLISH: _Manner(
        "On {day} {month} {year} at {time}, {author} wrote:",
        "January February March April May June July August September October November December",
    ),
    "de": _Manner(
        "Am {day}. {month} {year} um {time} schrieb {author}:",
        "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    ),
    "fr": _Manner(
        "Le {day} {month} {year} à {time}, {author} a écrit :",
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    ),
    "es": _Manner(
        "El {day} de {month} de {year} a las {time}, {author} escribió:",
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    ),
    "it": _Manner(
        "Il {day} {month} {year} alle {time}, {author} ha scritto:",
        "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    ),
    "nl": _Manner(
        "Op {day} {month} {year} om {time} schreef {author}:",
        "januari februari maart april mei juni juli augustus september oktober november december",
    ),
    "pt": _Manner(
        "Em {day} de {month} de {year} às {time}, {author} escreveu:",
        "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    ),
    "pl": _Manner(
        "Dnia {day} {month} {year} o {time} {author} napisał(a):",
        "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
    ),
    "sv": _Manner(
        "Den {day} {month} {year} kl. {time} skrev {author}:",
        "januari februari mars april maj juni juli augusti september oktober november december",
    ),
    "nb": _Manner(
        "Den {day}. {month} {year} kl. {time} skrev {author}:",
        "januar februar mars april mai juni juli august september oktober november desember",
    ),
    "da": _Manner(
        "Den {day}. {month} {year} kl. {time} skrev {author}:",
        "januar februar marts april maj juni juli august september oktober november december",
        "%H.%M",
    ),
    "fi": _Manner(
        "{day}. {month} {year} klo {time} {author} kirjoitti:",
        "tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta syyskuuta lokakuuta"
        " marraskuuta joulukuuta",
        "%H.%M",
    ),
    "tr": _Manner(
        "{day} {month} {year} {time} tarihinde {author} şunu yazdı:",
        "Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık",
    ),
    "cs": _Manner(
        "Dne {day}. {month} {year} v {time} {author} napsal(a):",
        "ledna února března dubna května června července srpna září října listopadu prosince",
    ),
    "sk": _Manner(
        "Dňa {day}. {month} {year} o {time} {author} napísal(a):",
        "januára februára marca apríla mája júna júla augusta septembra októbra novembra decembra",
    ),
    "hu": _Manner(
        "{year}. {month} {day}. {time} keltezéssel, {author} írta:",
        "január február március április május június július augusztus szeptember október november december",
    ),
    "ro": _Manner(
        "Pe {day} {month} {year}, la {time}, {author} a scris:",
        "ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie",
    ),
    "el": _Manner(
        "Στις {day} {month} {year} στις {time}, {author} έγραψε:",
        "Ιανουαρίου Φεβρουαρίου Μαρτίου Απριλίου Μαΐου Ιουνίου Ιουλίου Αυγούστου Σεπτεμβρίου Οκτωβρίου Νοεμβρίου"
        " Δεκεμβρίου",
    ),
    "ru": _Manner(
        "{day} {month} {year} г. в {time}, {author} написал(а):",
        "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    ),
    "uk": _Manner(
        "{day} {month} {year} р. о {time} {author} пише:",
        "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
    ),
    "bg": _Manner(
        "На {day} {month} {year} г. в {time} ч. {author} написа:",
        "януари февруари март април май юни юли август септември октомври ноември декември",
    ),
    "ar": _Manner(
        "في {day} {month} {year} الساعة {time}، كتب {author}:",
        "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
    ),
    "he": _Manner(
        "בתאריך {day} ב{month} {year} בשעה {time}, {author} כתב/ה:",
        "ינואר פברואר מרץ אפריל מאי יוני יולי אוגוסט ספטמבר אוקטובר נובמבר דצמבר",
    ),
    "vi": _Manner("Vào {time} ngày {day} tháng {number} năm {year}, {author} đã viết:"),
    "id": _Manner(
        "Pada {day} {month} {year} pukul {time}, {author} menulis:",
        "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember",
        "%H.%M",
    ),
    "ja": _Manner("{year}年{number}月{day}日 {time}、{author} のメール:"),
    "ko": _Manner("{year}년 {number}월 {day}일 {time}, {author} 님이 작성:"),
    "zh": _Manner("在 {year}年{number}月{day}日 {time}，{author} 写道："),
    "zh-hant": _Manner("於 {year}年{number}月{day}日 {time}，{author} 寫道："),
}
#: What is called otherwise, or written alike by everybody who reads it.
_SAME_AS = {"no": "nb", "nn": "nb", "iw": "he", "in": "id", "zh-tw": "zh-hant", "zh-hk": "zh-hant", "zh-mo": "zh-hant"}

LANGUAGES = tuple(_MANNERS)


def introduction(languages: Iterable[str | None], time_zone: str | None, author: str, at: datetime) -> str:
    """In the first of the languages (tags of BCP 47, best first) that has words here, else in English. The time is that
    of `time_zone` (IANA); where that is not known it is UTC, and says so."""
    spoken = (known for tag in languages if tag and (known := _known(tag)))
    manner = _MANNERS[next(spoken, _ENGLISH)]
    here = at.astimezone(ZoneInfo(time_zone) if time_zone else UTC)
    months = manner.months.split()
    return manner.said.format(
        day=here.day,
        month=months[here.month - 1] if months else "",
        number=here.month,
        year=here.year,
        time=here.strftime(manner.time) + ("" if time_zone else " UTC"),
        author=author,
    )


def _known(tag: str) -> str | None:
    """Of `zh-Hant-HK` the part that has words of its own, of `pt-BR` that is `pt`."""
    parts = tag.lower().split("-")
    shorter = ("-".join(parts[:length]) for length in range(len(parts), 0, -1))
    named = (_SAME_AS.get(each, each) for each in shorter)
    return next((each for each in named if each in _MANNERS), None)
