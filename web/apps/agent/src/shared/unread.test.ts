// @vitest-environment jsdom
import { beforeEach, describe, expect, it } from 'vitest'
import { aTicket } from '@/testing/factories'
import { isUnread, markRead, markUnread, openUnread, useUnread } from './unread'

const ticket = aTicket({ id: 't', last_message_at: '2026-05-02T10:00:00.000Z' })
const unread = (of = ticket) => isUnread(useUnread.getState(), of)

describe('unread', () => {
  beforeEach(() => {
    localStorage.clear()
    openUnread('agent', '2026-05-01T00:00:00.000Z')
  })

  it('is what came after the browser was first used and was not opened', () => {
    expect(unread()).toBe(true)
    expect(unread(aTicket({ last_message_at: '2026-04-30T10:00:00.000Z' }))).toBe(false)
  })
  it('ends by opening and begins again with the next message', () => {
    markRead(ticket)
    expect(unread()).toBe(false)
    expect(unread({ ...ticket, last_message_at: '2026-05-02T10:00:01.000Z' })).toBe(true)
  })
  it('can be set by hand, and is remembered for each agent alone', () => {
    markRead(ticket)
    markUnread('t')
    expect(unread()).toBe(true)
    markRead(ticket)
    openUnread('agent')
    expect(unread()).toBe(false)
    openUnread('another', '2026-05-01T00:00:00.000Z')
    expect(unread()).toBe(true)
  })
})
