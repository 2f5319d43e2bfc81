import { describe, expect, it } from 'vitest'
import { formatMessage } from '../src/shared/i18n/icu'
import { compileMessage } from './catalogues'

const say = (text: string, values: Record<string, unknown> = {}, locale = 'en') =>
  formatMessage(compileMessage(text), values, locale)

describe('messages compiled when the app is built', () => {
  it('leaves plain text as it is, also with quotes and tags', () => {
    expect(compileMessage("The customer's <b> answer")).toBe("The customer's <b> answer")
    expect(compileMessage('')).toBe('')
    expect(say("'{'{name}'}'", { name: 'ticket' })).toBe('{ticket}')
  })

  it('fills in arguments; one that is missing shows its name', () => {
    expect(say('{actor} set it to {to}', { actor: 'Ada' })).toBe('Ada set it to {to}')
    expect(say('{n}', { n: 1200 })).toBe('1,200')
    expect(say('Merge into #{number}', { number: 1055 })).toBe('Merge into #1055')
  })

  it('chooses plurals by the language, exact numbers first', () => {
    const text = '{count, plural, =0 {Nobody} one {# agent} other {# agents}}'
    expect([0, 1, 2, 1000].map((count) => say(text, { count }))).toEqual([
      'Nobody',
      '1 agent',
      '2 agents',
      '1,000 agents',
    ])
    const arabic = '{count, plural, zero {z} one {o} two {t} few {f} many {m} other {x}}'
    expect([0, 1, 2, 3, 11, 100].map((count) => say(arabic, { count }, 'ar')).join('')).toBe('zotfmx')
    expect(say('{n, selectordinal, one {#st} two {#nd} few {#rd} other {#th}}', { n: 22 })).toBe('22nd')
  })

  it('nests choices, and # is the number of the plural around it', () => {
    const text = '{who, select, me {{n, plural, one {my # ticket} other {my # tickets}}} other {theirs}}'
    expect(say(text, { who: 'me', n: 3 })).toBe('my 3 tickets')
    expect(say(text, { who: 'constructor', n: 3 })).toBe('theirs')
  })

  it('shows numbers and dates as the locale does', () => {
    expect(say('{share, number, percent}', { share: 0.25 }, 'de')).toBe('25\u00a0%')
    expect(say('{at, date, long}', { at: '2026-03-01T12:00:00Z' }, 'de')).toBe('1. März 2026')
  })

  it('keeps the direction of a name inside Arabic', () => {
    expect(say('أسند {actor}', { actor: 'Ada' }, 'ar')).toBe('أسند \u2068Ada\u2069')
  })

  it.each(['{open', '{n, plural, one {#}}', '{n, number, ::compact-short}', '{n, plural, offset:1 other {#}}'])(
    'fails the build for %s',
    (text) => expect(() => compileMessage(text, 'list.count')).toThrow(/list\.count/),
  )
})
