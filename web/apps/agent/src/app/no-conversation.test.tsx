// @vitest-environment jsdom
import '@/shared/i18n/pages'
import { act, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { listen, registry } from '@/shared/hotkeys'
import { beginOn } from '@/shared/messages/begin'
import { useToasts } from '@/shared/toasts'
import { Inside } from '@/testing/inside'
import { NotKept } from './no-conversation'

let stop: () => void
beforeEach(() => {
  stop = listen(registry)
})
afterEach(() => {
  registry.kept.letGo()
  stop()
  useToasts.setState({ toasts: [] })
})

function press(key: string): KeyboardEvent {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })
  act(() => void document.body.dispatchEvent(event))
  return event
}
const show = () => render(<NotKept ticketId="t" onRetry={() => undefined} />, { wrapper: Inside })
const told = () => useToasts.getState().toasts.map(({ text }) => text)

it.each(['r', 'n', 'w'])(
  'says why nothing can be written, and the rest of the word after %s is no command',
  async (key) => {
    vi.useFakeTimers()
    show()
    expect(screen.getByText('This conversation is not kept in this browser')).toBeInTheDocument()
    press(key)
    expect(told()).toEqual(['This conversation is not kept in this browser'])
    expect(press('z').defaultPrevented).toBe(true)
    await vi.advanceTimersByTimeAsync(1_500)
    expect(press('z').defaultPrevented).toBe(false)
    vi.useRealTimers()
  },
)

it('says so to whom a key led here to write', () => {
  registry.kept.ask()
  beginOn('t', 'note')
  show()
  expect(told()).toHaveLength(1)
  expect(press('z').defaultPrevented).toBe(true)
})

it('says nothing to who only reads', () => {
  show()
  expect(told()).toEqual([])
})
