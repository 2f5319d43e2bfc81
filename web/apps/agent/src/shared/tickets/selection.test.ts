import { beforeEach, expect, it } from 'vitest'
import { aTicket } from '@/testing/factories'
import {
  clearSelection,
  isPicked,
  pickAll,
  pickEverything,
  pickTo,
  pickedOf,
  togglePicked,
  useSelection,
} from './selection'

const ORDER = [...'abcdef']
const picked = () => ORDER.filter((id) => isPicked(useSelection.getState(), id)).join('')

beforeEach(clearSelection)

it('takes and lets go one', () => {
  togglePicked('b')
  togglePicked('d')
  togglePicked('b')
  expect(picked()).toBe('d')
})

it('a range grows and shrinks from where it began, in both directions', () => {
  togglePicked('c')
  pickTo(ORDER, 'e')
  expect(picked()).toBe('cde')
  pickTo(ORDER, 'd')
  expect(picked()).toBe('cd')
  pickTo(ORDER, 'a')
  expect(picked()).toBe('abc')
})

it('a range leaves alone what was chosen elsewhere', () => {
  togglePicked('f')
  togglePicked('b')
  pickTo(ORDER, 'c')
  expect(picked()).toBe('bcf')
})

it('a range whose beginning left the list begins anew', () => {
  togglePicked('gone')
  pickTo(ORDER, 'b')
  expect(picked()).toBe('b')
})

it('everything but some, a range of which comes back', () => {
  pickEverything()
  togglePicked('b')
  expect(picked()).toBe('acdef')
  pickTo(ORDER, 'd')
  expect(picked()).toBe('abcdef')
  expect(useSelection.getState().everything).toBe(true)
})

it('counts only what is still in the list', () => {
  pickAll(ORDER)
  const there = [aTicket({ id: 'a' }), aTicket({ id: 'z' })]
  expect(pickedOf(useSelection.getState(), there).map((ticket) => ticket.id)).toEqual(['a'])
})
