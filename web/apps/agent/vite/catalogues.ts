import { type MessageFormatElement, TYPE, parse } from '@formatjs/icu-messageformat-parser'
import type { Plugin } from 'vite'
import type { Message, Part } from '../src/shared/i18n/icu'

const CATALOGUE = /\/shared\/i18n\/.*\.json$/

/**
 * Reads the ICU messages of the catalogues when the app is built: what is shipped is their parts, and no parser. A message that
 * is not ICU, or that uses what `icu.ts` cannot show, fails the build with its key.
 */
export function catalogues(): Plugin {
  return {
    name: 'tessera:catalogues',
    enforce: 'pre',
    transform(code, id) {
      if (!CATALOGUE.test(id)) return null
      return { code: JSON.stringify(compileCatalogue(JSON.parse(code) as Tree, id)), map: null }
    },
  }
}

export type Tree = { [key: string]: string | Tree }
type Compiled = { [key: string]: Message | Compiled }

function compileCatalogue(tree: Tree, path: string): Compiled {
  const compiled = Object.entries(tree).map(([key, value]) => {
    const at = `${path} ${key}`
    return [key, typeof value === 'string' ? compileMessage(value, at) : compileCatalogue(value, at)]
  })
  return Object.fromEntries(compiled) as Compiled
}

/** @throws Error naming `at`, when the text is no ICU message or has an argument type that is not supported */
export function compileMessage(text: string, at = text): Message {
  try {
    const parts = parse(text, { ignoreTag: true }).map(compilePart)
    if (parts.length === 0) return ''
    return parts.length === 1 && typeof parts[0] === 'string' ? parts[0] : parts
  } catch (error) {
    throw new Error(`${at}: not a message in ICU MessageFormat: "${text}"`, { cause: error })
  }
}

function compilePart(element: MessageFormatElement): Part {
  switch (element.type) {
    case TYPE.literal:
      return element.value
    case TYPE.pound:
      return 0
    case TYPE.argument:
      return [element.value]
    case TYPE.number:
    case TYPE.date:
    case TYPE.time: {
      const { style } = element
      if (style && typeof style !== 'string') throw new Error('Skeletons are not supported.')
      const kind = { [TYPE.number]: 'n', [TYPE.date]: 'd', [TYPE.time]: 't' } as const
      return style ? [element.value, kind[element.type], style] : [element.value, kind[element.type]]
    }
    case TYPE.plural:
      if (element.offset) throw new Error('Offsets are not supported.')
      return [element.value, element.pluralType === 'ordinal' ? 'o' : 'p', choices(element.options)]
    case TYPE.select:
      return [element.value, 's', choices(element.options)]
    default:
      throw new Error('Tags are not supported.')
  }
}

function choices(options: Record<string, { value: MessageFormatElement[] }>): Record<string, Part[]> {
  return Object.fromEntries(Object.entries(options).map(([name, { value }]) => [name, value.map(compilePart)]))
}
