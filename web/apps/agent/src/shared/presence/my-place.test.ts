// @vitest-environment jsdom
import { expect, it } from 'vitest'
import { painted } from '@/shared/painted'
import { tellMyPlace, useMyPlace } from './my-place'

it('goes from one ticket to the next in one message, not in two', async () => {
  useMyPlace.setState({ ticketId: 'a' })
  const said: unknown[] = []
  const { stop } = tellMyPlace((message) => said.push(message))
  useMyPlace.setState({ ticketId: null })
  useMyPlace.setState({ ticketId: 'b' })
  await painted()
  await painted()
  expect(said).toMatchObject([{ action: 'presence', ticket_id: 'b' }])
  useMyPlace.setState({ ticketId: null })
  stop()
  await painted()
  await painted()
  expect(said).toHaveLength(1)
})
