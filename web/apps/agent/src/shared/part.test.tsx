// @vitest-environment jsdom
import { act, render, screen } from '@testing-library/react'
import { Suspense } from 'react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { part, useMissing } from './part'

/** It is tried a second time before it is said. */
const untilMissing = () => vi.waitFor(() => expect(useMissing.getState().missing).toBe(true), 3_000)

beforeEach(() => {
  useMissing.setState({ missing: false })
  // React tells the console of what a boundary caught.
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
})
afterEach(() => vi.restoreAllMocks())

/** Something that is there once `there` says so. */
function layer() {
  const network = { there: false }
  const Layer = part(async () => {
    if (!network.there) throw new TypeError('Failed to fetch dynamically imported module')
    return { default: (_: { onClose: () => void }) => <p>The layer</p> }
  })
  return { network, Layer }
}

it('leaves the page alone, says so, and closes what could not open', async () => {
  const { Layer } = layer()
  const close = vi.fn()
  render(
    <Suspense>
      <p>The page</p>
      <Layer onClose={close} />
    </Suspense>,
  )
  await untilMissing()
  expect(close).toHaveBeenCalledOnce()
  expect(screen.getByText('The page')).toBeTruthy()
})

it('is fetched after all when the network is back', async () => {
  const { Layer, network } = layer()
  render(
    <Suspense>
      <Layer onClose={() => undefined} />
    </Suspense>,
  )
  await untilMissing()
  network.there = true
  act(() => void window.dispatchEvent(new Event('online')))
  expect(await screen.findByText('The layer')).toBeTruthy()
  expect(useMissing.getState().missing).toBe(false)
})

it('is fetched after all when it is asked for again', async () => {
  const { Layer, network } = layer()
  const asked = (at: number) => (
    <Suspense>
      <Layer key={at} onClose={() => undefined} />
    </Suspense>
  )
  const { rerender } = render(asked(1))
  await untilMissing()
  network.there = true
  rerender(asked(2))
  expect(await screen.findByText('The layer')).toBeTruthy()
})
