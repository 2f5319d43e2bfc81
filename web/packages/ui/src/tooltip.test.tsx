// @vitest-environment jsdom
import { act, fireEvent, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeAll, expect, it, vi } from 'vitest'
import { Tooltip, TooltipProvider } from './tooltip'
import { tooltips } from './tooltip-state'

beforeAll(() => {})
afterEach(() => {
  act(() => tooltips.hide())
  vi.useRealTimers()
})

/** Time in our hands, well after the tooltip of the test before. */
let hours = 0
function later() {
  hours += 1
  vi.useFakeTimers({ now: Date.now() + hours * 3_600_000 })
}

const controls = (
  <TooltipProvider>
    <Tooltip text="Search" keys="mod+k">
      <button aria-label="Search">S</button>
    </Tooltip>
    <Tooltip text="New">
      <button>N</button>
    </Tooltip>
  </TooltipProvider>
)

it('says the name of the control that has the focus, and goes with it', async () => {
  render(controls)
  const button = screen.getByRole('button', { name: 'Search' })
  await userEvent.tab()
  expect(await screen.findByRole('tooltip')).toHaveTextContent('Search')
  expect(button).toHaveFocus()
  expect(button).toHaveAccessibleDescription(/Search/)
  await userEvent.keyboard('{Escape}')
  expect(screen.queryByRole('tooltip')).toBeNull()
  expect(button).not.toHaveAttribute('aria-describedby')
})

it('leaves Escape to what the control is in', async () => {
  const pressed = vi.fn()
  document.addEventListener('keydown', ({ key, defaultPrevented }) => void pressed(key, defaultPrevented), {
    once: true,
  })
  render(controls)
  act(() => screen.getByRole('button', { name: 'Search' }).focus())
  act(() =>
    tooltips.showNow({
      anchor: screen.getByRole('button', { name: 'Search' }),
      text: 'Search',
      keys: undefined,
      side: 'top',
    }),
  )
  await screen.findByRole('tooltip')
  await userEvent.keyboard('{Escape}')
  expect(pressed.mock.calls).toEqual([['Escape', false]])
  expect(screen.queryByRole('tooltip')).toBeNull()
})

it('waits for the pointer to rest, and goes when it presses', async () => {
  later()
  render(controls)
  const button = screen.getByRole('button', { name: 'Search' })
  fireEvent.pointerEnter(button, { pointerType: 'mouse' })
  expect(tooltips.shown()).toBeNull()
  act(() => {
    vi.advanceTimersByTime(450)
  })
  expect(tooltips.shown()?.anchor).toBe(button)
  fireEvent.pointerDown(button)
  expect(tooltips.shown()).toBeNull()
})

it('stays away from a finger', () => {
  later()
  render(controls)
  fireEvent.pointerEnter(screen.getByRole('button', { name: 'Search' }), { pointerType: 'touch' })
  vi.advanceTimersByTime(1000)
  expect(tooltips.shown()).toBeNull()
})

it('does not come for a control that is gone', () => {
  later()
  const { unmount } = render(controls)
  fireEvent.pointerEnter(screen.getByRole('button', { name: 'Search' }), { pointerType: 'mouse' })
  unmount()
  vi.advanceTimersByTime(1000)
  expect(tooltips.shown()).toBeNull()
})
