// @vitest-environment jsdom
import { beforeEach, describe, expect, it } from 'vitest'
import { aTicket } from '@/testing/factories'
import {
  hearMarks,
  isUnread,
  markRead,
  markUnread,
  openUnread,
  settleMarks,
  toggleUnread,
  unsentOf,
  useUnread,
} from './unread'

const NOW = Date.parse('2026-05-03T00:00:00.000Z')
const ada = { id: 'ada', created_at: '2026-05-01T00:00:00.000Z' }
const ticket = aTicket({ id: 't', last_message_at: '2026-05-02T10:00:00.000Z' })
const unread = (of = ticket) => isUnread(useUnread.getState(), of)

beforeEach(() => {
  localStorage.clear()
  openUnread(ada, NOW)
})

describe('where it is known what was read elsewhere', () => {
  beforeEach(() => hearMarks({}, null))

  it('is what came after the agent did and was not opened', () => {
    expect(unread()).toBe(true)
    expect(unread(aTicket({ last_message_at: '2026-04-30T10:00:00.000Z' }))).toBe(false)
  })
  it('ends by opening and begins again with the next message', () => {
    markRead([ticket])
    expect(unread()).toBe(false)
    expect(unread({ ...ticket, last_message_at: '2026-05-02T10:00:01.000Z' })).toBe(true)
  })
  it('can be set by hand, and is remembered for each agent alone', () => {
    markRead([ticket])
    markUnread(['t'])
    expect(unread()).toBe(true)
    markRead([ticket])
    openUnread(ada, NOW)
    expect(unread()).toBe(false)
    openUnread({ ...ada, id: 'bob' }, NOW)
    hearMarks({}, null)
    expect(unread()).toBe(true)
  })
  it('of many, all are unread afterwards or none', () => {
    const other = aTicket({ id: 'other', last_message_at: '2026-05-02T11:00:00.000Z' })
    markRead([other])
    toggleUnread([ticket, other])
    expect([unread(), unread(other)]).toEqual([true, true])
    toggleUnread([ticket, other])
    expect([unread(), unread(other)]).toEqual([false, false])
  })
  it('lasts two months', () => {
    markRead([ticket])
    openUnread(ada, Date.parse('2026-09-01T00:00:00.000Z'))
    expect(useUnread.getState().seen).toEqual({})
    expect(unread()).toBe(false)
  })
})

it('is nothing before it is known what was read elsewhere, but what is marked by hand', () => {
  expect(unread()).toBe(false)
  markUnread(['t'])
  expect(unread()).toBe(true)
})

it('is told by other browsers, unless it was marked here since', () => {
  markUnread(['t'])
  hearMarks({ t: ticket.last_message_at, other: '2026-05-02T11:00:00.000Z' }, 'position')
  expect(unread()).toBe(true)
  settleMarks({ t: '' }, 'position')
  hearMarks({ t: ticket.last_message_at }, 'later')
  expect(unread()).toBe(false)
})

it('waits here until the server has it, also what is marked while it is sent', () => {
  hearMarks({}, null)
  markRead([ticket])
  expect(unsentOf('ada')).toEqual({ t: ticket.last_message_at })
  markUnread(['t', 'other'])
  settleMarks({ t: ticket.last_message_at }, null)
  expect(unsentOf('ada')).toEqual({ t: '', other: '' })
})
