// @vitest-environment jsdom
import { beforeEach, expect, it, vi } from 'vitest'
import { painted } from '@/shared/painted'
import { saidOf, tellMyPlace, useMyPlace } from './my-place'

/** What is told waits for the frame that shows it. */
const frame = async () => {
  await painted()
  await painted()
}

beforeEach(() => useMyPlace.setState({ ticketId: null, typing: false }, true))

it('tells of one move once, and of both tickets that stand side by side', async () => {
  const say = vi.fn()
  const { stop } = tellMyPlace(say)
  useMyPlace.setState({ ticketId: 'one' })
  await frame()
  expect(say.mock.lastCall).toMatchObject([{ ticket_id: 'one', state: 'viewing' }])
  expect(say.mock.lastCall?.[0]).not.toHaveProperty('beside')
  useMyPlace.setState({ ticketId: null })
  useMyPlace.setState({ other: 'one' })
  useMyPlace.setState({ ticketId: 'two', typing: true })
  await frame()
  expect(say).toHaveBeenCalledTimes(2)
  expect(say.mock.lastCall).toMatchObject([{ ticket_id: 'two', state: 'typing', beside: 'one' }])
  useMyPlace.setState({ ticketId: null })
  stop()
  await frame()
  expect(say).toHaveBeenCalledTimes(2)
})

it('says of a tab that nobody looks at that nothing is open in it', () => {
  expect(saidOf({ ticketId: 'two', typing: true, other: 'one' }, false)).toMatchObject({
    ticket_id: null,
    state: 'viewing',
    beside: null,
  })
})
