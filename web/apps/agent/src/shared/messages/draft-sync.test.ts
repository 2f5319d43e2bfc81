// @vitest-environment jsdom
import { ApiProblem, type Attachment, type ServerDraft, Unreachable } from '@tessera/api'
import { afterEach, describe, expect, it, vi } from 'vitest'
import '@/shared/i18n/pages'
import type { Desk } from '@/shared/tickets/changes'
import { useToasts } from '@/shared/toasts'
import { currentDraft } from './draft-store'
import { addressed, contentOf, paperOf, takeOver, untilTrue } from './draft-sync'
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

describe('a draft that was written elsewhere', () => {
  const plan = { id: 'f1', filename: 'plan.pdf', size: 1 } as Attachment
  const stored = (ticket_id: string) =>
    ({
      ticket_id,
      saved_at: '2026-10-01T10:00:00Z',
      content: { kind: 'reply', html: '<p>Hi</p>', text: 'Hi', attachment_ids: ['f1', 'f2'] },
    }) as ServerDraft
  const deskWhere = (attachment: (id: string) => Promise<Attachment>) =>
    ({ me: 'tom', api: { attachment } }) as unknown as Desk

  afterEach(() => {
    vi.useRealTimers()
    useToasts.setState({ toasts: [] })
  })

  it('comes without a file that is gone, and says so', async () => {
    const gone = new ApiProblem({ title: 'Not found', status: 404 } as ApiProblem['problem'])
    await takeOver(
      deskWhere((id) => (id === 'f1' ? Promise.resolve(plan) : Promise.reject(gone))),
      stored('t1'),
    )
    expect(currentDraft('tom', 't1').reply).toEqual({ html: '<p>Hi</p>', text: 'Hi', files: [plan] })
    expect(useToasts.getState().toasts.map(({ text }) => text)).toEqual(['A file of this draft is not there any more'])
  })

  it('waits for a file that cannot be asked for now', async () => {
    const attachment = vi.fn().mockRejectedValueOnce(new Unreachable()).mockResolvedValue(plan)
    expect(await takeOver(deskWhere(attachment), stored('t2'))).toBe(false)
    expect(currentDraft('tom', 't2').reply.text).toBe('')
    expect(await takeOver(deskWhere(attachment), stored('t2'))).toBe(true)
    expect(currentDraft('tom', 't2').reply.files).toEqual([plan, plan])
    expect(useToasts.getState().toasts).toEqual([])
  })

  it('is tried again until it is here, or its ticket is left', async () => {
    vi.useFakeTimers()
    const comes = vi.fn(() => Promise.resolve(comes.mock.calls.length === 2))
    untilTrue(comes)
    const never = vi.fn(() => Promise.resolve(false))
    const leave = untilTrue(never)
    await vi.advanceTimersByTimeAsync(15_000)
    leave()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(comes).toHaveBeenCalledTimes(2)
    expect(never).toHaveBeenCalledTimes(2)
  })
})
