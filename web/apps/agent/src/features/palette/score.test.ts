import { expect, it } from 'vitest'
import { fitOf, isMeant, scoreOf } from './score'

it('puts what is typed outright before what the server found, and the way to the whole search last', () => {
  const typed = scoreOf('assign', 0.9, 0)
  const held = scoreOf('ticket 1', 0, 0)
  const found = scoreOf('found 1', 1, 0)
  const chance = scoreOf('tag add business', 0.05, 0)
  const everywhere = scoreOf('everywhere assign', 1, 0)
  const best = [typed, held, found, chance, everywhere]
  expect(best.toSorted((a, b) => b - a)).toEqual(best)
})

it('helps what is used, never beyond twice', () => {
  expect(scoreOf('a', 0.4, 1)).toBeGreaterThan(scoreOf('b', 0.4, 0))
  expect(scoreOf('a', 0.4, 1e9)).toBeLessThanOrEqual(0.8)
})

it('leaves out what fits by chance', () => {
  expect(scoreOf('a', 0.001, 50)).toBe(0)
})

const URGENT = ['Set priority to Urgent', 'Urgent']
const JONAS = ['Assign to Jonas Weber', 'Jonas Weber', 'jonas@acme.test']

it.each([
  ['prio urg', URGENT],
  ['spu', URGENT],
  ['urgnt', URGENT],
  ['Priority', URGENT],
  ['asign jon', JONAS],
  ['acme', JONAS],
  ['weber jonas', JONAS],
  ['board', ['Dashboard']],
  ['mrge', ['Merge into another ticket']],
  ['أولوية', ['تغيير الأولوية']],
])('“%s” means %j', (typed, texts) => expect(isMeant(typed, texts)).toBe(true))

it.each([
  ['print', URGENT],
  ['react', JONAS],
  ['pgent', URGENT],
  ['assweb x', JONAS],
  ['delete', ['Details of the template']],
  ['reopen', ['Merge into another ticket, open', 'Relates to happening']],
])('“%s” does not mean %j', (typed, texts) => expect(isMeant(typed, texts)).toBe(false))

it('puts what is called as is typed before what only begins so', () => {
  const called = scoreOf('settings organization colour', fitOf('colour', ['Colour', 'Colour Settings'], 0.2), 0)
  const begins = scoreOf('settings tags', fitOf('colour', ['Tags', 'labels colour rename'], 0.9), 9)
  expect(called).toBeGreaterThan(begins)
})
