import { useEffect, useEffectEvent, useSyncExternalStore } from 'react'
import { keysOf } from './bindings'
import type { CommandId } from './commands'
import { createRegistry } from './registry'

export { bind, bindingsOf, browserOwns, inTheWay, keysOf, resetBinding, useBindings } from './bindings'
export { COMMANDS, COMMAND_IDS, type CommandId, GROUPS, isFor } from './commands'
export { chordOf, listen } from './registry'

export const registry = createRegistry()

/** While mounted and enabled, this component answers to the command. */
export function useCommand(id: CommandId, handler: () => void, enabled = true): void {
  const latest = useEffectEvent(handler)
  useEffect(() => (enabled ? registry.register(id, () => latest()) : undefined), [id, enabled])
}

export function useAvailableCommands(): CommandId[] {
  return useSyncExternalStore(registry.subscribe, registry.available)
}

/** What a button for a command needs: its keys for the tooltip. */
export function hintOf(id: CommandId): { keys: string | undefined } {
  return { keys: keysOf(id) }
}
