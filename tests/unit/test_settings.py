import pytest

from tessera.kernel.errors import Misconfigured
from tessera.settings import PREFIX, Settings

NAMES = [name for name in vars(Settings) if isinstance(vars(Settings)[name], property)]


def test_each_setting_is_the_variable_of_its_name() -> None:
    environ = {PREFIX + name.upper(): f"the {name}" for name in NAMES}
    assert {name: getattr(Settings(environ), name) for name in NAMES} == {name: f"the {name}" for name in NAMES}


@pytest.mark.parametrize("name", NAMES)
def test_what_is_not_set_is_named_when_it_is_asked_for(name: str) -> None:
    with pytest.raises(Misconfigured, match=PREFIX + name.upper()):
        getattr(Settings({PREFIX + name.upper(): ""}), name)
