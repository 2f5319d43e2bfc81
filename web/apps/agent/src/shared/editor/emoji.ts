import { PluginKey } from '@tiptap/pm/state'
import { Extension, InputRule } from '@tiptap/react'
import { Suggestion } from '@tiptap/suggestion'
import { type Choosing, type Option, shownIn } from './choosing'

/** An emoji, the short names that programs know it by, what it is called, and words that lead to it. */
export interface Emoji {
  sign: string
  codes: string[]
  label: string
  words: string
}

/** Whoever types less may mean a time, or a face of signs. */
const FEWEST_LETTERS = 2
const MOST_OFFERED = 8
/** Arabic has no words of its own in the data: the short names are known everywhere. */
const BOOKS: Record<string, () => Promise<{ default: string }>> = {
  en: () => import('virtual:emoji-en'),
  de: () => import('virtual:emoji-de'),
}

/** `:` and the beginning of a name; `:name:` written out becomes its emoji too. */
export function emoji(choosing: Choosing, language: string) {
  let known: Emoji[] = []
  const load = async () => {
    if (known.length === 0) known = read((await (BOOKS[language] ?? BOOKS['en']!)()).default)
    return known
  }
  return Extension.create({
    name: 'emoji',
    addProseMirrorPlugins() {
      return [
        Suggestion<Option>({
          editor: this.editor,
          pluginKey: new PluginKey('emoji'),
          char: ':',
          // A browser that cannot fetch the names leaves what was typed.
          items: async ({ query }) => {
            const book = load().catch(() => [])
            return query.length < FEWEST_LETTERS ? [] : found(await book, query).map(optionOf)
          },
          command: ({ editor, range, props }) => {
            const { id } = props as Option
            editor.chain().focus().insertContentAt(range, `${id} `).run()
          },
          render: shownIn(choosing, 'emoji'),
        }),
      ]
    },
    addInputRules: () => [
      new InputRule({
        find: /(?:^|\s)(:([a-z0-9_+-]+):)$/,
        handler: ({ range, match, chain }) => {
          const sign = known.find(({ codes }) => codes.includes(match[2]!))?.sign
          if (!sign) return null
          chain()
            .insertContentAt({ from: range.from + match[0].length - match[1]!.length, to: range.to }, sign)
            .run()
        },
      }),
    ],
  })
}

const optionOf = ({ sign, label }: Emoji): Option => ({ id: sign, name: label, sign })

export function read(lines: string): Emoji[] {
  return lines.split('\n').map((line) => {
    const [sign = '', codes = '', label = '', words = ''] = line.split('\t')
    return { sign, codes: codes.split(' '), label, words: `${label} ${words}`.toLowerCase() }
  })
}

/** Whose short name begins so, the shortest first; then those that a word leads to. */
export function found(known: Emoji[], query: string): Emoji[] {
  const wanted = query.toLowerCase()
  const rank = ({ codes, words }: Emoji) => {
    const lengths = codes.filter((code) => code.startsWith(wanted)).map((code) => code.length)
    if (lengths.length > 0) return Math.min(...lengths)
    return words.startsWith(wanted) ? 100 : words.includes(` ${wanted}`) ? 200 : Infinity
  }
  return known
    .map((one) => ({ one, rank: rank(one) }))
    .filter((each) => each.rank < Infinity)
    .sort((a, b) => a.rank - b.rank)
    .slice(0, MOST_OFFERED)
    .map((each) => each.one)
}
