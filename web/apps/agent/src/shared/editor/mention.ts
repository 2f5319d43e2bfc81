import Mention from '@tiptap/extension-mention'
import { type Choosing, type Option, shownIn } from './choosing'

/** Who can be mentioned; `ref` is `agent-<id>` or `team-<id>`, as the note's HTML names them. */
export interface Mentionable {
  ref: string
  name: string
}

const PREFIX = '#mention-'
const MOST_OFFERED = 8

/** `@` and a name: a chip that mail programs and the server's sanitiser take for a link. */
export function mentions(choosing: Choosing) {
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
      items: ({ query }): Option[] => found(choosing.people(), query).map(({ ref, name }) => ({ id: ref, name })),
      command: ({ editor, range, props }) => {
        const chosen = props as unknown as Option
        const chip = { type: 'mention', attrs: { id: chosen.id, label: chosen.name } }
        editor
          .chain()
          .focus()
          .insertContentAt(range, [chip, { type: 'text', text: ' ' }])
          .run()
      },
      render: shownIn(choosing, 'mention'),
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
