import { commandOf } from './bindings'

/** Where one types; ticking a box types nothing, nor does moving a slider. */
export const TYPING = 'input:not([type="checkbox"], [type="range"]), textarea, select, [contenteditable="true"]'
/** What opens over the page and has the keys. */
export const LAYERS = '[role="dialog"], [role="menu"], [role="listbox"]'

/** What Enter presses. */
export const PRESSABLE = 'button, a, [role="separator"]'

/** So long a field that was asked for may take; then keys mean what they always do. */
const COMES_WITHIN_MS = 5_000
/** But the rest of a word is no command: whoever is still typing pauses first. */
const PAUSE_MS = 700

/** What else one presses in a field. */
const KEYS = 'Enter Backspace Delete Tab Escape ArrowLeft ArrowRight ArrowUp ArrowDown Home End'.split(' ')

/** `typed`: it stands for its character. */
interface Kept {
  event: KeyboardEvent
  typed: boolean
}

/**
 * Keys between a key that opens a field and the field itself, which may have to be fetched first: they are meant for the
 * field, and run no commands meanwhile. When it has the focus it gets them in their order, as if they were pressed in it.
 * Where who answers to a key has to be fetched, that key is the first of them.
 */
export function createKept() {
  let awaited = false
  /** No field is awaited, but whoever answers to the first of the kept keys. */
  let held = false
  let giving = false
  let again = false
  let kept: Kept[] = []
  /** Pressed before the field was there: what comes closes at once. */
  let escape: KeyboardEvent | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let lastAt = 0

  function ask(): void {
    awaited = true
    escape = null
    wait(COMES_WITHIN_MS)
  }
  /** For a key that nobody answers to yet: what comes with it is fetched. */
  function hold(event: KeyboardEvent): void {
    ask()
    held = true
    keep(event, false)
  }
  function wait(ms: number): void {
    clearTimeout(timer)
    timer = setTimeout(() => (kept.length > 0 && Date.now() - lastAt < PAUSE_MS ? wait(PAUSE_MS) : letGo()), ms)
  }
  /** No field comes. What is being typed for it is no command either: its author has to read that first. */
  function refuse(): void {
    awaited = true
    escape = null
    wait(PAUSE_MS)
  }
  function letGo(): void {
    clearTimeout(timer)
    awaited = false
    held = false
    escape = null
    kept = []
  }
  /** Whether the key waits for the field, so that nobody else may have it. */
  function take(event: KeyboardEvent, chord: string): boolean {
    if (again) return false
    // Whoever goes on elsewhere closes what comes by themselves.
    if (event.key === 'Tab') escape = null
    if (!awaited && !giving) return false
    // While keys are given, it has its turn among them: what came answers to it once it is drawn.
    if (event.key === 'Escape' && awaited) return drop(event)
    const typed = isTyped(event, chord)
    if (!typed && !isPressed(event, chord)) return false
    // The key that asked, still held down.
    if (!event.repeat) keep(event, typed)
    return true
  }
  function keep(event: KeyboardEvent, typed: boolean): void {
    kept.push({ event, typed })
    lastAt = Date.now()
  }
  function drop(event: KeyboardEvent): boolean {
    const comes = !held
    letGo()
    if (!comes) return true
    escape = event
    wait(COMES_WITHIN_MS)
    return true
  }
  /** A field or a layer has the focus. */
  function came(): void {
    if (escape) {
      const pressed = escape
      letGo()
      void drawn().then(() => press({ event: pressed, typed: false }))
    } else if (awaited) {
      clearTimeout(timer)
      awaited = false
      held = false
      if (!giving && kept.length > 0) void give()
    }
  }
  /** Whoever answers to keys is there. */
  function answers(): void {
    if (held) came()
  }
  async function give(): Promise<void> {
    giving = true
    // By then it answers to keys.
    await drawn()
    let typing = true
    while (!awaited && kept.length > 0) {
      const next = kept.shift()!
      // Enter may have left the field. But text that lost it by mistake is no commands.
      if (!typing || !next.typed || document.activeElement?.closest(`${TYPING}, ${LAYERS}`)) press(next)
      typing &&= next.typed
      // An editor reads what changed after each letter. What Enter chooses, and where the next key goes, is known when
      // all that was typed has been drawn.
      await (next.typed && kept[0]?.typed ? null : drawn())
    }
    giving = false
  }
  function press({ event, typed }: Kept): void {
    const at = document.activeElement ?? document.body
    again = true
    const untaken = at.dispatchEvent(new KeyboardEvent('keydown', event))
    again = false
    if (!untaken || !(at instanceof HTMLElement)) return
    if (at.matches(TYPING)) type(at, event, typed)
    else if (event.key === 'Enter' && at.matches(PRESSABLE)) at.click()
  }
  return { ask, hold, take, came, answers, refuse, letGo }
}

/** With Option, a Mac types signs. */
function isTyped(event: KeyboardEvent, chord: string): boolean {
  return [...event.key].length === 1 && !/^(mod\+.|alt\+\w$)/.test(chord)
}

/** The rest that is ours or the field's; what the browser does by itself it may do now. */
function isPressed(event: KeyboardEvent, chord: string): boolean {
  return commandOf(chord) !== undefined || (KEYS.includes(event.key) && !/^(mod|alt)\+/.test(chord))
}

/** What the browser itself does with a key: it does not do that for an event of ours. */
function type(at: HTMLElement, event: KeyboardEvent, typed: boolean): void {
  // Nothing else types as a person does, with the field's own undo; and every browser has it.
  const edit = (command: string, text?: string) => document.execCommand(command, false, text)
  if (typed) edit('insertText', event.key)
  else if (event.key === 'Backspace') edit('delete')
  else if (event.key === 'Delete') edit('forwardDelete')
  else if (event.key === 'Tab') goOn(at, event.shiftKey ? -1 : 1)
  else if (event.key === 'Enter' && at instanceof HTMLTextAreaElement) edit('insertText', '\n')
  else if (event.key === 'Enter' && at instanceof HTMLInputElement) at.form?.requestSubmit()
}

const STOPS = 'input, textarea, select, button, a[href], [tabindex="0"], [contenteditable="true"]'

function goOn(from: HTMLElement, by: 1 | -1): void {
  const all = [...(from.closest(LAYERS) ?? document).querySelectorAll<HTMLElement>(STOPS)]
  const stops = all.filter((each) => each.tabIndex >= 0 && !each.matches(':disabled') && each.checkVisibility())
  stops[stops.indexOf(from) + by]?.focus()
}

/** Resolves when what changed is on the screen, and answers to keys. */
export function drawn(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))
}
