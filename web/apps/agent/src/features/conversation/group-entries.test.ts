import { expect, it } from 'vitest'
import { aMessage, anActivity } from '@/testing/factories'
import { groupEntries } from './group-entries'

const shape = (entries: Parameters<typeof groupEntries>[0]) =>
  groupEntries(entries).map((item) => (item.kind === 'message' ? 'message' : item.activities.length))

it('folds the changes between two messages', () => {
  expect(shape([aMessage(), anActivity(), anActivity(), aMessage(), anActivity()])).toEqual([
    'message',
    2,
    'message',
    1,
  ])
})

it('does not say twice what a message says itself', () => {
  const added = anActivity({ type: 'message.added' })
  const delivered = anActivity({ type: 'message.delivery_changed' })
  const byMail = anActivity({ type: 'ticket.created', actor_type: 'customer' })
  expect(shape([byMail, aMessage(), added, delivered])).toEqual(['message'])
  expect(shape([anActivity({ type: 'ticket.created', actor_type: 'agent' }), aMessage()])).toEqual([1, 'message'])
})
