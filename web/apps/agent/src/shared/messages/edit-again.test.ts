// @vitest-environment jsdom
import { expect, it } from 'vitest'
import { changeDraft, changeText, currentDraft } from './draft-store'
import { editAgain } from './edit-again'
import { type Outgoing, useOutbox } from './outbox'

const file = (id: string) => ({ id, filename: `${id}.txt`, size: 1 })
const unsent: Outgoing = {
  id: 'key',
  author: 'me',
  ticketId: 't',
  body: { kind: 'reply', text: 'Not sent', html: '<p>Not sent</p>', seen_version: 3 },
  files: [file('old')],
  seenUntil: '2026-05-01T11:00:00.000Z',
  state: 'failed',
}

it('takes a message back in front of what was begun meanwhile, and leaves the other papers alone', () => {
  useOutbox.setState({ messages: [unsent] })
  changeText('me', 't', 'reply', () => ({ html: '<p>Begun</p>', text: 'Begun', files: [file('new')] }))
  changeText('me', 't', 'note', () => ({ html: '<p>Note</p>', text: 'Note' }))
  changeDraft('me', 't', { kind: 'note' })
  editAgain('me', unsent)
  const draft = currentDraft('me', 't')
  expect(draft.kind).toBe('reply')
  expect(draft.reply).toEqual({
    html: '<p>Not sent</p><p>Begun</p>',
    text: 'Not sent\n\nBegun',
    files: [file('old'), file('new')],
  })
  expect(draft.note.text).toBe('Note')
  expect(useOutbox.getState().messages).toEqual([])
})
