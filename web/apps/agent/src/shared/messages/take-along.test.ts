// @vitest-environment jsdom
import type { Client, ServerDraft } from '@tessera/api'
import { QueryClient } from '@tanstack/react-query'
import { beforeEach, expect, it, vi } from 'vitest'
import type { Desk } from '@/shared/tickets/changes'
import { changeText, currentDraft } from './draft-store'
import { DRAFTS } from './draft-sync'
import { takeAlong } from './take-along'
import { allUnsaved } from './unsaved'

let count = 0
let from = ''
let into = ''
const discardDraft = vi.fn(async () => undefined)
const drafts = async () => ({ items: [] })

function desk(): Desk {
  return { api: { discardDraft, drafts } as unknown as Client, client: new QueryClient(), me: 'me' }
}
const textOf = (ticket: string) => currentDraft('me', ticket).reply.text

beforeEach(() => {
  discardDraft.mockClear()
  from = `from-${++count}`
  into = `into-${count}`
  changeText('me', from, 'reply', () => ({ html: '<p>Begun</p>', text: 'Begun' }))
})

it('goes on in the other ticket, and is left on neither side twice', async () => {
  takeAlong(desk(), from, into)
  expect([textOf(from), textOf(into)]).toEqual(['', 'Begun'])
  await vi.waitFor(() => expect(discardDraft).toHaveBeenCalledWith(from))
  await vi.waitFor(() => expect(allUnsaved()).toEqual([]))
})

it('stays where it is when something was begun there, here or on another machine', () => {
  const at = desk()
  at.client.setQueryData(DRAFTS, [{ ticket_id: into, content: {}, saved_at: '' }] as ServerDraft[])
  takeAlong(at, from, into)
  expect([textOf(from), textOf(into)]).toEqual(['Begun', ''])
  changeText('me', into, 'note', () => ({ text: 'Begun there' }))
  takeAlong(desk(), from, into)
  expect([textOf(from), textOf(into)]).toEqual(['Begun', ''])
})
