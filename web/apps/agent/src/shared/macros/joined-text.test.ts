// @vitest-environment jsdom
import { newId } from '@tessera/api'
import { beforeEach, expect, it } from 'vitest'
import { changeDraft, changeText, currentDraft } from '@/shared/messages/draft-store'
import { NO_DRAFT } from '@/shared/messages/drafts'
import type { Back, Desk, Outcome } from '@/shared/tickets/outcome'
import { backWith, join } from './joined-text'

const desk = { me: 'me' } as Desk
const joining = () => ({ id: newId(), ticketId: 't', html: '<p>Macro</p>', text: 'Macro' })
const text = () => currentDraft('me', 't').reply.text
/** Actions on the server, which can be taken back and done again; it says which of both was done. */
function actions(done: string[]): Back {
  const back: Back = () => Promise.resolve((done.push('back'), { kind: 'done', back: again }))
  const again: Back = () => Promise.resolve((done.push('again'), { kind: 'done', back }))
  return back
}
const wayOf = (outcome: Outcome): Back => (outcome as { back: Back }).back

beforeEach(() => {
  changeDraft('me', 't', NO_DRAFT)
  changeText('me', 't', 'reply', () => ({ html: '<p>Hello</p>', text: 'Hello' }))
})

it('goes with the actions, comes again with them, and goes again', async () => {
  const done: string[] = []
  const macro = joining()
  const way = backWith(macro, join('me', macro), actions(done))
  expect(text()).toBe('Hello\n\nMacro')
  const undone = await way(desk)
  expect([text(), done]).toEqual(['Hello', ['back']])
  const redone = await wayOf(undone)(desk)
  expect([text(), done]).toEqual(['Hello\n\nMacro', ['back', 'again']])
  await wayOf(redone)(desk)
  expect([text(), done]).toEqual(['Hello', ['back', 'again', 'back']])
})

it('of a macro without actions goes as well', async () => {
  const macro = joining()
  await backWith(macro, join('me', macro), null)(desk)
  expect(text()).toBe('Hello')
})

it('stays, and says so, once something was written since', async () => {
  const done: string[] = []
  const macro = joining()
  const way = backWith(macro, join('me', macro), actions(done))
  changeText('me', 't', 'reply', () => ({ text: 'Hello\n\nMacro!', joined: undefined }))
  const undone = await way(desk)
  expect(undone).toMatchObject({ kind: 'done', stays: 'Its text stays: it was changed since.' })
  expect([text(), done]).toEqual(['Hello\n\nMacro!', ['back']])
  await wayOf(undone)(desk)
  expect([text(), done]).toEqual(['Hello\n\nMacro!', ['back', 'again']])
})

it('is there again where the actions cannot be taken back', async () => {
  const macro = joining()
  const way = backWith(macro, join('me', macro), () =>
    Promise.resolve({ kind: 'failed', unreachable: true, detail: '' }),
  )
  expect(await way(desk)).toMatchObject({ kind: 'failed' })
  expect(text()).toBe('Hello\n\nMacro')
  expect(await way(desk)).toMatchObject({ kind: 'failed' })
  expect(text()).toBe('Hello\n\nMacro')
})
