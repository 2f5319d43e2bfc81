"""Definitions at hand: they are wanted with every request and change a few times a week."""

from collections import OrderedDict
from collections.abc import Callable
from datetime import timedelta

from tessera.catalogue.model import Catalogue
from tessera.kernel.clock import Clock
from tessera.kernel.ids import OrgId

GOOD_FOR = timedelta(seconds=60)
ORGANIZATIONS = 256


class CatalogueCache:
    """The catalogues of the organizations that this process serves. What somebody else changed shows after a minute at
    the latest; whoever meets an id that is not in it reads afresh before refusing it."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._kept: OrderedDict[OrgId, Catalogue] = OrderedDict()

    def read(self, org_id: OrgId, load: Callable[[], Catalogue], fresh: bool = False) -> Catalogue:
        kept = self._kept.get(org_id)
        now = self._clock()
        if kept is not None and kept.read_at is not None and not fresh and now - kept.read_at < GOOD_FOR:
            self._kept.move_to_end(org_id)
            return kept
        found = load()
        read = Catalogue(found.version, found.statuses, found.tags, found.fields, now)
        self._kept[org_id] = read
        self._kept.move_to_end(org_id)
        if len(self._kept) > ORGANIZATIONS:
            self._kept.popitem(last=False)
        return read
