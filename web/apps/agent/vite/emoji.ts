import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Plugin } from 'vite'

const MODULE = /^virtual:emoji-([a-z]+)$/

interface Known {
  hexcode: string
  label: string
  unicode: string
  tags?: string[]
}

/**
 * `virtual:emoji-<language>`: every emoji with the short names that programs use and the words of a language, a line
 * each, made from `emojibase-data` when the app is built: what is shipped is what is searched.
 */
export function emoji(): Plugin {
  return {
    name: 'tessera:emoji',
    resolveId: (id) => (MODULE.test(id) ? `\0${id}` : null),
    async load(id) {
      const [, language] = MODULE.exec(id.slice(1)) ?? []
      return language ? `export default ${JSON.stringify(await lines(language))}` : null
    },
  }
}

async function lines(language: string): Promise<string> {
  const [known, english, names] = await Promise.all([
    read<Known[]>(`${language}/compact.json`),
    read<Known[]>('en/compact.json'),
    read<Record<string, string | string[]>>('en/shortcodes/github.json'),
  ])
  const words = new Map(english.map((one) => [one.hexcode, one.label]))
  return known
    .filter(({ hexcode }) => names[hexcode])
    .map(({ hexcode, unicode, label, tags = [] }) => {
      const own = language === 'en' ? [] : [words.get(hexcode) ?? '']
      return [unicode, [names[hexcode]].flat().join(' '), label, [...tags, ...own].join(' ')].join('\t')
    })
    .join('\n')
}

async function read<T>(path: string): Promise<T> {
  const file = createRequire(import.meta.url).resolve(`emojibase-data/${path}`)
  return JSON.parse(await readFile(file, 'utf8')) as T
}
