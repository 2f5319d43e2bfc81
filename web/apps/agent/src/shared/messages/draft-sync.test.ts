// @vitest-environment jsdom
import { describe, expect, it } from 'vitest'
import { addressed, contentOf, paperOf } from './draft-sync'
import { NO_DRAFT } from './drafts'

const text = { html: '<p>Hello</p>', text: 'Hello', files: [{ id: 'f', filename: 'a.pdf', size: 1 }] }

describe('what the server keeps of a draft', () => {
  it('is what is being written', () => {
    expect(contentOf({ ...NO_DRAFT, kind: 'note', note: text })).toEqual({
      kind: 'note',
      html: '<p>Hello</p>',
      text: 'Hello',
      attachment_ids: ['f'],
    })
  })
  it('is what was begun as the other kind, when there is nothing of this one', () => {
    expect(contentOf({ ...NO_DRAFT, kind: 'note', reply: text })).toMatchObject({ kind: 'reply' })
  })
  it('is what is forwarded, to whom and with which files, as a note', () => {
    const carried = { messageId: 'm', along: ['g'], to: 'bob@supplier.test, half@', cc: '', bcc: '' }
    const content = contentOf({ ...NO_DRAFT, kind: 'forward', carried, to: 'customer@halvorsen.test' })
    expect(content).toMatchObject({
      kind: 'note',
      to: [{ email: 'bob@supplier.test' }],
      forward: { message_id: 'm', attachment_ids: ['g'] },
    })
    expect(paperOf(content!)).toBe('forward')
    expect(addressed('forward', content!)).toEqual({ carried: { ...carried, to: 'bob@supplier.test' } })
  })
  it('is nothing when there is nothing', () => {
    expect(contentOf(NO_DRAFT)).toBeNull()
  })
})
