import { expect, it } from 'vitest'
import { numberText, readNumber } from './number-text'

it.each([
  ['en', '15', 15],
  ['en', ' -1,234.5 ', -1234.5],
  ['en', '1.5', 1.5],
  ['en', '.5', 0.5],
  ['en', '−3', -3],
  ['en', '1 234', 1234],
  ['de', '1,5', 1.5],
  ['de', '1.234,5', 1234.5],
  ['de', '1.234', 1234],
  ['de', '1.5', 1.5],
  ['de', '1 234,5', 1234.5],
  ['de-CH', '1’234.5', 1234.5],
  ['de-CH', "1'234.5", 1234.5],
  ['de-AT', '1 234,5', 1234.5],
  ['ar-u-nu-latn', '1.5', 1.5],
  ['ar-u-nu-latn', '1,234.5', 1234.5],
  ['ar-u-nu-latn', '١٬٢٣٤٫٥', 1234.5],
  ['ar-u-nu-latn', '\u061c-١٥', -15],
  ['ar-EG-u-nu-latn', '۱۵', 15],
])('reads in %s: %s', (locale, typed, number) => {
  expect(readNumber(typed, locale)).toBe(number)
})

it.each([
  ['en', '--'],
  ['en', '-'],
  ['en', '1e'],
  ['en', '1e400'],
  ['en', '1,5'],
  ['en', '1.5.2'],
  ['en', '12,34'],
  ['en', '1.'],
  ['en', '.'],
  ['en', 'Infinity'],
  ['en', '0x10'],
  ['en', ''],
  ['de', '1,5,2'],
  ['de', '1.23,5'],
  ['de', '1.234.5'],
])('does not guess in %s: %s', (locale, typed) => {
  expect(readNumber(typed, locale)).toBeNull()
})

it('shows a number as it is read', () => {
  for (const locale of ['en', 'de', 'de-CH', 'ar-u-nu-latn', 'ar-EG-u-nu-latn'])
    for (const number of [15, -1234567.25, 0.000001, 0, 10 ** 15])
      expect(readNumber(numberText(number, locale), locale)).toBe(number)
  expect(numberText(1234.5, 'de')).toBe('1234,5')
})
