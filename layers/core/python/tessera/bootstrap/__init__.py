"""The composition root: the one place that knows which adapter serves which port.

Everything is imported and made when it is first asked for, so that each function pays only for what it uses: all of
them share this root, and few need more than two adapters. A file a subject; each adds its use cases to `Services`.
"""

import os
from functools import cache

from tessera.bootstrap.jobs import Jobs
from tessera.bootstrap.mail import Mail
from tessera.bootstrap.notices import Notices
from tessera.bootstrap.routing import Routing
from tessera.bootstrap.search import Search
from tessera.settings import Settings


class Services(Jobs, Mail, Notices, Search, Routing):
    """All use cases, ready to be used, for one process."""


@cache
def services() -> Services:
    """This process's services, by its environment."""
    return Services(Settings(os.environ))
