import { describe, expect, it } from 'vitest'
import { aTicketDetail, aMessage } from '@/testing/factories'
import { carrying, forwardable } from './forward'

const said = aMessage({ id: 'said' })
const answer = aMessage({ id: 'answer', author_type: 'agent' })
const waiting = aMessage({ id: 'waiting', author_type: 'agent', delivery: 'scheduled' })
const gone = aMessage({
  id: 'gone',
  text: '',
  redaction: { by_id: 'b', by_name: 'Jonas', at: '', reason: 'Card number' },
})

describe('a forward', () => {
  it('carries the newest words of the customer unless another message is named', () => {
    const ticket = aTicketDetail({ entries: { items: [aMessage({ id: 'first' }), said, answer], next_cursor: null } })
    expect(carrying(ticket)?.messageId).toBe('said')
    expect(carrying(ticket, 'answer')?.messageId).toBe('answer')
  })
  it('carries neither what waits nor what was taken out', () => {
    expect(forwardable([said, waiting, gone])).toEqual([said])
  })
})
