// @vitest-environment jsdom
import { act, renderHook } from '@testing-library/react'
import { expect, it, vi } from 'vitest'
import { type Offer, useOffered, useOffers } from './offers'

const offer = (at: string, run: () => void): Offer => ({ id: 'images', text: 'Show images', icon: null, at, run })

it('tells of the latest of each as long as it stands there, as it is by then', () => {
  const [first, second, later] = [vi.fn(), vi.fn(), vi.fn()]
  const newer = renderHook(({ run }) => useOffers([offer('2026-05-02', run)]), { initialProps: { run: second } })
  const older = renderHook(() => useOffers([offer('2026-05-01', first)]))
  const { result } = renderHook(useOffered)
  expect(result.current.map(({ text, at }) => [text, at])).toEqual([['Show images', '2026-05-02']])
  newer.rerender({ run: later })
  result.current[0]!.run()
  expect([first.mock.calls.length, second.mock.calls.length, later.mock.calls.length]).toEqual([0, 0, 1])
  act(newer.unmount)
  expect(result.current.map(({ at }) => at)).toEqual(['2026-05-01'])
  act(older.unmount)
  expect(result.current).toEqual([])
})
