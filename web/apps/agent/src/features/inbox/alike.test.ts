import { expect, it } from 'vitest'
import { aTicket } from '@/testing/factories'
import { alike } from './alike'

it('is what all have in common', () => {
  const many = [
    aTicket({ status: 'open', priority: 'high', assignee_id: 'a', tags: ['vip', 'refund'] }),
    aTicket({ status: 'open', priority: 'low', assignee_id: null, tags: ['refund'], due_at: '2026-05-01T10:00:00Z' }),
  ]
  expect(alike(many)).toMatchObject({
    status: 'open',
    priority: 'mixed',
    assignee_id: 'mixed',
    team_id: null,
    tags: ['refund'],
    due_at: '2026-05-01T10:00:00Z',
  })
})

it('of nothing is nothing', () => {
  expect(alike([])).toBeNull()
})
