import '@/shared/i18n/settings'
import { expect, it } from 'vitest'
import { findSections } from './finding'
import { SECTIONS } from './registry'

const found = (query: string) => findSections(SECTIONS, query).map(({ id }) => id)

it.each([
  ['signature', 'people'],
  ['assignment', 'people'],
  ['Round robin', 'people'],
  ['regex', 'fields'],
  ['language', 'appearance'],
  ['dark mode', 'appearance'],
  ['do not disturb', 'notifications'],
  ['upload', 'transfer'],
  ['canned', 'macros'],
])('%s is found where it is set: %s', (query, section) => {
  expect(found(query)).toContain(section)
})

it('has what is called so first', () => {
  expect(found('mail')[0]).toBe('mail')
  expect(found('mail').length).toBeGreaterThan(1)
})

it('finds nothing by what no page has, and everything by nothing', () => {
  expect(found('zebra')).toEqual([])
  expect(found('  ')).toEqual(SECTIONS.map(({ id }) => id))
})
