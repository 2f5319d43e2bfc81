import '@/shared/i18n/settings'
import { expect, it } from 'vitest'
import { findSections, firstOf } from './finding'
import { SECTIONS } from './registry'

const found = (query: string) => findSections(SECTIONS, query).map(({ section }) => section.id)

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

it.each([
  ['undo send', 'appearance', 'undo-send'],
  ['density', 'appearance', 'density'],
  ['do not disturb', 'notifications', 'quiet'],
  ['sound', 'notifications', 'sound'],
  ['signature', 'people', 'signature'],
  ['sign', 'people', 'signature'],
  ['signiture', 'people', 'signature'],
  ['undo sned', 'appearance', 'undo-send'],
  ['Mail', 'mail', undefined],
  ['tags', 'tags', undefined],
])('Enter on %s opens %s, %s', (query, section, setting) => {
  const expected = setting ? { section, setting } : { section }
  expect(firstOf(findSections(SECTIONS, query), query)).toEqual(expected)
})

it('opens nothing by Enter where nothing is looked for or found', () => {
  expect(firstOf(findSections(SECTIONS, ''), '')).toBeNull()
  expect(firstOf(findSections(SECTIONS, 'zebra'), 'zebra')).toBeNull()
})
