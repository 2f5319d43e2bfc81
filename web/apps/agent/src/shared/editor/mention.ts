import Mention from '@tiptap/extension-mention'
import type { SuggestionProps } from '@tiptap/suggestion'

/** Who can be mentioned; `ref` is `agent-<id>` or `team-<id>`, as the note's HTML names them. */
export interface Mentionable {
  ref: string
  name: string
}

/** What is being chosen from, where, and how it is put in. */
export interface Mentioning {
  items: Mentionable[]
  at: number
  rect: DOMRect | null
  pick: (one: Mentionable) => void
}

const PREFIX = '#mention-'
const MOST_OFFERED = 8

/** What an editor and its list of names share. */
export function createNames() {
  const listeners = new Set<() => void>()
  let people: Mentionable[] = []
  let mentioning: Mentioning | null = null
  return {
    people: () => people,
    offer(wanted: Mentionable[]) {
      people = wanted
    },
    shown: () => mentioning,
    show(next: Mentioning | null) {
      mentioning = next
      listeners.forEach((listener) => listener())
    },
    subscribe: (listener: () => void) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
type Names = ReturnType<typeof createNames>

/** `@` and a name: a chip that mail programs and the server's sanitiser take for a link. */
export function mentions(names: Names) {
  const said = (props: SuggestionProps<Mentionable>, at: number): Mentioning => ({
    items: props.items,
    at: Math.max(0, Math.min(at, props.items.length - 1)),
    rect: props.clientRect?.() ?? null,
    pick: (one) => props.command({ id: one.ref, label: one.name }),
  })
  return Mention.extend({
    parseHTML: () => [
      {
        tag: `a[href^="${PREFIX}"]`,
        priority: 1100,
        getAttrs: (element) => ({
          id: element.getAttribute('href')?.slice(PREFIX.length),
          label: element.textContent.replace(/^@/, ''),
        }),
      },
    ],
    renderHTML: ({ node }) => ['a', { href: PREFIX + String(node.attrs['id']) }, `@${String(node.attrs['label'])}`],
    renderText: ({ node }) => `@${String(node.attrs['label'])}`,
  }).configure({
    suggestion: {
      char: '@',
      items: ({ query }) => found(names.people(), query),
      render: () => ({
        onStart: (props: SuggestionProps<Mentionable>) => names.show(said(props, 0)),
        onUpdate: (props: SuggestionProps<Mentionable>) => names.show(said(props, names.shown()?.at ?? 0)),
        onExit: () => names.show(null),
        onKeyDown: ({ event }) => {
          const now = names.shown()
          if (!now || now.items.length === 0) return false
          const count = now.items.length
          const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
          if (step) names.show({ ...now, at: (now.at + step + count) % count })
          else if (event.key === 'Enter' || event.key === 'Tab') now.pick(now.items[now.at]!)
          else return false
          return true
        },
      }),
    },
  })
}

/** Those with a word that begins so, the ones whose name does first. */
export function found(people: Mentionable[], query: string): Mentionable[] {
  const wanted = query.toLowerCase()
  const rank = ({ name }: Mentionable) => {
    const low = name.toLowerCase()
    return low.startsWith(wanted) ? 0 : low.split(/\s+/).some((word) => word.startsWith(wanted)) ? 1 : 2
  }
  return people
    .map((one) => ({ one, rank: rank(one) }))
    .filter((each) => each.rank < 2)
    .sort((a, b) => a.rank - b.rank || a.one.name.localeCompare(b.one.name))
    .slice(0, MOST_OFFERED)
    .map((each) => each.one)
}
