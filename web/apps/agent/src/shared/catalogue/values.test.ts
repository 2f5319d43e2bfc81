import type { CustomField } from '@tessera/api'
import { describe, expect, it } from 'vitest'
import { aField } from '@/testing/fake-catalogue'
import { applies, missingToClose, shownFields, textOfValue } from './values'

const kind = aField({
  id: 'kind',
  type: 'one_of',
  options: [
    { id: 'hard', label: 'Hardware', archived: false },
    { id: 'soft', label: 'Software', archived: false },
  ],
})
const serial = aField({ id: 'serial', required_at: 'closing', depends_on: { field_id: 'kind', values: ['hard'] } })
const note = aField({ id: 'note', depends_on: { field_id: 'serial', values: ['x'] } })
const all: CustomField[] = [kind, serial, note]
const words = { yes: 'Yes', no: 'No', locale: 'en' }

describe('fields that depend on others', () => {
  it('apply when the other holds what they ask for', () => {
    expect(shownFields(all, {}).map((field) => field.id)).toEqual(['kind'])
    expect(shownFields(all, { kind: 'soft' }).map((field) => field.id)).toEqual(['kind'])
    expect(shownFields(all, { kind: 'hard' }).map((field) => field.id)).toEqual(['kind', 'serial'])
    expect(applies(note, all, { kind: 'soft', serial: 'x' })).toBe(false)
  })
  it('are asked for at closing only if they apply', () => {
    expect(missingToClose(all, { kind: 'soft' })).toEqual([])
    expect(missingToClose(all, { kind: 'hard' }).map((field) => field.id)).toEqual(['serial'])
    expect(missingToClose([{ ...serial, depends_on: null, editable: false }], {})).toEqual([])
  })
})

describe('a value in words', () => {
  it.each([
    [kind, 'hard', 'Hardware'],
    [kind, ['hard', 'gone'], 'Hardware, gone'],
    [aField({ type: 'date' }), '2026-11-30', 'Nov 30, 2026'],
    [aField({ type: 'number' }), 1234.5, '1,234.5'],
    [aField({ type: 'number' }), 0, '0'],
    [aField({ type: 'checkbox' }), false, 'No'],
    [undefined, 'left over', 'left over'],
    [kind, null, ''],
  ])('%#', (field, value, text) => {
    expect(textOfValue(field, value, words)).toBe(text)
  })
})
