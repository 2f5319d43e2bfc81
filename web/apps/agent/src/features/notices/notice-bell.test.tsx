// @vitest-environment jsdom
import type { WorkingHours } from '@tessera/api'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { render, screen } from '@testing-library/react'
import { expect, it, vi } from 'vitest'
import { type Services, ServicesProvider } from '@/shared/services'
import { NoticeBell } from './notice-bell'

const HOUR = 3_600_000

async function bellWhile(until: string | null, hours?: WorkingHours | null): Promise<void> {
  const off_hours = hours !== undefined
  const noticePreferences = vi.fn(() =>
    Promise.resolve({ channels: {}, quiet: { until, off_hours, now: until !== null } }),
  )
  const workingHours = vi.fn(() => Promise.resolve({ working_hours: hours ?? null }))
  const client = new QueryClient()
  render(
    <QueryClientProvider client={client}>
      <ServicesProvider value={{ api: { noticePreferences, workingHours } } as unknown as Services}>
        <NoticeBell size={16} strokeWidth={2} />
      </ServicesProvider>
    </QueryClientProvider>,
  )
  await vi.waitFor(() => expect(client.isFetching()).toBe(0))
  expect(noticePreferences).toHaveBeenCalledOnce()
  expect(workingHours).toHaveBeenCalledTimes(off_hours ? 1 : 0)
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

const always = { starts: '00:00', ends: '00:00' }
const days = { mon: always, tue: always, wed: always, thu: always, fri: always, sat: always, sun: always }
const today = new Intl.DateTimeFormat('en', { weekday: 'short', timeZone: 'UTC' }).format().toLowerCase()
/** Of the day after tomorrow alone. */
const soon = Object.keys(days)[(Object.keys(days).indexOf(today) + 2) % 7]!

it('is crossed outside of working hours too, and says when they begin', async () => {
  await bellWhile(null, { time_zone: 'UTC', days: { [soon]: always } })
  const bell = await screen.findByRole('img', { name: /^Quiet outside your working hours, until / })
  expect(bell).toHaveAttribute('title', bell.getAttribute('aria-label'))
})

it('says when work begins if that is later than what one asked for', async () => {
  const hour = new Date(Date.now() + HOUR).toISOString()
  await bellWhile(hour, { time_zone: 'UTC', days: { [soon]: always } })
  expect(await screen.findByRole('img', { name: /^Quiet outside your working hours, until / })).toBeInTheDocument()
})

it.each([[{ time_zone: 'UTC', days }], [null]])(
  'is a plain bell at work, and for who has no hours: %o',
  async (hours) => {
    await bellWhile(null, hours)
    expect(screen.queryByRole('img')).toBeNull()
  },
)
