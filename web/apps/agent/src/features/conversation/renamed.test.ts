import { expect, it } from 'vitest'
import { isRenamed } from './renamed'

const grace = { id: 'p1', name: 'Grace', email: 'grace@customer.example' }
const changed = (to: object) => isRenamed({ changes: { requester: { from: grace, to } } })

it('is so for another name alone', () => {
  expect(changed({ ...grace, name: 'Grace Hopper' })).toBe(true)
  expect(changed({ ...grace, email: 'hopper@customer.example' })).toBe(false)
  expect(changed({ ...grace, id: 'p2' })).toBe(false)
})

it('is not for what leaves the requester alone', () => {
  expect(isRenamed({ changes: { priority: { from: 'low', to: 'high' } } })).toBe(false)
})
