"""Domains of the Internet in the one form in which DNS and mail have them."""


def ascii_domain(domain: str) -> str:
    """In lower case, letters beyond ASCII as mail carries them: `müller.example` is `xn--mller-kva.example` (IDNA 2008,
    RFC 5891, with the mapping of UTS 46 as browsers do). What has no such form is left in lower case.
    """
    lowered = domain.lower()
    if lowered.isascii():
        return lowered
    import idna  # noqa: PLC0415 - its tables are large, and few domains need them

    try:
        return idna.encode(lowered, uts46=True).decode("ascii")
    except UnicodeError:
        return _by_the_older_rules(lowered)


def _by_the_older_rules(domain: str) -> str:
    """IDNA 2003 has signs and pictures too, and there are domains that were given out under it."""
    try:
        return domain.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return domain
