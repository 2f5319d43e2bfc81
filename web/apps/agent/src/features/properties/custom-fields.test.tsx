// @vitest-environment jsdom
import { ApiProblem, type Client, type Me, type TicketDetail } from '@tessera/api'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { KnownAgents, KnownCatalogue, KnownMe, KnownTeams } from '@/shared/known'
import { type Services, ServicesProvider } from '@/shared/services'
import { storeTicket } from '@/shared/tickets/cache'
import { useToasts } from '@/shared/toasts'
import { aTicketDetail } from '@/testing/factories'
import { aField } from '@/testing/fake-catalogue'
import { CustomFields } from './custom-fields'
import { letGo } from './taken-up'

vi.mock('@tanstack/react-router', () => ({
  useRouter: () => ({ state: { location: { pathname: '/views/all/t' } } }),
  useNavigate: () => vi.fn(),
}))

const me = { id: 'me', name: 'Me', permissions: ['tickets:write'], team_ids: [] } as unknown as Me
const fields = [
  aField({ id: 'mail', name: 'Billing email', type: 'email' }),
  aField({
    id: 'lid',
    name: 'Lid',
    type: 'one_of',
    options: [
      { id: 'steel', label: 'Steel', archived: false },
      { id: 'glass', label: 'Glass', archived: false },
      { id: 'wood', label: 'Wood', archived: true },
    ],
  }),
  aField({ id: 'heard', name: 'Called back', type: 'checkbox' }),
  aField({ id: 'serial', name: 'Serial', type: 'pattern', pattern: 'S-\\d+' }),
]
const refused = new ApiProblem({
  ...{ type: '', title: '', instance: '', correlation_id: '', current: null, status: 422 },
  detail: 'S- and digits.',
  errors: [{ field: 'fields.serial', message: 'S- and digits.' }],
})

// It is fetched when it is opened: that takes its time here.
beforeAll(() => import('./field-popover'))
// What jsdom has not, and the list of choices needs.
beforeAll(() => {
  Element.prototype.scrollIntoView = () => undefined
})

beforeEach(() => {
  letGo()
  useToasts.setState({ toasts: [] })
})

function show(patchTicket: Client['patchTicket']) {
  const client = new QueryClient()
  const ticket: TicketDetail = aTicketDetail({ id: 't', fields: {} })
  storeTicket(client, ticket)
  render(
    <QueryClientProvider client={client}>
      <ServicesProvider value={{ api: { patchTicket } } as unknown as Services}>
        <KnownMe value={me}>
          <KnownAgents value={[]}>
            <KnownTeams value={[]}>
              <KnownCatalogue value={{ version: 1, statuses: [], tags: [], fields }}>
                <CustomFields ticket={ticket} />
              </KnownCatalogue>
            </KnownTeams>
          </KnownAgents>
        </KnownMe>
      </ServicesProvider>
    </QueryClientProvider>,
  )
  return userEvent.setup()
}

async function opened(user: ReturnType<typeof userEvent.setup>, name: string) {
  await user.click(screen.getByTitle(`Change ${name}`))
  return screen.findByRole('textbox', { name })
}

async function fill(user: ReturnType<typeof userEvent.setup>, name: string, text: string, key: string) {
  await user.click(await opened(user, name))
  await user.paste(text)
  await user.keyboard(key)
}

const toasts = () => useToasts.getState().toasts

it('stays open with what cannot be right', async () => {
  const patch = vi.fn()
  const user = show(patch)
  await fill(user, 'Billing email', 'not-mail', '{Enter}')
  const input = screen.getByRole('textbox', { name: 'Billing email' })
  expect(input).toHaveValue('not-mail')
  expect(input).toHaveAccessibleDescription(/not an email address/)
  expect(patch).not.toHaveBeenCalled()
})

it('names the field that the server refused, and goes on with what was typed', async () => {
  const user = show(() => Promise.reject(refused))
  await fill(user, 'Serial', '4711', '{Enter}')
  await waitFor(() => expect(toasts()).toMatchObject([{ text: 'Serial was not changed', detail: 'S- and digits.' }]))
  expect(screen.queryByRole('textbox')).toBeNull()
  act(() => toasts()[0]!.action!.run())
  const input = await screen.findByRole('textbox', { name: 'Serial' })
  expect(input).toHaveValue('4711')
  expect(input).toHaveFocus()
  expect(input).toHaveAccessibleDescription(/S- and digits\./)
})

it('gives back what Escape left', async () => {
  const user = show(vi.fn())
  await fill(user, 'Serial', 'S-1', '{Escape}')
  await waitFor(() => expect(toasts()).toMatchObject([{ text: 'What you typed for Serial is discarded' }]))
  act(() => toasts()[0]!.action!.run())
  expect(await screen.findByRole('textbox', { name: 'Serial' })).toHaveValue('S-1')
})

it('says nothing where nothing was typed', async () => {
  const user = show(vi.fn())
  await opened(user, 'Serial')
  await user.keyboard('{Escape}')
  await waitFor(() => expect(screen.queryByRole('textbox')).toBeNull())
  expect(toasts()).toEqual([])
})

it.each([
  ['Lid', 'gl{Enter}', { lid: 'glass' }],
  ['Called back', 'y{Enter}', { heard: true }],
  ['Called back', 'no{Enter}', { heard: false }],
])('picks what %s is by its first letters: %s', async (name, keys, expected) => {
  const patch = vi.fn<Client['patchTicket']>(() => Promise.reject(refused))
  const user = show(patch)
  await user.click(screen.getByTitle(`Change ${name}`))
  await screen.findByRole('combobox')
  expect(screen.queryByRole('option', { name: 'Wood' })).toBeNull()
  await user.keyboard(keys)
  await waitFor(() => expect(patch).toHaveBeenCalled())
  expect(patch.mock.calls[0]![1]).toMatchObject({ fields: expected })
  expect(screen.queryByRole('option')).toBeNull()
})
