import { expect, it } from 'vitest'
import { spokenTime, typedTime } from './typed'

/** A Wednesday. */
const NOW = new Date(2026, 10, 25, 10, 15)

it.each([
  ['45m', new Date(2026, 10, 25, 11, 0)],
  ['snooze 2h', new Date(2026, 10, 25, 12, 15)],
  ['3d', new Date(2026, 10, 28, 9)],
  ['0h', null],
  ['h', null],
])('%s in short', (text, at) => {
  expect(typedTime(text, NOW)).toEqual(at)
})

it.each([
  ['en', 'snooze until friday 14:30', new Date(2026, 10, 27, 14, 30)],
  ['en', 'due next monday', new Date(2026, 10, 30, 9)],
  ['en', 'snooze until 31.12.', new Date(2026, 11, 31, 9)],
  ['en', 'due 5.1.2027 8:30', new Date(2027, 0, 5, 8, 30)],
  ['de', '31.12.', new Date(2026, 11, 31, 9)],
  ['en', 'tomorrow', new Date(2026, 10, 26, 9)],
  ['en', 'on wednesday at 8am', new Date(2026, 11, 2, 8)],
  ['de', 'morgen um 14 Uhr', new Date(2026, 10, 26, 14)],
  ['en', 'today at 9', null],
  ['en', 'the kettle', null],
])('as one says it in %s: %s', (language, text, at) => {
  expect(spokenTime(text, NOW, language)).toEqual(at)
})
