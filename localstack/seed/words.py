"""What mails have around their text: greetings, signatures, quoted histories; as text and as HTML."""

from datetime import datetime
from html import escape

GREETINGS = {
    "en": "Hi {first},",
    "de": "Hallo {first},",
    "fr": "Bonjour {first},",
    "es": "Hola, {first}:",
    "it": "Ciao {first},",
    "nl": "Hallo {first},",
    "pt": "Olá {first},",
    "ja": "{first} 様",
}
FAREWELLS = {
    "en": "Best wishes,\n{agent}\nAcme",
    "de": "Viele Grüße\n{agent}\nAcme",
    "fr": "Bien à vous,\n{agent}\nAcme",
    "es": "Un saludo,\n{agent}\nAcme",
    "it": "Un saluto,\n{agent}\nAcme",
    "nl": "Met vriendelijke groet,\n{agent}\nAcme",
    "pt": "Com os melhores cumprimentos,\n{agent}\nAcme",
    "ja": "どうぞよろしくお願いいたします。\n{agent}\nAcme",
}
WROTE = {
    "en": "On {date}, {name} wrote:",
    "de": "Am {date} schrieb {name}:",
    "fr": "Le {date}, {name} a écrit :",
    "es": "El {date}, {name} escribió:",
    "it": "Il {date} {name} ha scritto:",
    "nl": "Op {date} schreef {name}:",
    "pt": "Em {date}, {name} escreveu:",
    "ja": "{date} {name}:",
}


def answer(body: str, language: str, first: str, agent: str) -> str:
    """An agent's reply, from greeting to name."""
    greeting, farewell = GREETINGS[language].format(first=first), FAREWELLS[language].format(agent=agent)
    return f"{greeting}\n\n{body}\n\n{farewell}"


def signed(body: str, name: str, signature: str) -> str:
    """A customer's mail, with their signature (behind the usual dashes) or just their name."""
    return f"{body}\n\n-- \n{signature}" if signature else f"{body}\n\n{name}"


def quote(text: str, language: str, name: str, at: datetime) -> str:
    """The message before, as a mail program puts it below an answer."""
    intro = WROTE[language].format(date=f"{at:%d/%m/%Y, %H:%M}", name=name)
    return intro + "\n" + "\n".join(f"> {line}".rstrip() for line in text.splitlines())


def quote_html(text: str, language: str, name: str, at: datetime) -> str:
    intro = WROTE[language].format(date=f"{at:%d/%m/%Y, %H:%M}", name=name)
    return f"<p>{escape(intro)}</p><blockquote>{to_html(text)}</blockquote>"


def to_html(text: str, image: tuple[str, str] | None = None) -> str:
    """Paragraphs as `<p>`, lists as `<ul>`, `**words**` in bold; `image` is a Content-ID and its alternative text."""
    blocks = [_block(block) for block in text.split("\n\n")]
    if image is not None:
        blocks.insert(min(1, len(blocks)), f'<p><img src="cid:{image[0]}" alt="{escape(image[1])}"></p>')
    return "".join(blocks)


def _block(block: str) -> str:
    lines = block.splitlines()
    if lines and all(line.startswith("- ") for line in lines):
        return "<ul>" + "".join(f"<li>{escape(line[2:])}</li>" for line in lines) + "</ul>"
    return "<p>" + "<br>".join(escape(line) for line in lines) + "</p>"
