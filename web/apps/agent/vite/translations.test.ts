import { type MessageFormatElement, TYPE, parse } from '@formatjs/icu-messageformat-parser'
import { describe, expect, it } from 'vitest'
import type { Tree } from './catalogues'
import { SAID, readCatalogue } from './translations'

/** The arguments of a message, with the choices of a select (those of a plural are the language's own). */
function argumentsOf(elements: MessageFormatElement[]): string[] {
  return elements.flatMap((element) => {
    if (element.type === TYPE.literal || element.type === TYPE.pound || element.type === TYPE.tag) return []
    if (element.type !== TYPE.plural && element.type !== TYPE.select) return [element.value]
    const inner = Object.values(element.options).flatMap(({ value }) => argumentsOf(value))
    const choices = element.type === TYPE.select ? Object.keys(element.options).sort() : []
    return [`${element.value}(${choices.join()})`, ...inner]
  })
}
const shape = (text: string) => [...new Set(argumentsOf(parse(text, { ignoreTag: true })))].sort()

function flat(tree: Tree, path = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[path + key, value] as [string, string]] : flat(value, `${path}${key} › `),
  )
}

describe.each([
  ['de', ''],
  ['de', '-pages'],
  ['de', '-search'],
  ['ar', ''],
  ['ar', '-pages'],
  ['ar', '-search'],
  ['de', '-jobs'],
  ['ar', '-jobs'],
  ['de', '-settings'],
  ['ar', '-settings'],
])('%s%s', (language, group) => {
  const english = new Map(flat(readCatalogue(`en${group}`)))
  const translated = flat(readCatalogue(`${language}${group}`))

  it('has only texts that there are', () => {
    expect(translated.map(([key]) => key).filter((key) => !english.has(key))).toEqual([])
  })

  it('says the same with the same arguments', () => {
    const wrong = translated.filter(
      ([key, text]) => JSON.stringify(shape(text)) !== JSON.stringify(shape(english.get(key) ?? '')),
    )
    expect(wrong).toEqual([])
  })

  it('leaves nothing in English', () => {
    const there = new Set(translated.map(([key]) => key))
    expect([...english.keys()].filter((key) => !there.has(key))).toEqual([])
  })
})

/** `{0}` of a sentence; braces beside them are its own. */
const places = (sentence: string) => [...new Set(sentence.match(/(?<=\{)\d+(?=\})/g))].sort()
const named = (text: string) =>
  shape(text)
    .map((each) => each.replace(/\(.*\)$/, ''))
    .filter((each, at, all) => all.indexOf(each) === at)

describe.each(['de', 'ar'])('what the server says, in %s', (language) => {
  const said = new Map(flat(readCatalogue(`${language}-said`)))

  it('is every sentence, and no other', () => {
    expect([...said.keys()].sort()).toEqual([...SAID].sort())
  })

  it('has what the sentence has from its moment', () => {
    const wrong = [...said].filter(([key, text]) => JSON.stringify(named(text)) !== JSON.stringify(places(key)))
    expect(wrong).toEqual([])
  })
})
