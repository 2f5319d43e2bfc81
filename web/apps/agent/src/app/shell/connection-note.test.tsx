// @vitest-environment jsdom
import { act, render, screen } from '@testing-library/react'
import { beforeEach, expect, it, vi } from 'vitest'
import { useConnection } from '@/shared/live/connection'
import { Inside } from '@/testing/inside'
import { ConnectionNotch, ConnectionNote } from './connection-note'

const tell = (element: React.ReactNode) => render(element, { wrapper: Inside })
const offline = () => vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false)

beforeEach(() => useConnection.setState({ state: 'live' }))

it('says nothing while all is well', () => {
  tell(<ConnectionNote narrow={false} />)
  expect(screen.queryByRole('status')).toBeNull()
})

it.each([
  ['wide', <ConnectionNote key="wide" narrow={false} />],
  ['narrow', <ConnectionNote key="narrow" narrow />],
  ['on a phone', <ConnectionNotch key="phone" />],
])('says in full that one is offline, wherever it stands: %s', (_, note) => {
  offline()
  tell(note)
  expect(screen.getByRole('status')).toHaveTextContent(/You are offline\. What is on the screen stays/)
  expect(screen.queryByRole('button', { name: 'Show' })).toBeNull()
})

it('is patient with live updates, and says it when they stay away', () => {
  vi.useFakeTimers()
  useConnection.setState({ state: 'waiting' })
  tell(<ConnectionNote narrow={false} />)
  expect(screen.queryByRole('status')).toBeNull()
  act(() => void vi.advanceTimersByTime(5_000))
  expect(screen.getByRole('status')).toBeInTheDocument()
  vi.useRealTimers()
})
