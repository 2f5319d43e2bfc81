import { expect, it } from 'vitest'
import { fileName } from './save-as'

it.each([
  ['493 Where is my order?.eml', '493 Where is my order.eml'],
  ['7 ../../etc: "a|b"\n<c>.eml', '7 .. .. etc a b c.eml'],
  ['12 طلب رقم ٤.eml', '12 طلب رقم ٤.eml'],
  ['..hidden.eml', 'hidden.eml'],
  [`1 ${'long '.repeat(60)}.eml`, `1 ${'long '.repeat(23)}lon.eml`],
])('%j is kept as %j', (words, name) => expect(fileName(words)).toBe(name))
