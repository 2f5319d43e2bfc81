// @vitest-environment jsdom
import { Unreachable } from '@tessera/api'
import { act, renderHook } from '@testing-library/react'
import { beforeEach, expect, it, vi } from 'vitest'
import { Inside } from '@/testing/inside'
import { useToasts } from '@/shared/toasts'
import { forgetHistory, remember, useHistory } from './history'
import { useDeed } from './use-deed'
import { useUndo } from './use-undo'

beforeEach(() => {
  forgetHistory()
  useToasts.setState({ toasts: [] })
})

const said = () => useToasts.getState().toasts.map(({ text, action }) => [text, action?.label])
const here = () => renderHook(() => ({ deed: useDeed(), ...useUndo() }), { wrapper: Inside }).result

it('is what the keys take back and do again, and not what was done before it', async () => {
  const { current } = here()
  const older = vi.fn()
  remember({ id: 'older', text: 'Priority set to High', back: older })
  const tags = new Set(['urgent'])
  const there = () => Promise.resolve(tags.delete('urgent'))
  const back = () => Promise.resolve(tags.add('urgent'))
  await act(() => current.deed('“urgent” was deleted.', there, back))
  expect(said()).toEqual([['“urgent” was deleted.', 'Undo']])
  act(() => current.undo())
  await vi.waitFor(() => expect(said()).toEqual([['Undone', 'Redo']]))
  expect([...tags]).toEqual(['urgent'])
  act(() => current.redo())
  await vi.waitFor(() => expect(said()).toEqual([['“urgent” was deleted.', 'Undo']]))
  expect([...tags]).toEqual([])
  expect(older).not.toHaveBeenCalled()
})

it('is waited for by the keys while it is under way', async () => {
  const { current } = here()
  let answer = () => {}
  const back = vi.fn()
  const there = () => new Promise<void>((resolve) => (answer = resolve))
  void current.deed('Deleted', there, back)
  act(() => current.undo())
  answer()
  await vi.waitFor(() => expect(back).toHaveBeenCalledOnce())
})

it('is nothing to take back when it was not done', async () => {
  const { current } = here()
  const there = () => Promise.reject(new Unreachable('no network'))
  await act(async () => expect(await current.deed('Deleted', there, vi.fn())).toBe(false))
  expect(said()).toEqual([['The change was not made', 'Try again']])
  expect(useHistory.getState().past).toEqual([])
})
