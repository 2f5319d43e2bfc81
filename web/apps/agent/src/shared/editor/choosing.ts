import type { SuggestionOptions, SuggestionProps } from '@tiptap/suggestion'
import type { Mentionable } from './mention'

/** What can be put in at the cursor: somebody by name, or a sign. */
export interface Option {
  id: string
  name: string
  /** Shown before the name; without one it is somebody, with an avatar. */
  sign?: string
}

/** What is being chosen from, where, and how it is put in. */
export interface Choice {
  of: 'mention' | 'emoji'
  options: Option[]
  at: number
  rect: DOMRect | null
  pick: (option: Option) => void
}

/** What an editor and the list beside its cursor share. */
export function createChoosing() {
  const listeners = new Set<() => void>()
  let choice: Choice | null = null
  let people: Mentionable[] = []
  return {
    people: () => people,
    offer(mentionable: Mentionable[]) {
      people = mentionable
    },
    shown: () => choice,
    show(next: Choice | null) {
      choice = next
      listeners.forEach((listener) => listener())
    },
    subscribe: (listener: () => void) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
export type Choosing = ReturnType<typeof createChoosing>

/** Shows what a suggestion offers, and gives it the keys. */
export function shownIn(choosing: Choosing, of: Choice['of']): NonNullable<SuggestionOptions<Option>['render']> {
  const said = (props: SuggestionProps<Option>, at: number): Choice => ({
    of,
    options: props.items,
    at: Math.max(0, Math.min(at, props.items.length - 1)),
    rect: props.clientRect?.() ?? null,
    pick: props.command,
  })
  return () => ({
    onStart: (props) => choosing.show(said(props, 0)),
    onUpdate: (props) => choosing.show(said(props, choosing.shown()?.at ?? 0)),
    onExit: () => choosing.show(null),
    onKeyDown: ({ event }) => {
      const now = choosing.shown()
      if (!now || now.options.length === 0) return false
      const count = now.options.length
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
      if (step) choosing.show({ ...now, at: (now.at + step + count) % count })
      else if (event.key === 'Enter' || event.key === 'Tab') now.pick(now.options[now.at]!)
      else return false
      return true
    },
  })
}
