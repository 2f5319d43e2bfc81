// @vitest-environment jsdom
import { act, renderHook } from '@testing-library/react'
import { expect, it } from 'vitest'
import { changeText, currentDraft, useDraft } from './draft-store'
import { NO_DRAFT } from './drafts'

const KEY = 'tessera.draft.me.t1'
const said = (html: string) => ({ html, text: html, files: [] })
function elsewhere(newValue: string | null, key = KEY): void {
  act(() => {
    dispatchEvent(new StorageEvent('storage', { key, newValue }))
  })
}

it('has in each tab what is written in another, and is empty when that sent it', () => {
  const { result } = renderHook(() => useDraft('me', 't1'))
  act(() => {
    changeText('me', 't1', 'note', () => said('mine'))
  })
  elsewhere(JSON.stringify({ ...NO_DRAFT, at: '2026-01-01T00:00:00Z', reply: said('theirs'), note: said('mine') }))
  expect(result.current.reply.html).toBe('theirs')
  expect(result.current.note.html).toBe('mine')
  expect(result.current.revisions).toEqual({ reply: 1, note: 0, forward: 0 })
  elsewhere(null)
  expect(result.current.reply.html).toBe('')
  expect(currentDraft('me', 't1').at).toBeTruthy()
})

it('passes over other keys, and drafts that nobody looked at', () => {
  elsewhere('x', 'tessera.session')
  elsewhere('not read', 'tessera.draft.me.t2')
  expect(currentDraft('me', 't2')).toMatchObject(NO_DRAFT)
})
