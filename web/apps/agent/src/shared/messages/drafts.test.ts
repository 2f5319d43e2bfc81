// @vitest-environment jsdom
import { beforeEach, describe, expect, it } from 'vitest'
import { NO_DRAFT, NO_TEXT, keepDraft, readDraft } from './drafts'

const written = { html: '<p>Hello</p>', text: 'Hello', files: [{ id: 'f', filename: 'a.pdf', size: 12 }] }

describe('a draft', () => {
  beforeEach(() => localStorage.clear())

  it('is there again after a reload, for its agent and its ticket only', () => {
    keepDraft('agent', 't1', { ...NO_DRAFT, kind: 'note', note: written, cc: 'a@b.test', replyTo: null })
    expect(readDraft('agent', 't1')).toEqual({
      kind: 'note',
      reply: NO_TEXT,
      note: written,
      forward: NO_TEXT,
      carried: null,
      to: null,
      cc: 'a@b.test',
      bcc: null,
      replyTo: null,
    })
    expect(readDraft('agent', 't2')).toEqual(NO_DRAFT)
    expect(readDraft('other', 't1')).toEqual(NO_DRAFT)
  })

  it('is begun by whom it is forwarded to, not by having chosen a message', () => {
    const carried = { messageId: 'm', along: null, to: '', cc: '', bcc: '' }
    keepDraft('agent', 't1', { ...NO_DRAFT, kind: 'forward', carried })
    expect(localStorage).toHaveLength(0)
    keepDraft('agent', 't1', { ...NO_DRAFT, kind: 'forward', carried: { ...carried, to: 'bob@' } })
    expect(readDraft('agent', 't1').carried?.to).toBe('bob@')
  })

  it('leaves nothing behind once it is empty', () => {
    keepDraft('agent', 't1', { ...NO_DRAFT, reply: written })
    keepDraft('agent', 't1', { ...NO_DRAFT, reply: { ...NO_TEXT, html: '<p></p>', text: ' ' } })
    expect(localStorage).toHaveLength(0)
  })
})
