// @vitest-environment jsdom
import type { NoticePreferences } from '@tessera/api'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { render, screen } from '@testing-library/react'
import { expect, it, vi } from 'vitest'
import { type Services, ServicesProvider } from '@/shared/services'
import { NoticeBell } from './notice-bell'

const HOUR = 3_600_000

async function bellWhile(until: string | null): Promise<void> {
  const noticePreferences = vi.fn(() =>
    Promise.resolve({ channels: {}, quiet: { until, off_hours: false, now: until !== null } } as NoticePreferences),
  )
  const client = new QueryClient()
  render(
    <QueryClientProvider client={client}>
      <ServicesProvider value={{ api: { noticePreferences } } as unknown as Services}>
        <NoticeBell size={16} strokeWidth={2} />
      </ServicesProvider>
    </QueryClientProvider>,
  )
  await vi.waitFor(() => expect(client.isFetching()).toBe(0))
  expect(noticePreferences).toHaveBeenCalledOnce()
}

it('is crossed, and says until when, while one is not to be disturbed', async () => {
  await bellWhile(new Date(Date.now() + HOUR).toISOString())
  expect(await screen.findByRole('img', { name: /^Quiet until / })).toBeInTheDocument()
})

it.each([null, new Date(Date.now() - HOUR).toISOString()])(
  'is a plain bell without that, or after it: %s',
  async (until) => {
    await bellWhile(until)
    expect(screen.queryByRole('img')).toBeNull()
  },
)
