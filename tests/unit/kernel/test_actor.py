import pytest

from schemas.vocabulary import ROLE_PERMISSIONS, ActorType, Permission, Role
from tessera.kernel.actor import Actor, system_actor
from tessera.kernel.errors import Forbidden
from tests.factories.identity import ORG


@pytest.mark.parametrize("role", Role)
def test_a_role_grants_what_it_says_and_no_more(role: Role) -> None:
    actor = Actor(ORG, ActorType.AGENT, "a", role=role)
    for permission in Permission:
        if permission in ROLE_PERMISSIONS[role]:
            actor.require(permission)
        else:
            with pytest.raises(Forbidden):
                actor.require(permission)


def test_the_system_may_all_and_a_customer_nothing() -> None:
    assert system_actor(ORG, "c").permissions == frozenset(Permission)
    assert Actor(ORG, ActorType.CUSTOMER, "c").permissions == frozenset()
