import { expect, it } from 'vitest'
import { AGENTS } from '@/testing/fake-people'
import { mayHaveTickets } from './assignees'

it('offers tickets to who may write them and is still here', () => {
  expect(AGENTS.filter(mayHaveTickets).map(({ role }) => role)).toEqual(['admin', 'agent', 'agent', 'supervisor'])
  expect(AGENTS.map((agent) => ({ ...agent, active: false })).filter(mayHaveTickets)).toEqual([])
})
