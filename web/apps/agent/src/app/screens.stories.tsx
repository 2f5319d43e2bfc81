import type { Meta, StoryObj } from '@storybook/react-vite'
import { createMemoryHistory } from '@tanstack/react-router'
import { useState } from 'react'
import { changeDraft } from '@/shared/messages/draft-store'
import type { Paper } from '@/shared/messages/drafts'
import { carrying } from '@/shared/messages/forward'
import { type Outgoing, useOutbox } from '@/shared/messages/outbox'
import { leaveGuide } from '@/shared/first-run'
import { clearSelection, pickAll } from '@/shared/tickets/selection'
import { openUnread } from '@/shared/unread'
import { type FakeOptions, createFakeApi } from '@/testing/fake-api'
import { aJob } from '@/testing/fake-jobs'
import { AGENTS, meAs } from '@/testing/fake-people'
import { App } from './app'

type Args = {
  path: string
  picked?: number
  options?: FakeOptions
  openTicket?: number
  unsent?: Outgoing['state'][]
  paper?: Paper
}

/** The whole app on the API in memory, at one address. */
function Screen({ path, options, openTicket, unsent = [], paper = 'reply', picked = 0 }: Args) {
  const [app] = useState(() => {
    localStorage.setItem('tessera.session', '1')
    leaveGuide()
    openUnread(meAs(AGENTS[0]!))
    const fake = createFakeApi(options)
    const ticket = openTicket === undefined ? '' : `/${fake.tickets[openTicket]!.id}`
    const open = openTicket === undefined ? undefined : fake.tickets[openTicket]
    if (open) changeDraft(AGENTS[0]!.id, open.id, { kind: paper, carried: paper === 'forward' ? carrying(open) : null })
    pickAll(fake.tickets.slice(0, picked).map((each) => each.id))
    if (picked === 0) clearSelection()
    useOutbox.setState({ messages: unsent.map((state) => anUnsent(state, ticket.slice(1))) })
    return { services: fake.services, history: createMemoryHistory({ initialEntries: [path + ticket] }) }
  })
  return (
    <div className="h-screen">
      <App services={app.services} history={app.history} />
    </div>
  )
}

function anUnsent(state: Outgoing['state'], ticketId: string): Outgoing {
  return {
    id: state,
    author: AGENTS[0]!.id,
    ticketId,
    body: { kind: 'reply', text: 'The courier brings it between ten and noon.' },
    files: [],
    seenUntil: new Date(Date.now() - 29 * 60_000).toISOString(),
    state,
  }
}

const meta: Meta<typeof Screen> = { title: 'Screens', component: Screen, parameters: { layout: 'fullscreen' } }
export default meta
type Story = StoryObj<typeof Screen>

const refuse = (status: number) => () => new Response('{}', { status, headers: { 'Content-Type': 'application/json' } })
const never = () => new Promise<Response>(() => undefined)
const onTickets = (answer: () => Response | Promise<Response>) => (_: string, path: string) =>
  path.startsWith('/tickets') || path.startsWith('/sync') ? answer() : undefined

export const SignIn: Story = { args: { path: '/sign-in', options: { signedIn: false } } }
export const Inbox: Story = { args: { path: '/views/unresolved' } }
export const Board: Story = { args: { path: '/views/unresolved?layout=board' } }
export const BoardOfAgents: Story = { args: { path: '/views/unresolved?layout=board&group=assignee' } }
export const Customers: Story = { args: { path: '/people' } }
export const Companies: Story = { args: { path: '/companies' } }
export const Company: Story = { args: { path: '/companies/company-1' } }
export const Notifications: Story = { args: { path: '/notifications' } }
export const Dashboard: Story = { args: { path: '/dashboard' } }
export const Activity: Story = { args: { path: '/activity' } }
export const WorkingHours: Story = { args: { path: '/settings/hours' } }
export const FirstSteps: Story = { args: { path: '/settings/first-steps', options: { tickets: 0 } } }
export const NotificationSettings: Story = { args: { path: '/settings/notifications' } }
export const Forwarding: Story = { args: { path: '/views/unresolved', openTicket: 1, paper: 'forward' } }
export const Ticket: Story = { args: { path: '/views/unresolved', openTicket: 1 } }
export const MessagesNotSent: Story = {
  args: { path: '/views/unresolved', openTicket: 1, unsent: ['sending', 'offline', 'stale'] },
}
export const Selected: Story = { args: { path: '/views/unresolved', picked: 40 } }
export const SelectedBesideTicket: Story = { args: { path: '/views/unresolved', openTicket: 1, picked: 40 } }
export const JobAtWork: Story = {
  args: {
    path: '/views/unresolved',
    options: { jobs: [aJob({ created_by: AGENTS[0]!.id, state: 'running', total: 1240, done: 533 })] },
  },
}
export const TicketAsViewer: Story = {
  args: { path: '/views/unresolved', openTicket: 1, options: { agent: AGENTS[4]! } },
}
export const NothingThere: Story = { args: { path: '/views/unresolved', options: { tickets: 0 } } }
export const EverythingAssigned: Story = { args: { path: '/views/unassigned', options: { tickets: 0 } } }
export const FilteredAndGrouped: Story = {
  args: { path: '/views/unresolved?filter=status:open,pending+priority:high,urgent&group=assignee' },
}
export const FilteredToNothing: Story = {
  args: { path: '/views/unresolved?filter=priority:low+tag:audit+assignee:me' },
}
export const FilterNotSaved: Story = { args: { path: '/views/all?filter=channel:email&order=-created' } }
export const FilterUnreadable: Story = { args: { path: '/views/unresolved?filter=colour:red' } }
export const ListLoading: Story = { args: { path: '/views/unresolved', options: { intercept: onTickets(never) } } }
export const ListFailed: Story = { args: { path: '/views/unresolved', options: { intercept: onTickets(refuse(403)) } } }
export const TicketMissing: Story = { args: { path: '/views/unresolved/0196a000-0000-7000-8000-00000000dead' } }
export const ServerDown: Story = { args: { path: '/views/unresolved', options: { intercept: refuse(503) } } }
export const Starting: Story = {
  args: {
    path: '/views/unresolved',
    options: { intercept: (_, path) => (path === '/workspace' ? never() : undefined) },
  },
}
export const SettingsList: Story = { args: { path: '/settings' } }
export const Audit: Story = { args: { path: '/settings/audit' } }
export const Appearance: Story = { args: { path: '/settings/appearance' } }
export const OrganizationSettings: Story = { args: { path: '/settings/organization' } }
export const MailSettings: Story = { args: { path: '/settings/mail' } }
export const Statuses: Story = { args: { path: '/settings/statuses' } }
export const TagSettings: Story = { args: { path: '/settings/tags' } }
export const FieldSettings: Story = { args: { path: '/settings/fields' } }
export const NoSuchView: Story = { args: { path: '/views/nonsense' } }
export const NoSuchPage: Story = { args: { path: '/nonsense' } }
export const Search: Story = { args: { path: '/search?q=invoice' } }
export const SearchStart: Story = { args: { path: '/search' } }
export const SearchNothing: Story = { args: { path: '/search?q=zzzz' } }
export const SearchFailed: Story = {
  args: {
    path: '/search?q=invoice',
    options: { intercept: (_, path) => (path === '/search' ? refuse(403)() : undefined) },
  },
}
export const Keyboard: Story = { args: { path: '/settings/keyboard' } }
export const People: Story = { args: { path: '/settings/people' } }
export const QuarantineEmpty: Story = { args: { path: '/settings/quarantine' } }
export const Quarantine: Story = {
  args: {
    path: '/settings/quarantine',
    options: {
      quarantine: [
        {
          id: '0196a000-0000-7000-8000-0000000000f1',
          received_at: '2026-05-01T10:00:00.000Z',
          sender: 'mira@halvorsen.test',
          recipients: ['support@acme.test'],
          subject: 'Fwd: the contract',
          reason: 'The mail is larger than 25 MB.',
          size: 31_400_000,
          replayed_at: null,
        },
        {
          id: '0196a000-0000-7000-8000-0000000000f2',
          received_at: '2026-05-01T09:00:00.000Z',
          sender: '',
          recipients: ['support@acme.test'],
          subject: '',
          reason: 'The mail has no sender.',
          size: 812,
          replayed_at: '2026-05-01T09:30:00.000Z',
        },
      ],
    },
  },
}
