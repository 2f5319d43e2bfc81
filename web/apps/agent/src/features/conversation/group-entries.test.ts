import { expect, it } from 'vitest'
import { aMessage, anActivity } from '@/testing/factories'
import { groupEntries, isWaiting } from './group-entries'

const shape = (entries: Parameters<typeof groupEntries>[0]) =>
  groupEntries(entries).map((item) => (item.kind === 'activities' ? item.activities.length : item.kind))

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

it('puts answers under what they answer', () => {
  const head = aMessage({ id: 'a' })
  const [b, c] = [aMessage({ id: 'b', reply_to: 'a' }), aMessage({ id: 'c', reply_to: 'a' })]
  expect(groupEntries([head, b, anActivity(), c])).toMatchObject([
    { kind: 'message', message: head, answers: [b, c] },
    { kind: 'activities' },
  ])
})

it('leads to answers whose thread is further up', () => {
  const head = aMessage({ id: 'a' })
  const [c, d] = [aMessage({ id: 'c', reply_to: 'a' }), aMessage({ id: 'd', reply_to: 'a' })]
  expect(groupEntries([head, aMessage({ id: 'b' }), c, d])).toMatchObject([
    { kind: 'message', answers: [c, d] },
    { kind: 'message', answers: [] },
    { kind: 'answers', head, answers: [c, d] },
  ])
})

it('shows an answer by itself when what it answers is not loaded', () => {
  expect(shape([aMessage({ id: 'b', reply_to: 'a' })])).toEqual(['message'])
})

it('leaves out what nobody has yet, and says that something was not sent', () => {
  const waiting = [aMessage({ delivery: 'scheduled' }), aMessage({ delivery: 'unsent' })]
  expect(shape([aMessage(), ...waiting, anActivity({ type: 'message.unsent' })])).toEqual(['message', 1])
  expect(waiting.every(isWaiting)).toBe(true)
})
