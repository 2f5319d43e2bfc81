import {
  type AgentDetail,
  type CreateTicket,
  type Delta,
  type Fetch,
  type Job,
  type QuarantinedMail,
  type Socket,
  type TicketDetail,
  type TicketSummary,
  type ViewList,
  createClient,
  createHttp,
  createSession,
  newId,
} from '@tessera/api'
import type { Services } from '@/shared/services'
import { summaryOf } from '@/shared/tickets/cache'
import { byAttention } from '@/shared/tickets/order'
import { type TicketFilter, matches } from '@/shared/tickets/views'
import { aMessage } from './factories'
import { catalogue } from './fake-catalogue'
import { ticketChanges } from './fake-changes'
import { ticketMessages } from './fake-messages'
import { type Handler, Refusal } from './fake-http'
import { AGENTS, TEAMS, meAs } from './fake-people'
import { fakeJobs } from './fake-jobs'
import { macros } from './fake-macros'
import { fakeCustomers } from './fake-customers'
import { savedViews } from './fake-views'
import { fakeNotices } from './fake-notices'
import { fakeOrganization } from './fake-organization'
import { fakeReadMarks } from './fake-read-marks'
import { fakeSearch } from './fake-search'
import { fakeTickets } from './fake-tickets'

export interface FakeOptions {
  /** Who signs in. */
  agent?: AgentDetail
  tickets?: number
  quarantine?: QuarantinedMail[]
  jobs?: Job[]
  signedIn?: boolean
  /** Answers before the fake does: for a story of an error, a slow network or a lost one. */
  intercept?: (method: string, path: string) => Response | Promise<Response | undefined> | undefined
}

const json = (status: number, body: unknown) =>
  new Response(status === 204 ? null : JSON.stringify(body), {
    status,
    headers: { 'Content-Type': 'application/json' },
  })

/** An API in memory, behind the same seam as the real one: `fetch` and a socket. For stories, tests and `npm run dev:fake`. */
export function createFakeApi(options: FakeOptions = {}) {
  const agent = options.agent ?? AGENTS[0]!
  const tickets = fakeTickets(options.tickets ?? 120, Date.now())
  const quarantine = [...(options.quarantine ?? [])]
  const sockets: Socket[] = []

  const find = (id: string): TicketDetail => {
    const ticket = tickets.find((each) => each.id === id)
    if (!ticket) throw new Refusal(404, 'There is no such ticket.')
    return ticket
  }
  const tell = (ticket: TicketDetail, event: Delta['event'], actor: Delta['actor']) => {
    const delta = { event, seq: 1, at: ticket.updated_at, ticket_id: ticket.id, actor, ticket: summaryOf(ticket) }
    sockets.forEach((socket) => socket.onmessage?.({ data: JSON.stringify(delta) }))
  }
  const me = { type: 'agent' as const, id: agent.id, name: agent.name }
  const save = (
    ticket: TicketDetail,
    event: Delta['event'] = 'ticket:updated',
    actor: Delta['actor'] = me,
  ): TicketSummary => {
    Object.assign(ticket, { version: ticket.version + 1, updated_at: new Date().toISOString() })
    setTimeout(() => tell(ticket, event, actor), 30)
    return summaryOf(ticket)
  }

  function list(query: URLSearchParams) {
    const filter = Object.fromEntries(query) as unknown as TicketFilter
    const all = tickets.filter((ticket) => matches(filter, ticket, agent.id, (tag) => [tag])).sort(byAttention)
    const start = Number(query.get('cursor') ?? 0)
    const number = query.get('number')
    if (number)
      return { items: tickets.filter((ticket) => ticket.number === Number(number)).map(summaryOf), next_cursor: null }
    const items = all.slice(start, start + 50).map(summaryOf)
    return { items, next_cursor: start + 50 < all.length ? String(start + 50) : null }
  }

  const changes = ticketChanges(find, { changed: save, unchanged: summaryOf }, agent)

  const messages = ticketMessages(find, tickets, save, agent)

  function create(body: CreateTicket) {
    const now = new Date().toISOString()
    const [template] = fakeTickets(1, Date.now()) as [TicketDetail]
    const requester = { id: newId(), name: body.requester.name ?? '', email: body.requester.email }
    const text = body.message.text ?? ''
    const message = aMessage({
      id: newId(),
      channel: 'web',
      text,
      author_name: requester.name,
      author_email: requester.email,
      created_at: now,
    })
    tickets.unshift({
      ...template,
      ...{
        id: body.id ?? newId(),
        number: tickets[0]!.number + 1,
        subject: body.subject,
        requester,
        preview: text,
        version: 1,
      },
      ...{
        assignee_id: body.assignee_id ?? null,
        team_id: null,
        status: 'open',
        priority: 'normal',
        created_at: now,
        updated_at: now,
      },
      ...{ last_message_at: now, entries: { items: [message], next_cursor: null } },
    })
    return save(tickets[0]!, 'ticket:created')
  }

  const seqOf = (query: URLSearchParams) => Number(query.get('since'))
  const unchanged = (query: URLSearchParams) => ({
    items: [],
    seq: seqOf(query),
    more: false,
    reset: false,
    visibility: 'all',
  })
  const copy = (query: URLSearchParams) => ({
    ...list(new URLSearchParams([...query, ['status', 'all']])),
    seq: 0,
    visibility: 'all',
  })

  const myself = meAs(agent)
  const routes: [string, RegExp, Handler][] = [
    ['POST', /^\/auth\/login$/, (body: { password: string }) => token(body.password)],
    ['POST', /^\/auth\/refresh$/, () => token(options.signedIn === false ? '' : 'tessera-demo')],
    ['POST', /^\/auth\/logout$/, () => undefined],
    ['GET', /^\/workspace$/, () => workspace()],
    ['GET', /^\/me$/, () => myself],
    ...fakeReadMarks(tickets),
    ['GET', /^\/agents$/, () => ({ items: AGENTS })],
    ['GET', /^\/teams$/, () => ({ items: TEAMS })],
    ['GET', /^\/sync\/tickets$/, (_, __, query) => copy(query)],
    ['GET', /^\/sync$/, (_, __, query) => unchanged(query)],
    ['GET', /^\/tickets$/, (_, __, query) => list(query)],
    ['GET', /^\/search$/, (_, __, query) => fakeSearch(tickets, query)],
    ['GET', /^\/search\/suggest$/, () => ({ items: [] })],
    ['POST', /^\/tickets$/, (body: CreateTicket) => create(body)],
    ['GET', /^\/tickets\/([^/]+)$/, (_, [id]) => find(id!)],
    ...fakeJobs(tickets, changes.write, agent, options.jobs).routes,
    ...catalogue().routes,
    ...fakeNotices(tickets).routes,
    ...fakeOrganization(myself),
    ...changes.routes,
    ...messages.routes,
    ...macros(find, changes.write, agent).routes,
    ...savedViews(agent).routes,
    ...fakeCustomers(tickets).routes,
    ['GET', /^\/tickets\/[^/]+\/messages\/[^/]+\/original$/, () => ({ url: 'data:text/plain,original' })],
    ['POST', /^\/attachments$/, () => ({ id: newId(), upload: { url: '/upload', fields: {}, expires_in: 900 } })],
    ['POST', /^\/realtime\/passes$/, () => ({ value: 'pass', expires_in: 30 })],
    ['GET', /^\/admin\/quarantine$/, () => ({ items: quarantine, next_cursor: null })],
    [
      'POST',
      /^\/admin\/quarantine\/([^/]+)\/replay$/,
      (_, [id]) => {
        Object.assign(
          quarantine.find((mail) => mail.id === id)!,
          { replayed_at: new Date().toISOString() },
        )
      },
    ],
    ['GET', /^\/admin\/agents$/, () => ({ items: AGENTS })],
  ]

  function workspace() {
    const answerOf = (path: string) => {
      const route = routes.find(([verb, pattern]) => verb === 'GET' && pattern.test(path))!
      return route[2](undefined as never, [], new URLSearchParams())
    }
    const { items } = answerOf('/views') as ViewList
    return { me: myself, agents: AGENTS, teams: TEAMS, catalogue: answerOf('/catalogue'), views: items }
  }

  function token(password: string) {
    if (password !== 'tessera-demo') throw new Refusal(401, 'Email or password is wrong.')
    return { access_token: 'token', token_type: 'Bearer', expires_in: 600 }
  }

  const fetch: Fetch = async (address, init) => {
    const url = new URL(address, 'http://fake.test')
    const path = url.pathname.replace('/api/v1', '')
    const method = init?.method ?? 'GET'
    const intercepted = await options.intercept?.(method, path)
    if (intercepted) return intercepted
    const route = routes.find(([verb, pattern]) => verb === method && pattern.test(path))
    if (!route) return json(404, { title: 'Not found', status: 404, detail: `${method} ${path}` })
    try {
      const body = init?.body ? (JSON.parse(init.body as string) as never) : (undefined as never)
      const answer = route[2](body, path.match(route[1])!.slice(1), url.searchParams)
      return json(answer === undefined ? 204 : 200, answer)
    } catch (error) {
      if (error instanceof Refusal) return json(error.status, error.problem())
      throw error
    }
  }

  const session = createSession(fetch, (task) => task())
  const services: Services = {
    session,
    api: createClient(createHttp(fetch, session)),
    openDatabase: async () => null,
    upload: async (_, __, onProgress) => onProgress(1),
    connect: () => {
      const socket: Socket = {
        onopen: null,
        onclose: null,
        onmessage: null,
        send: () => undefined,
        close: () => undefined,
      }
      sockets.push(socket)
      setTimeout(() => socket.onopen?.(), 0)
      return socket
    },
  }
  return { services, tickets, save, fetch }
}
