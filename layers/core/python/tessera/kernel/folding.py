"""Names as they are compared."""

import unicodedata


def folded(text: str) -> str:
    """Without capitals and accents, so that “muller” finds “Müller”."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(each for each in parts if not unicodedata.combining(each)).split())
