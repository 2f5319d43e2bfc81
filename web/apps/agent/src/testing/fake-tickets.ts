import { type Entry, type TicketDetail, type TicketStatus, newId } from '@tessera/api'
import { aMessage, aTicketDetail, anActivity } from './factories'
import { AGENTS, TEAMS } from './fake-people'

const PEOPLE = [
  ['Mira Halvorsen', 'mira@halvorsen.test'],
  ['Bao Tran', 'bao.tran@lotus-tea.test'],
  ['Élodie Marchand', 'elodie@atelier-marchand.test'],
  ['Samuel Adeyemi', 's.adeyemi@northbay.test'],
  ['Greta Baumann', 'greta.baumann@kontor.test'],
  ['Ravi Menon', 'ravi@menon-labs.test'],
  ['Hannah Ostrow', 'hannah@ostrow.test'],
  ['Piotr Zieliński', 'piotr@zielinski.test'],
] as const

const TOPICS = [
  [
    'Invoice 2231 shows our old address',
    'We moved in March, and the invoice still goes to Harbour Street. Could you correct it and send it again?',
  ],
  [
    'Parcel says delivered, but nothing came',
    'The tracking page says it was handed over at 14:20 yesterday. Nobody was at home and there is no card.',
  ],
  [
    'Cannot sign in after changing my phone',
    'The code from the app is refused every time. I still have the recovery sheet if that helps.',
  ],
  [
    'Two seats were charged twice',
    'Our statement lists both seats on the 3rd and again on the 4th. Please look and refund one.',
  ],
  [
    'Export stops at 10,000 rows',
    'The file ends in the middle of a row. We need all of the last quarter for the auditors by Friday.',
  ],
  [
    'Question about the warranty of the K-40',
    'Does the extended warranty cover the drive belt? It squeaks since last week.',
  ],
  [
    'Change of our delivery day to Thursday',
    'Our kitchen is closed on Wednesdays from June. Thursday before ten would be best.',
  ],
  [
    'Webhook arrives without its signature header',
    'Since about 09:00 UTC the header is missing on every third call. Example request ids are below.',
  ],
] as const

const STATUSES: TicketStatus[] = ['open', 'open', 'open', 'open', 'pending', 'pending', 'on_hold', 'resolved', 'closed']
const PRIORITIES = ['normal', 'normal', 'high', 'low', 'urgent', 'normal'] as const
const TAGS = [['billing'], [], ['delivery', 'vip'], [], ['export', 'eu', 'audit'], []]
const MINUTE = 60_000
const HOUR = 60 * MINUTE
/** Hours until due. */
const DUE = [3, null, -26, null, 50, null, null, 0.6]

const RICH_MAIL = `<p>Hello,</p><p>the parcel page says <b>delivered</b>, but nothing came. This is what it shows:</p>
<table style="border-collapse:collapse"><tr><td style="border:1px solid #ccc;padding:4px 10px">14:20</td><td style="border:1px solid #ccc;padding:4px 10px">Handed over</td></tr>
<tr><td style="border:1px solid #ccc;padding:4px 10px">09:12</td><td style="border:1px solid #ccc;padding:4px 10px">Out for delivery</td></tr></table>
<p>More at <a href="https://track.test/8841">track.test/8841</a>.</p><p><img src="https://images.test/logo.png" alt="Logo" width="120" height="32"></p><p style="color:#1f3864">Kind regards<br>Mira</p>`

function conversation(index: number, created: number): Entry[] {
  const [name, email] = PEOPLE[index % PEOPLE.length]!
  const [, text] = TOPICS[index % TOPICS.length]!
  const iso = (minutes: number) => new Date(created + minutes * MINUTE).toISOString()
  const first = aMessage({ id: newId(created), author_name: name, author_email: email, text, created_at: iso(0) })
  if (index % 3 !== 1) return [first]
  const agent = AGENTS[1]!
  const mine = {
    author_type: 'agent' as const,
    author_id: agent.id,
    author_name: agent.name,
    author_email: agent.email,
    sender_check: null,
    has_original: false,
  }
  return [
    { ...first, text: '', html: RICH_MAIL, sender_check: 'failed', attachments: [picture(), document()] },
    anActivity({
      id: newId(created + 2 * MINUTE),
      created_at: iso(2),
      changes: { assignee_id: { from: null, to: agent.id } },
      type: 'ticket.assigned',
    }),
    anActivity({
      id: newId(created + 3 * MINUTE),
      created_at: iso(3),
      changes: { priority: { from: 'normal', to: 'high' } },
      type: 'ticket.updated',
    }),
    aMessage({
      ...mine,
      id: newId(created + 4 * MINUTE),
      kind: 'note',
      text: 'The driver’s scan is 400 m away from the address. Asking the depot before we answer.',
      created_at: iso(4),
      delivery: null,
    }),
    aMessage({
      ...mine,
      id: newId(created + 9 * MINUTE),
      text: 'Hello Mira,\n\nI am sorry for the trouble. The depot is looking for it now, and I will write again before noon.\n\nAmara',
      html: null,
      created_at: iso(9),
      delivery: 'sent',
      to: [{ id: null, name, email }],
    }),
    aMessage({
      id: newId(created + 12 * MINUTE),
      author_name: name,
      author_email: email,
      text: 'Thank you, I am at home until four.',
      quoted_text: '> I am sorry for the trouble. The depot is looking for it now.',
      created_at: iso(12),
    }),
  ]
}

const PIXELS =
  'data:image/svg+xml,' +
  encodeURIComponent(
    '<svg xmlns="http://www.w3.org/2000/svg" width="320" height="200"><rect width="320" height="200" fill="#c9d6cf"/><rect x="110" y="60" width="100" height="80" rx="8" fill="#7fa196"/></svg>',
  )

function picture() {
  return {
    id: newId(),
    filename: 'doorstep.png',
    content_type: 'image/png',
    size: 182_400,
    content_id: null,
    thumbnail_url: null,
    width: null,
    height: null,
    scan: null,
    url: PIXELS,
  }
}
function document() {
  return {
    id: newId(),
    filename: 'Delivery note 8841.pdf',
    content_type: 'application/pdf',
    size: 64_120,
    content_id: null,
    thumbnail_url: null,
    width: null,
    height: null,
    scan: null,
    url: 'data:application/pdf,',
  }
}

function dueAt(index: number, now: number): string | null {
  const hours = DUE[index % DUE.length]
  return hours ? new Date(now + hours * HOUR).toISOString() : null
}

/** `count` tickets, the newest first, as if they had come in over the last days before `now`. */
export function fakeTickets(count: number, now: number): TicketDetail[] {
  return Array.from({ length: count }, (_, index) => {
    const created = now - (index * index * 3 + index * 17 + 20) * MINUTE
    const items = conversation(index, created)
    const messages = items.filter((entry) => entry.entry === 'message')
    const last = messages.at(-1)!
    const [name, email] = PEOPLE[index % PEOPLE.length]!
    const status = STATUSES[(index * 5) % STATUSES.length]!
    const done = status === 'resolved' || status === 'closed'
    const reply = messages.find((message) => message.kind === 'reply' && message.author_type === 'agent')
    return aTicketDetail({
      id: newId(created),
      number: 1200 - index,
      subject: TOPICS[index % TOPICS.length]![0],
      status,
      priority: PRIORITIES[index % PRIORITIES.length]!,
      tags: TAGS[index % TAGS.length]!,
      due_at: dueAt(index, now),
      requester: { id: newId(created), name, email },
      assignee_id: index % 4 === 0 ? null : AGENTS[index % 3]!.id,
      team_id: index % 5 === 0 ? null : TEAMS[index % 2]!.id,
      preview:
        last.text.replaceAll('\n', ' ').slice(0, 140) || 'Hello, the parcel page says delivered, but nothing came.',
      message_count: messages.length,
      last_message_at: last.created_at,
      last_message_by: last.author_type,
      created_at: new Date(created).toISOString(),
      updated_at: items.at(-1)!.created_at,
      first_reply_at: reply?.created_at ?? null,
      resolved_at: done ? items.at(-1)!.created_at : null,
      version: items.length,
      participants: index % 3 === 1 ? [{ id: null, name: 'Depot North', email: 'depot@carrier.test' }] : [],
      entries: { items, next_cursor: null },
    })
  })
}
