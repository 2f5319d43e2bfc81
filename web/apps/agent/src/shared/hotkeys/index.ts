import { useContext, useEffect, useEffectEvent, useSyncExternalStore } from 'react'
import { keysOf } from './bindings'
import type { CommandId } from './commands'
import { Place, type PlaceName } from './place'
import { createRegistry } from './registry'

export { bind, bindingsOf, browserOwns, inTheWay, keysOf, resetBinding, useBindings } from './bindings'
export { COMMANDS, COMMAND_IDS, type CommandId, GROUPS, isFor } from './commands'
export { Place, type PlaceName } from './place'
export { chordOf, listen } from './registry'

export const registry = createRegistry()

/** While mounted and enabled, this component answers to the command; one within a place, while that has the focus. */
export function useCommand(id: CommandId, handler: () => void, enabled = true): void {
  const latest = useEffectEvent(handler)
  const place = useContext(Place)
  useEffect(() => (enabled ? registry.register(id, () => latest(), place) : undefined), [id, enabled, place])
}

export function useAvailableCommands(): CommandId[] {
  return useSyncExternalStore(registry.subscribe, registry.available)
}

/** Which of two tickets that stand side by side the keys are for. */
export function useTurned(): PlaceName {
  return useSyncExternalStore(registry.subscribe, registry.turned)
}

/** What a button for a command needs: its keys for the tooltip. */
export function hintOf(id: CommandId): { keys: string | undefined } {
  return { keys: keysOf(id) }
}
