import { expect, it } from 'vitest'
import { alternativesOf, withAnd, withOr, withPart } from './alternatives'
import { filterFrom, textOf } from './filter-text'

const of = (text: string) => filterFrom(text)!.of
const text = (filters: ReturnType<typeof of>) => textOf({ match: 'all', of: filters })

it('makes alternatives of neighbours, and takes further ones in', () => {
  const three = of('status:open priority:urgent tag:vip')
  const two = withOr(three, 2)
  expect(text(two)).toBe('status:open any(priority:urgent tag:vip)')
  expect(text(withOr(two, 1))).toBe('any(status:open priority:urgent tag:vip)')
})

it('parts alternatives where one says so', () => {
  const group = of('any(status:open priority:urgent tag:vip)')
  expect(text(withAnd(group, 0, 1))).toBe('status:open any(priority:urgent tag:vip)')
  expect(text(withAnd(group, 0, 2))).toBe('any(status:open priority:urgent) tag:vip')
})

it('changes one of them, and is a condition again when one is left', () => {
  const group = of('team:none any(status:open priority:urgent)')
  expect(text(withPart(group, 1, 1, of('priority:low')[0]!))).toBe('team:none any(status:open priority:low)')
  expect(text(withPart(group, 1, 0, null))).toBe('team:none priority:urgent')
  expect(text(withPart(group, 0, 0, null))).toBe('any(status:open priority:urgent)')
})

it('leaves other groups whole', () => {
  const [none] = of('none(status:open tag:vip)')
  expect(alternativesOf(none!)).toEqual([none])
})
