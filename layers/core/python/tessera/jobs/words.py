"""What a macro says, on many tickets: kept with the job as it was when that began, and filled in for each."""

from collections.abc import Callable
from typing import Any

from schemas.vocabulary import MessageKind
from tessera.automation.model import Macro
from tessera.jobs.model import Job
from tessera.jobs.pages import Pages, digest_of
from tessera.kernel import template
from tessera.kernel.actor import Actor
from tessera.kernel.errors import Invalid
from tessera.ticketing.drafts import NewMessage
from tessera.ticketing.model import Ticket
from tessera.ticketing.variables import variables_of

Words = Callable[[Ticket], NewMessage]


def wanted_words(macro: Macro, text: str | None, hold_seconds: int | None) -> dict[str, Any]:
    """What a job keeps of them beside its other wishes: nothing where they are left out. Raises `Invalid`."""
    if hold_seconds is not None and text != MessageKind.REPLY:
        raise Invalid("Only a reply is held. Leave the seconds out.", "hold_seconds")
    if text is None:
        if not macro.actions:
            raise Invalid("This macro has a text and no actions. Say whether it is a reply or a note.", "text")
        return {}
    if not macro.html.strip():
        raise Invalid("This macro has no text. Use it for its actions.", "text")
    held = {} if hold_seconds is None else {"hold_seconds": hold_seconds}
    return {"text": text, "words": digest_of({"html": macro.html}), **held}


def keep_words(pages: Pages, job: Job, macro: Macro) -> None:
    """By their content, as what was chosen: whoever uses the job's id for other words does not change these."""
    if job.what.get("text"):
        pages.write(job, _file(job), macro.html)


def words_of(pages: Pages, job: Job, actor: Actor) -> Words | None:
    """What is written on each ticket, by this agent; None if nothing is."""
    if not job.what.get("text"):
        return None
    html, kind, hold = pages.read(job, _file(job)), MessageKind(job.what["text"]), job.what.get("hold_seconds")

    def words(ticket: Ticket) -> NewMessage:
        return NewMessage(kind, "", template.fill(html, variables_of(ticket, actor.name)), hold_seconds=hold)

    return words


def _file(job: Job) -> str:
    return f"words-{job.what['words']}.json"
