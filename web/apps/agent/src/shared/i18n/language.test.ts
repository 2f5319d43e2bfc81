import { expect, it } from 'vitest'
import { localeOf } from './language'

it.each([
  ['de', ['en-US', 'de-AT', 'de'], 'de-AT'],
  ['de', ['fr'], 'de'],
  ['en', ['en-GB'], 'en-GB'],
  ['ar', ['ar-EG'], 'ar-EG-u-nu-latn'],
  ['ar', [], 'ar-u-nu-latn'],
] as const)('%s for a reader of %j is %s', (language, wanted, locale) => {
  expect(localeOf(language, wanted)).toBe(locale)
})

it('keeps Latin digits in Arabic', () => {
  expect(new Intl.NumberFormat(localeOf('ar', ['ar-EG'])).format(123)).toBe('123')
})
