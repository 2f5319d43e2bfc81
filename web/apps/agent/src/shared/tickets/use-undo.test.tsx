// @vitest-environment jsdom
import { act, renderHook } from '@testing-library/react'
import { beforeEach, expect, it, vi } from 'vitest'
import { Inside } from '@/testing/inside'
import { useToasts } from '@/shared/toasts'
import type { Back } from './changes'
import { remember, useHistory } from './history'
import { useUndo } from './use-undo'

beforeEach(() => {
  useHistory.setState({ past: [], undone: [] })
  useToasts.setState({ toasts: [] })
})

const said = () => useToasts.getState().toasts.map(({ text, action }) => [text, action?.label])
const there: Back = () => Promise.resolve({ kind: 'done', back: there })

it('says one thing of one act: what was done, that it is undone, that it is done again', async () => {
  const { result } = renderHook(useUndo, { wrapper: Inside })
  act(() => result.current.tell('Status set to Closed', { kind: 'done', back: there }, () => undefined))
  expect(said()).toEqual([['Status set to Closed', 'Undo']])
  await act(() => Promise.resolve(result.current.undo()))
  await vi.waitFor(() => expect(said()).toEqual([['Undone', 'Redo']]))
  await act(() => Promise.resolve(result.current.redo()))
  await vi.waitFor(() => expect(said()).toEqual([['Status set to Closed', 'Undo']]))
})

it('no longer offers what could not be undone', async () => {
  const { result } = renderHook(useUndo, { wrapper: Inside })
  const late: Back = () => Promise.resolve({ kind: 'failed', unreachable: false, detail: 'Too late.' })
  act(() => result.current.tell('Status set to Closed', { kind: 'done', back: late }, () => undefined))
  await act(() => Promise.resolve(result.current.undo()))
  await vi.waitFor(() => expect(useToasts.getState().toasts.map(({ detail }) => detail)).toEqual(['Too late.']))
})

it('has words of its own for a message that is taken back', async () => {
  const { result } = renderHook(useUndo, { wrapper: Inside })
  const back: Back = () => Promise.resolve({ kind: 'done', back: null })
  remember({ id: 'm', text: 'Sending…', undone: 'Taken back into the composer', back })
  await act(() => Promise.resolve(result.current.undo()))
  await vi.waitFor(() => expect(said()).toEqual([['Taken back into the composer', undefined]]))
})
