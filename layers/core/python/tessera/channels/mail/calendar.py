"""An invitation (RFC 5545) in words, for a mail that has no other text. The file itself stays an attachment."""

import re

from tessera.channels.mail import charset

_FOLD = re.compile(r"\n[ \t]")
_PROPERTY = re.compile(
    r"^(SUMMARY|DTSTART|DTEND|LOCATION|ORGANIZER|DESCRIPTION)((?:;[^:\n]*)?):(.*)$", re.IGNORECASE | re.MULTILINE
)
_WORDS = {"DTSTART": "Starts", "DTEND": "Ends", "LOCATION": "Where", "ORGANIZER": "From", "DESCRIPTION": ""}
_TIME = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)\d\d(Z?))?$")


def summary(data: bytes) -> str:
    """Title, times, place and description of the first event, one a line."""
    event = _FOLD.sub("", charset.decode(data)).partition("BEGIN:VEVENT")[2].partition("END:VEVENT")[0]
    values = {name.upper(): (parameters, _unescaped(value)) for name, parameters, value in _PROPERTY.findall(event)}
    lines = ["Invitation: " + values["SUMMARY"][1]] if "SUMMARY" in values else []
    for name, word in _WORDS.items():
        parameters, value = values.get(name, ("", ""))
        if name.startswith("DT"):
            value = _readable_time(value, parameters)
        if value.strip():
            lines.append(f"{word}: {value.removeprefix('mailto:').removeprefix('MAILTO:')}" if word else f"\n{value}")
    return "\n".join(lines)


def _unescaped(value: str) -> str:
    return re.sub(r"\\([nN,;\\])", lambda match: "\n" if match.group(1) in "nN" else match.group(1), value.strip())


def _readable_time(value: str, parameters: str) -> str:
    found = _TIME.match(value)
    if not found:
        return value
    year, month, day, hour, minute, utc = found.groups()
    zone = re.search(r"TZID=\"?([^;:\"]+)", parameters, re.IGNORECASE)
    clock = f" {hour}:{minute}" if hour else ""
    where = " UTC" if utc else f" ({zone.group(1)})" if zone else ""
    return f"{year}-{month}-{day}{clock}{where}"
