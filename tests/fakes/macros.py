"""Macros in memory."""

from dataclasses import replace

from tessera.automation.model import Macro
from tessera.automation.ports import StaleMacro
from tessera.kernel.events import Event


class FakeMacros:
    """`tessera.automation.ports.Macros`."""

    def __init__(self) -> None:
        self.kept: dict[str, Macro] = {}
        self.events: list[Event] = []

    def all(self) -> list[Macro]:
        return list(self.kept.values())

    def get(self, macro_id: str) -> Macro | None:
        return self.kept.get(macro_id)

    def add(self, macro: Macro, event: Event) -> None:
        self.kept[macro.id] = macro
        self.events.append(event)

    def save(self, macro: Macro, event: Event) -> None:
        if macro.id not in self.kept or self.kept[macro.id].version != macro.version - 1:
            raise StaleMacro
        self.add(macro, event)

    def remove(self, macro: Macro, event: Event) -> None:
        del self.kept[macro.id]
        self.events.append(event)

    def count_use(self, macro_id: str) -> None:
        self.kept[macro_id] = replace(self.kept[macro_id], usage_count=self.kept[macro_id].usage_count + 1)
