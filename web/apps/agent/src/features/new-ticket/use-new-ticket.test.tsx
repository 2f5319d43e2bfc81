// @vitest-environment jsdom
import { ApiProblem, type Catalogue, type Client, type Me } from '@tessera/api'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, it, vi } from 'vitest'
import { CATALOGUE } from '@/shared/catalogue/queries'
import { registry } from '@/shared/hotkeys'
import { KnownAgents, KnownCatalogue, KnownMe, KnownTeams } from '@/shared/known'
import { type Services, ServicesProvider } from '@/shared/services'
import { keepBegun, nothingBegun } from '@/shared/tickets/new-ticket'
import { useToasts } from '@/shared/toasts'
import { aField } from '@/testing/fake-catalogue'
import { NewTicket } from './new-ticket'
import { tellSettled } from './settled'

vi.mock('@tanstack/react-router', () => ({ useRouter: vi.fn(), useNavigate: vi.fn() }))

const me = { id: 'me', name: 'Me', permissions: ['tickets:write'], team_ids: [] } as unknown as Me
const catalogue: Catalogue = {
  ...{ version: 1, statuses: [], tags: [] },
  fields: [
    aField({ id: 'mail', name: 'Billing email', type: 'email' }),
    aField({ id: 'seats', name: 'Seats', type: 'number' }),
    aField({ id: 'serial', name: 'Serial', type: 'pattern' }),
  ],
}
const errors = [{ field: 'fields.serial', message: 'S- and digits.' }]
const refusal = new ApiProblem({
  ...{ type: '', title: '', instance: '', correlation_id: '', current: null, status: 422 },
  ...{ detail: 'S- and digits.', errors },
})
const filled = { email: 'ada@customer.example', subject: 'A call', message: 'Dark.' }

beforeEach(() => {
  localStorage.clear()
  useToasts.setState({ toasts: [] })
})

function show(fields: Record<string, string>, createTicket: Client['createTicket']) {
  keepBegun('me', { ...nothingBegun('me'), ...filled, fields })
  const client = new QueryClient()
  client.setQueryData(CATALOGUE, catalogue)
  render(
    <QueryClientProvider client={client}>
      <ServicesProvider value={{ api: { createTicket, customers: vi.fn() } } as unknown as Services}>
        <KnownMe value={me}>
          <KnownAgents value={[]}>
            <KnownTeams value={[]}>
              <KnownCatalogue value={catalogue}>
                <NewTicket onClose={vi.fn()} />
              </KnownCatalogue>
            </KnownTeams>
          </KnownAgents>
        </KnownMe>
      </ServicesProvider>
    </QueryClientProvider>,
  )
  return { client, user: userEvent.setup() }
}

const create = () => screen.getByRole('button', { name: 'Create ticket' })

it('marks all that is known to be wrong before anything is sent', async () => {
  const send = vi.fn()
  const { user } = show({ mail: 'not-mail', seats: '1e' }, send)
  await user.click(create())
  expect(send).not.toHaveBeenCalled()
  expect(screen.getByLabelText('Seats')).toBeInvalid()
  expect(screen.getByLabelText('Billing email')).toHaveFocus()
})

it('leads to what the server refused', async () => {
  const { user } = show({ serial: '4711' }, () => Promise.reject(refusal))
  await user.click(create())
  await waitFor(() => expect(screen.getByLabelText('Serial')).toHaveFocus())
  expect(screen.getByLabelText('Serial')).toHaveAccessibleDescription('S- and digits.')
})

it('goes on with the one that its message is about, where it is wrong', () => {
  const { client } = show({}, vi.fn())
  vi.spyOn(registry, 'run').mockReturnValue(true)
  const told = (id: string, subject: string) =>
    tellSettled(
      { client, me: 'me', api: {} as Client },
      { id, subject, requester: { email: 'x@y.z' }, message: { text: 'm' }, fields: { serial: '1' } },
      { kind: 'refused', reason: { kind: 'failed', unreachable: false, detail: '', errors } } as never,
      vi.fn(),
    )
  told('one', 'Offline one')
  told('two', 'Offline two')
  const last = useToasts.getState().toasts.at(-1)!
  expect(last.detail).toBe('Serial: S- and digits.')
  act(() => last.action!.run())
  expect(screen.getByLabelText('Subject')).toHaveValue('Offline two')
  expect(screen.getByLabelText('Serial')).toBeInvalid()
})
