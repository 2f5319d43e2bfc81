import { expect, it } from 'vitest'
import { aTicketDetail, aMessage } from '@/testing/factories'
import { seenUntil, unseenIn } from './seen'

const at = (second: number) => new Date(Date.UTC(2026, 4, 1, 10, 0, second)).toISOString()
const ticketWith = (...items: ReturnType<typeof aMessage>[]) =>
  aTicketDetail({ last_message_at: at(0), entries: { items, next_cursor: null } })

it('tells what others said since, and not what one said oneself, notes, or what a machine says', () => {
  const seen = seenUntil(ticketWith(aMessage({ created_at: at(1) })))
  const later = ticketWith(
    aMessage({ created_at: at(1) }),
    aMessage({ id: 'theirs', created_at: at(2), author_id: 'bob' }),
    aMessage({ created_at: at(3), author_id: 'ada' }),
    aMessage({ created_at: at(4), author_id: 'bob', kind: 'note' }),
    aMessage({ created_at: at(5), author_id: null, automatic: true }),
  )
  expect(unseenIn(later, seen, 'ada').map(({ id }) => id)).toEqual(['theirs'])
})

it('knows a reply again that was seen while it was held, and not one that waits for tomorrow', () => {
  const held = aMessage({ created_at: at(1), author_id: 'bob', delivery: 'scheduled', send_at: at(9) })
  const seen = seenUntil(ticketWith(held))
  expect(unseenIn(ticketWith(aMessage({ created_at: at(10), author_id: 'bob' })), seen, 'ada')).toEqual([])

  const tomorrow = new Date(Date.UTC(2026, 4, 2)).toISOString()
  const waiting = seenUntil(ticketWith(aMessage({ created_at: at(1), delivery: 'scheduled', send_at: tomorrow })))
  expect(unseenIn(ticketWith(aMessage({ created_at: at(2), author_id: 'bob' })), waiting, 'ada')).toHaveLength(1)
})
