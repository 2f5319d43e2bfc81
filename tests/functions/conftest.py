import pytest

from tessera.bootstrap import Services
from tessera.kernel.ids import OrgId, new_id
from tests.functions.agent_api import Api, found


@pytest.fixture
def api(services: Services, org: OrgId) -> Api:
    return found(services, org)


@pytest.fixture
def neighbour(services: Services) -> Api:
    """Another organization."""
    return found(services, OrgId(new_id()))
