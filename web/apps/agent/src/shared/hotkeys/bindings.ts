import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import { COMMANDS, COMMAND_IDS, type CommandId } from './commands'

type Own = Partial<Record<CommandId, readonly string[]>>

/** The keys that somebody chose instead of ours, in this browser. */
export const useBindings = create<{ own: Own }>()(
  persist(() => ({ own: {} }), {
    name: 'tessera.keys',
    merge: (stored, initial) => ({ ...initial, own: readable(stored) }),
  }),
)

/** What is stored may be of another version, or anybody's. */
function readable(stored: unknown): Own {
  const own = ((stored ?? {}) as { own?: Record<string, unknown> }).own ?? {}
  const known = COMMAND_IDS.flatMap((id) => {
    const keys: unknown = own[id]
    return Array.isArray(keys) && keys.every((each) => typeof each === 'string') ? [[id, keys] as const] : []
  })
  return Object.fromEntries(known)
}

/** All keys of a command, the first to be shown. */
export function bindingsOf(id: CommandId): readonly string[] {
  return useBindings.getState().own[id] ?? COMMANDS[id].keys
}

/** The first of a command's keys, to be shown. */
export function keysOf(id: CommandId): string | undefined {
  return bindingsOf(id)[0]
}

export function commandOf(keys: string): CommandId | undefined {
  return COMMAND_IDS.find((id) => bindingsOf(id).includes(keys))
}

/** Whether this is the first of two keys. */
export function startsTwo(chord: string): boolean {
  return COMMAND_IDS.some((id) => bindingsOf(id).some((keys) => keys.startsWith(`${chord} `)))
}

/** The same keys, or one is the beginning of the other. */
function clash(a: string, b: string): boolean {
  return a === b || a.startsWith(`${b} `) || b.startsWith(`${a} `)
}

/** Commands that would be out of reach if these keys were another's. */
export function inTheWay(of: CommandId, keys: string): CommandId[] {
  return COMMAND_IDS.filter((id) => id !== of && bindingsOf(id).some((held) => clash(held, keys)))
}

/** The bindings after everybody else let go of these keys. */
function freed(own: Own, of: CommandId, keys: string): Own {
  const others = inTheWay(of, keys).map((id) => [id, bindingsOf(id).filter((held) => !clash(held, keys))] as const)
  return { ...own, ...Object.fromEntries(others) }
}

/** Gives a command these keys alone, and takes them from whoever had them. An empty text leaves it without any. */
export function bind(id: CommandId, keys: string): void {
  const { own } = useBindings.getState()
  useBindings.setState({ own: keys ? { ...freed(own, id, keys), [id]: [keys] } : { ...own, [id]: [] } })
}

/** Back to our keys: of one command, which takes them back from whoever has them now, or of all. */
export function resetBinding(id?: CommandId): void {
  if (!id) {
    useBindings.setState({ own: {} })
    return
  }
  const ours: readonly string[] = COMMANDS[id].keys
  const { [id]: _, ...own } = ours.reduce((left, keys) => freed(left, id, keys), useBindings.getState().own)
  useBindings.setState({ own })
}

/** Keys that a browser keeps for itself in a tab; an installed app gets them. */
export function browserOwns(keys: string): boolean {
  return /^mod\+(shift\+)?[ntw]$/.test(keys)
}
