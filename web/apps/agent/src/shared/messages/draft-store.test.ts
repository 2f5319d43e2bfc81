// @vitest-environment jsdom
import { renderHook } from '@testing-library/react'
import { expect, it } from 'vitest'
import { changeDraft, changeText, currentDraft, useDraft } from './draft-store'
import { NO_TEXT } from './drafts'

const revisions = () => renderHook(() => useDraft('me', 't')).result.current.revisions

it('has only the editors begin anew whose text was replaced', () => {
  changeText('me', 't', 'reply', () => ({ html: '<p>A</p>', text: 'A' }))
  changeDraft('me', 't', { kind: 'note', to: 'b@b.test' }, true)
  expect(revisions()).toEqual({ reply: 0, note: 0, forward: 0 })
  changeDraft('me', 't', { reply: NO_TEXT }, true)
  expect(revisions()).toEqual({ reply: 1, note: 0, forward: 0 })
})

it('counts on when what was thrown away is brought back', () => {
  const before = currentDraft('me', 't')
  changeDraft('me', 't', { reply: NO_TEXT, note: NO_TEXT, forward: NO_TEXT }, true)
  changeDraft('me', 't', before, true)
  expect(revisions()).toEqual({ reply: 3, note: 2, forward: 2 })
})

it('stores nothing of that', () => {
  changeText('me', 't', 'note', () => ({ html: '<p>N</p>', text: 'N' }))
  expect(JSON.parse(localStorage.getItem('tessera.draft.me.t')!)).not.toHaveProperty('revisions')
})
