// @vitest-environment jsdom
import { type Client, ApiProblem, Unreachable } from '@tessera/api'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { useConnection } from '@/shared/live/connection'
import { aTicket } from '@/testing/factories'
import { keepReadMarks } from './read-marks'
import { isUnread, markRead, markUnread, openUnread, unsentOf, useUnread } from './unread'

const ada = { id: 'ada', created_at: '2026-01-01T00:00:00.000Z' }
const ticket = aTicket({ id: 't', last_message_at: '2026-05-02T10:00:00.000Z' })
const unread = () => isUnread(useUnread.getState(), ticket)
const readMarks = vi.fn<Client['readMarks']>()
const markTickets = vi.fn<Client['markTickets']>()
const api = { readMarks, markTickets } as unknown as Client
let stop: () => void

function begin() {
  openUnread(ada, Date.parse('2026-05-03T00:00:00.000Z'))
  stop = keepReadMarks(api, 'ada')
}
/** Until all that is under way, and what is due after the pause, is done. */
const settled = () => vi.advanceTimersByTimeAsync(2_000)

beforeEach(() => {
  localStorage.clear()
  vi.useFakeTimers()
  useConnection.setState({ state: 'connecting' })
  readMarks.mockReset().mockResolvedValue({ marks: {}, cursor: null })
  markTickets.mockReset().mockResolvedValue(undefined)
})
afterEach(() => {
  stop()
  vi.useRealTimers()
})

it('asks what was read elsewhere, at the start and when somebody comes back, and goes on from there', async () => {
  readMarks.mockResolvedValueOnce({ marks: { t: ticket.last_message_at }, cursor: 'one' })
  begin()
  await settled()
  expect(unread()).toBe(false)
  readMarks.mockResolvedValueOnce({ marks: { t: null }, cursor: 'two' })
  dispatchEvent(new Event('focus'))
  document.dispatchEvent(new Event('visibilitychange'))
  await settled()
  expect(unread()).toBe(true)
  expect(readMarks.mock.calls).toEqual([[null], ['one']])

  stop()
  begin()
  await settled()
  expect(readMarks.mock.lastCall).toEqual(['two'])
})

it('says at once what was marked within a moment', async () => {
  begin()
  await settled()
  markRead([ticket])
  markUnread(['other'])
  await settled()
  expect(markTickets.mock.calls).toEqual([[{ t: ticket.last_message_at, other: null }]])
  expect(unsentOf('ada')).toEqual({})
  expect(readMarks).toHaveBeenCalledTimes(1)
})

it('keeps what cannot be said for when there is a connection, also over the end of the app', async () => {
  begin()
  await settled()
  markTickets.mockRejectedValueOnce(new Unreachable(''))
  markRead([ticket])
  await settled()
  expect(unsentOf('ada')).toEqual({ t: ticket.last_message_at })
  stop()
  readMarks.mockRejectedValueOnce(new Unreachable(''))
  begin()
  await settled()
  expect(unread()).toBe(false)
  expect(markTickets).toHaveBeenCalledTimes(1)
  useConnection.setState({ state: 'live' })
  await settled()
  expect(markTickets).toHaveBeenCalledTimes(2)
  expect(unsentOf('ada')).toEqual({})
})

it('does not try for ever what the server refuses', async () => {
  const problem = { status: 422, title: '', type: '', detail: '', instance: '', correlation_id: '', errors: [] }
  markTickets.mockRejectedValueOnce(new ApiProblem({ ...problem, current: null }))
  begin()
  markUnread(['no-id'])
  await settled()
  expect(unsentOf('ada')).toEqual({})
})

it('sends many in parts', async () => {
  begin()
  markUnread(Array.from({ length: 1_001 }, (_, at) => `t${at}`))
  await settled()
  expect(markTickets.mock.calls.map(([marks]) => Object.keys(marks).length)).toEqual([1_000, 1])
})

it('hears of other windows of the browser', () => {
  begin()
  dispatchEvent(new StorageEvent('storage', { key: 'tessera.marks.ada', newValue: '{"t":""}' }))
  expect(unread()).toBe(true)
  dispatchEvent(new StorageEvent('storage', { key: 'tessera.marks.bob', newValue: '{"t":"2026-06-01"}' }))
  expect(unread()).toBe(true)
})
