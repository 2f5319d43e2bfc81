// @vitest-environment jsdom
import { renderHook } from '@testing-library/react'
import { expect, it } from 'vitest'
import '@/shared/i18n/views'
import { aField } from '@/testing/fake-catalogue'
import { hintFor, typedCondition, useTypedChoices } from './typed-choices'

const seats = aField({ id: 'seats', name: 'Seats', type: 'number' })
const choices = (typed: string) => renderHook(() => useTypedChoices('fields.seats', seats, typed)).result.current

it('says that a number can be typed, and offers it as itself and as a bound', () => {
  expect(hintFor('fields.seats', seats)).toBe('Type a number')
  expect(choices('1,500').map(({ label }) => label)).toEqual(['equals 1,500', '1,500 or more', 'less than 1,500'])
  expect(choices('1e5')).toEqual([])
})

it('asks for what was chosen', () => {
  const asked = choices('1,500').map(({ value }) => typedCondition('fields.seats', value))
  expect(asked).toEqual([
    { field: 'fields.seats', op: 'in', value: ['1500'] },
    { field: 'fields.seats', op: 'after', value: '1500' },
    { field: 'fields.seats', op: 'before', value: '1500' },
  ])
})
