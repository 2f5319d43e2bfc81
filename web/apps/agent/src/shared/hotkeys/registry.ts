import { commandOf, startsTwo } from './bindings'
import { COMMAND_IDS, type CommandId, actsOnTicket, opensField } from './commands'
import { LAYERS, PRESSABLE, TYPING, createKept, drawn } from './kept'
import type { PlaceName } from './place'

interface Handler {
  run: () => void
  place: PlaceName | undefined
}

/**
 * Who answers to a command right now. The last to register wins, so that what opened on top gets the key, and the one
 * beneath has it again when that closes. While a ticket that stands beside another has the focus, its commands come
 * before all, and those of the other one are not heard: nothing may be done to that by mistake. The same goes for a ticket
 * that is open while others are chosen.
 */
export function createRegistry() {
  const handlers = new Map<CommandId, Handler[]>()
  const listeners = new Set<() => void>()
  const kept = createKept()
  let available: CommandId[] = []
  const refusals = new Set<() => void>()
  let turned: PlaceName = 'main'
  let choosing = false
  let coming = 0

  function answering(id: CommandId): Handler | undefined {
    const all = (handlers.get(id) ?? []).filter(({ place }) => place !== 'chosen')
    if (turned === 'main') return all.findLast(({ place }) => place !== 'beside')
    return all.findLast(({ place }) => place === 'beside') ?? all.findLast(({ place }) => !place)
  }
  function answeringKey(id: CommandId): Handler | undefined {
    if (!choosing || !actsOnTicket(id)) return answering(id)
    return handlers.get(id)?.findLast(({ place }) => place === 'chosen')
  }
  function run(id: CommandId, handler: Handler | undefined): boolean {
    if (!handler) return false
    if (opensField(id)) kept.ask()
    handler.run()
    return true
  }
  function changed() {
    available = COMMAND_IDS.filter(answeringKey)
    listeners.forEach((listener) => listener())
  }

  return {
    register(id: CommandId, run: () => void, place?: PlaceName): () => void {
      const handler = { run, place }
      handlers.set(id, [...(handlers.get(id) ?? []), handler])
      changed()
      return () => {
        handlers.set(
          id,
          (handlers.get(id) ?? []).filter((each) => each !== handler),
        )
        changed()
      }
    },
    /** For a button, which belongs to a ticket. True if somebody answered. */
    run: (id: CommandId): boolean => run(id, answering(id)),
    /** For a key or a command by name: it means what is chosen, but in a text. */
    press(id: CommandId): boolean {
      if (document.activeElement?.closest(TYPING)) return run(id, answering(id))
      const heard = run(id, answeringKey(id))
      if (!heard && coming === 0 && choosing && actsOnTicket(id)) refusals.forEach((told) => told())
      return heard
    },
    /** Whether tickets are chosen. */
    choose(now: boolean): void {
      if (choosing === now) return
      choosing = now
      changed()
    },
    /** Is told of each key that cannot be for all that are chosen. */
    onRefused(told: () => void): () => void {
      refusals.add(told)
      return () => refusals.delete(told)
    },
    /** Somebody who answers to keys is being fetched; until the returned function is called, keys wait for them. */
    expect(): () => void {
      coming += 1
      return () =>
        void drawn().then(() => {
          coming -= 1
          if (coming === 0) kept.answers()
        })
    },
    expecting: () => coming > 0,
    /** What is typed before the field is there that it is for. */
    kept,
    /** Which of two tickets has the focus, or had it last. */
    turned: () => turned,
    turnTo(place: PlaceName): void {
      if (turned === place) return
      turned = place
      changed()
    },
    /** The commands that somebody answers to; the same array until that changes. */
    available: () => available,
    subscribe: (listener: () => void): (() => void) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

export type Registry = ReturnType<typeof createRegistry>

type Pressed = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'> &
  Partial<Pick<KeyboardEvent, 'getModifierState'>>

/** An event's keys in the registry's spelling. Shift is not spelt with characters that need it to be typed (`?`). */
export function chordOf(event: Pressed): string {
  const key = latin(event)
  // With AltGr a character is typed; Windows says Ctrl and Alt to it.
  const typed = event.getModifierState?.('AltGraph') === true && key.length === 1
  const parts = typed ? [] : [event.ctrlKey || event.metaKey ? 'mod' : '', event.altKey ? 'alt' : '']
  if (event.shiftKey && (key.length > 1 || /[a-z]/.test(key))) parts.push('shift')
  return [...parts.filter(Boolean), key].join('+')
}

/** The key's name; on an Arabic or Cyrillic keyboard the Latin letter that is printed on the same key. */
function latin({ key, code }: Pressed): string {
  const letter = /^Key([A-Z])$/.exec(code)?.[1]
  const other = [...key].length === 1 && /[^\p{Script=Latin}\p{Script=Common}]/u.test(key)
  return (other && letter ? letter : key).toLowerCase()
}

const MODIFIERS = ['Shift', 'Control', 'Alt', 'Meta']
/** How long the second key of two may take. */
const SEQUENCE_MS = 1_500

/** What an editor and a text field do with the same keys. */
const EDITING = ['mod+backspace', 'mod+z', 'mod+shift+z', 'mod+y', 'mod+a']
/** What moves a slider. */
const SLIDING = /^(shift\+)?(arrow|home|end|page)/

/** Whether a key at this place means itself: somebody is typing, a layer is open, or Enter is for the focused control. */
function isForThePlace(event: KeyboardEvent, chord: string): boolean {
  if (!(event.target instanceof Element)) return false
  if (event.target.closest(LAYERS)) return true
  if (event.target.matches('input[type="range"]') && SLIDING.test(chord)) return true
  if (chord === 'enter' && event.target.closest(PRESSABLE)) return true
  return Boolean(event.target.closest(TYPING)) && (!chord.startsWith('mod+') || EDITING.includes(chord))
}

/** Listens for keys on the whole page until the returned function is called. */
export function listen(registry: Registry, target: Document = document): () => void {
  const { kept } = registry
  let before = { chord: '', at: 0 }
  /** Before anybody else hears of it. */
  function keep(event: KeyboardEvent) {
    if (event.isComposing || MODIFIERS.includes(event.key) || !kept.take(event, chordOf(event))) return
    before = { chord: '', at: 0 }
    event.preventDefault()
    event.stopImmediatePropagation()
  }
  function focused(event: FocusEvent) {
    if (event.target instanceof Element && event.target.closest(`${TYPING}, ${LAYERS}`)) kept.came()
  }
  function pressed(event: KeyboardEvent) {
    if (event.defaultPrevented || event.isComposing || MODIFIERS.includes(event.key)) return
    const chord = chordOf(event)
    const first = event.timeStamp - before.at < SEQUENCE_MS ? before.chord : ''
    before = { chord: '', at: event.timeStamp }
    if (isForThePlace(event, chord)) return
    const id = (first && commandOf(`${first} ${chord}`)) || commandOf(chord)
    if (id) {
      const heard = registry.press(id)
      // The second key of two would mean something else by itself.
      const waits = !heard && registry.expecting() && commandOf(chord) === id
      if (waits) kept.hold(event)
      if (heard || waits) event.preventDefault()
    } else if (startsTwo(chord)) before.chord = chord
  }
  target.addEventListener('keydown', keep, true)
  target.addEventListener('keydown', pressed)
  target.addEventListener('focusin', focused)
  // Who presses elsewhere has gone on.
  target.addEventListener('pointerdown', kept.letGo, true)
  return () => {
    kept.letGo()
    target.removeEventListener('keydown', keep, true)
    target.removeEventListener('keydown', pressed)
    target.removeEventListener('focusin', focused)
    target.removeEventListener('pointerdown', kept.letGo, true)
  }
}
