// @vitest-environment jsdom
import type { RealtimeState } from '@tessera/api'
import { render, screen } from '@testing-library/react'
import { expect, it, vi } from 'vitest'
import { Inside } from '@/testing/inside'
import { ConnectionNotch, ConnectionNote } from './connection-note'
import { useConnectionNews } from './use-connection-news'

function Told({ narrow, connection = 'live' }: { narrow?: boolean; connection?: RealtimeState }) {
  const news = useConnectionNews(connection)
  if (!news) return <p>nothing</p>
  return narrow === undefined ? <ConnectionNotch news={news} /> : <ConnectionNote news={news} narrow={narrow} />
}

const tell = (element: React.ReactNode) => render(element, { wrapper: Inside })
const offline = () => vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false)

it('says nothing while all is well', () => {
  tell(<Told narrow={false} />)
  expect(screen.getByText('nothing')).toBeInTheDocument()
})

it.each([true, false, undefined])('says in full that one is offline, wherever it stands (narrow: %s)', (narrow) => {
  offline()
  tell(<Told {...(narrow !== undefined && { narrow })} />)
  expect(screen.getByRole('status')).toHaveTextContent(/You are offline\. What is on the screen stays/)
  expect(screen.queryByRole('button', { name: 'Show' })).toBeNull()
})

it('is patient with live updates', () => {
  vi.useFakeTimers()
  tell(<Told narrow={false} connection="waiting" />)
  expect(screen.getByText('nothing')).toBeInTheDocument()
  vi.useRealTimers()
})
