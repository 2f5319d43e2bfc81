// @vitest-environment jsdom
import { renderHook, waitFor } from '@testing-library/react'
import { expect, it, vi } from 'vitest'
import { useArrival } from './use-arrival'

function arrival(selected: string, row: number) {
  const arrive = vi.fn()
  const list = { coming: true }
  const coming = () => list.coming
  const { rerender } = renderHook((at) => useArrival(at.selected, at.row, coming, arrive), {
    initialProps: { selected, row },
  })
  return { arrive, list, rerender, gone: () => arrive.mock.calls.map(([to]) => to as number) }
}

it('goes to the row again as long as rows are still coming before it', async () => {
  const { arrive, list, rerender, gone } = arrival('a', 3)
  await waitFor(() => expect(arrive).toHaveBeenCalled())
  rerender({ selected: 'a', row: 20 })
  expect(gone()).toEqual([3, 20])
  list.coming = false
  rerender({ selected: 'a', row: 21 })
  rerender({ selected: 'a', row: 22 })
  expect(gone()).toEqual([3, 20, 21])
})

it('leaves the list where it is once another ticket was opened', async () => {
  const { arrive, rerender, gone } = arrival('a', 3)
  await waitFor(() => expect(arrive).toHaveBeenCalled())
  rerender({ selected: 'b', row: 4 })
  rerender({ selected: 'a', row: 20 })
  expect(gone()).toEqual([3])
})
