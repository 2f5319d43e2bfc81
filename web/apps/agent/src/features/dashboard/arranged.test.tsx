// @vitest-environment jsdom
import '@/shared/i18n/dashboard'
import { act, renderHook } from '@testing-library/react'
import { beforeEach, expect, it, vi } from 'vitest'
import { Inside } from '@/testing/inside'
import { usePreferences } from '@/shared/preferences'
import { forgetHistory } from '@/shared/tickets/history'
import { useUndo } from '@/shared/tickets/use-undo'
import { useToasts } from '@/shared/toasts'
import { useArranged } from './arranged'
import { WIDGET_IDS } from './widgets'

beforeEach(() => {
  forgetHistory()
  usePreferences.setState({ widgets: null })
  useToasts.setState({ toasts: [] })
})

const dashboard = () => renderHook(() => ({ ...useArranged(), ...useUndo() }), { wrapper: Inside }).result
const toasts = () => useToasts.getState().toasts

it('brings a widget that was hidden back to its place, by the toast', async () => {
  const page = dashboard()
  await act(() => Promise.resolve(page.current.hide('volume')))
  expect(page.current.hidden).toEqual(['volume'])
  expect(toasts()).toMatchObject([{ text: 'Volume is hidden', action: { label: 'Undo' } }])
  act(() => page.current.move('activity', 0))
  act(() => toasts()[0]!.action!.run())
  await vi.waitFor(() => expect(page.current.hidden).toEqual([]))
  expect(page.current.shown.filter((id) => id !== 'activity').indexOf('volume')).toBe(1)
  expect(page.current.shown[0]).toBe('activity')
})

it('gives back what stood there before it was as at first, by the keys, and takes it again', async () => {
  const mine = ['agents', 'mine'] as const
  usePreferences.setState({ widgets: [...mine] })
  const page = dashboard()
  await act(() => Promise.resolve(page.current.reset()))
  expect(page.current.shown).toEqual(WIDGET_IDS)
  act(() => page.current.undo())
  await vi.waitFor(() => expect(page.current.shown).toEqual(mine))
  act(() => page.current.redo())
  await vi.waitFor(() => expect(page.current.shown).toEqual(WIDGET_IDS))
})
