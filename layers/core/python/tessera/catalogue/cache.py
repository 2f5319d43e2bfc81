"""Definitions at hand: they are wanted with every request and change a few times a week."""

from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime, timedelta

from tessera.catalogue.model import Catalogue
from tessera.catalogue.ports import Definitions
from tessera.kernel.clock import Clock
from tessera.kernel.ids import OrgId

GOOD_FOR = timedelta(seconds=2)
ORGANIZATIONS = 256


@dataclass(frozen=True)
class _Kept:
    """`version` was asked for before the definitions were read, so it is never newer than they are."""

    catalogue: Catalogue
    version: int
    asked_at: datetime


class CatalogueCache:
    """The catalogues of the organizations that this process serves.

    What somebody else changed holds after two seconds: by then the count of changes is read again, one small item, and
    everything only if it went up. That is one call and one read unit more for the first request of every two seconds
    that a process is busy for an organization (of 100 requests a second 1 in 200; of a lone agent's clicks, nearly
    each), and none for the others. First uses of tags are not counted: a tag that is not known goes by its name.
    Nothing is refused by what is kept (`filling.unless_old`).
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._kept: OrderedDict[OrgId, _Kept] = OrderedDict()

    def read(self, org_id: OrgId, definitions: Definitions, fresh: bool = False) -> Catalogue:
        kept, now = None if fresh else self._kept.get(org_id), self._clock()
        if kept is None or now - kept.asked_at >= GOOD_FOR:
            version = definitions.version()
            catalogue = kept.catalogue if kept is not None and kept.version == version else definitions.read()
            kept = self._kept[org_id] = _Kept(catalogue, version, now)
        self._kept.move_to_end(org_id)
        if len(self._kept) > ORGANIZATIONS:
            self._kept.popitem(last=False)
        return kept.catalogue

    def forget(self, org_id: OrgId) -> None:
        """This process changed them: they are read again when they are wanted next."""
        self._kept.pop(org_id, None)
