import type { Problem } from '@tessera/api'
import { type Message, formatMessage } from './icu'
import { LANGUAGE, LOCALE } from './language'

type Catalogue = Readonly<Record<string, Message>>

const catalogues = import.meta.glob<{ default: Catalogue }>(['./de-said.json', './ar-said.json'])
const load = catalogues[`./${LANGUAGE}-said.json`]
let speaking: Promise<Speak> | undefined

/** Says in another language what the server said; what it does not know stays: a field's own hint, another system's words. */
export type Speak = (text: string) => string

/** The server speaks English; its sentences are fetched in the reader's language once one of them is to be shown. */
export function speak(): Promise<Speak> {
  speaking ??= load ? load().then((module) => speaker(module.default, LOCALE)) : Promise.resolve((text) => text)
  // Offline they are asked for again, and until then English is better than nothing.
  speaking.catch(() => (speaking = undefined))
  return speaking.catch(() => (text: string) => text)
}

export async function say(text: string): Promise<string> {
  return (await speak())(text)
}

export async function sayProblem(problem: Problem): Promise<Problem> {
  const inWords = await speak()
  const errors = problem.errors.map((each) => ({ ...each, message: inWords(each.message) }))
  return { ...problem, detail: inWords(problem.detail), errors }
}

/** `catalogue` is by the server's sentences, in which `{0}`, `{1}` stand for what they have from their moment. */
export function speaker(catalogue: Catalogue, locale: string): Speak {
  // What says most by itself comes first: “There is no {0}.” would fit to “There is no such ticket.” as well.
  const patterns = Object.keys(catalogue)
    .filter((key) => PLACE.test(key))
    .sort((one, other) => other.replace(PLACES, '').length - one.replace(PLACES, '').length)
    .map((key) => [patternOf(key), catalogue[key]!] as const)
  const found = (text: string, fits: (values: string[]) => boolean): string | undefined => {
    if (Object.hasOwn(catalogue, text)) return formatMessage(catalogue[text]!, {}, locale)
    for (const [pattern, message] of patterns) {
      const values = pattern.exec(text)?.slice(1)
      if (values && fits(values))
        return formatMessage(message, { ...values.map((each) => valueOf(said(each))) }, locale)
    }
    return undefined
  }
  /** One sentence, or one after the other; a value may look like the end of one. */
  function said(text: string): string {
    const whole = found(text, (values) => !values.some((each) => NEXT.test(each)))
    if (whole !== undefined) return whole
    for (const { index } of text.matchAll(NEXTS)) {
      const first = found(text.slice(0, index + 1), () => true)
      if (first !== undefined) return `${first} ${said(text.slice(index + 2))}`
    }
    return found(text, () => true) ?? text
  }
  return said
}

const NEXT = /\. \S/
const NEXTS = /\. (?=\S)/g
const PLACE = /\{\d+\}/
const PLACES = /\{\d+\}/g

function patternOf(key: string): RegExp {
  const literal = key.split(PLACES).map((piece) => piece.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${literal.join('(.*?)')}$`, 's')
}

/** A count is a number, for its plural. */
function valueOf(text: string): string | number {
  return /^(\d{1,9}|\d{1,3}(,\d{3})+)$/.test(text) ? Number(text.replaceAll(',', '')) : text
}
