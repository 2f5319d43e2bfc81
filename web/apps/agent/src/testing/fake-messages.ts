import {
  type AddMessage,
  type Delta,
  type DraftContent,
  type EditNote,
  type RedactMessage,
  type Revision,
  type ServerDraft,
  type Message,
  type TicketDetail,
  type TicketSummary,
  newId,
} from '@tessera/api'
import { isMessage } from '@tessera/api'
import { reacted } from '@/shared/messages/reactions'
import { waits } from '@/shared/messages/waits'
import { aMessage } from './factories'
import { type Handler, Refusal } from './fake-http'

type Save = (ticket: TicketDetail, event?: Delta['event']) => TicketSummary
type Who = { id: string; name: string; email: string }

/** Like the server, for a message that comes without its plain text. */
function textIn(html: string | null | undefined): string {
  return new DOMParser().parseFromString(html ?? '', 'text/html').body.textContent
}

/** Replies and notes, and the replies that wait for their time. */
export function ticketMessages(find: (id: string) => TicketDetail, tickets: TicketDetail[], save: Save, agent: Who) {
  const waitingOf = (ticket: TicketDetail) => ticket.entries.items.filter(isMessage).filter(waits)

  function put(ticket: TicketDetail, message: Message, gone?: Message): void {
    ticket.entries.items = [...ticket.entries.items.filter((entry) => entry !== gone), message]
    if (message.send_at) return wait(ticket, message)
    Object.assign(ticket, {
      preview: message.text.replaceAll('\n', ' '),
      last_message_at: message.created_at,
      last_message_by: 'agent',
      message_count: ticket.message_count + 1,
    })
  }

  function wait(ticket: TicketDetail, message: Message): void {
    const left = new Date(message.send_at!).getTime() - Date.now()
    if (left > 60_000) return
    setTimeout(() => {
      if (!ticket.entries.items.includes(message)) return
      const created_at = new Date().toISOString()
      put(ticket, { ...message, id: newId(), delivery: 'queued', send_at: null, created_at }, message)
      save(ticket, 'message:new')
    }, left)
  }

  function add(ticket: TicketDetail, body: AddMessage) {
    const reply = body.kind === 'reply'
    const held = body.hold_seconds ? new Date(Date.now() + body.hold_seconds * 1000).toISOString() : null
    const send_at = body.send_at ?? held
    const message = aMessage({
      id: newId(),
      kind: body.kind,
      author_type: 'agent',
      author_id: agent.id,
      author_name: agent.name,
      author_email: agent.email,
      to: reply ? [ticket.requester] : [],
      text: body.text || textIn(body.html),
      html: body.html ?? null,
      created_at: new Date().toISOString(),
      delivery: reply ? (send_at ? 'scheduled' : 'queued') : null,
      send_at,
      ...(send_at && { then_status: body.set_status ?? null, then_status_id: body.set_status_id ?? null }),
      sender_check: null,
      has_original: false,
      reply_to: body.reply_to ?? null,
    })
    put(ticket, message)
    if (body.set_status && !send_at)
      Object.assign(ticket, { status: body.set_status, status_id: body.set_status_id ?? null })
    return { message, ticket: save(ticket, 'message:new') }
  }

  function waiting(ticket: TicketDetail, id: string): Message {
    const message = waitingOf(ticket).find((each) => each.id === id)
    if (!message) throw new Refusal(409, 'This reply is on its way already.')
    return message
  }
  function takeBack(ticket: TicketDetail, id: string): Message {
    const message = waiting(ticket, id)
    ticket.entries.items = ticket.entries.items.filter((entry) => entry !== message)
    save(ticket)
    return message
  }
  function putOff(ticket: TicketDetail, id: string, send_at: string | null): Message {
    const before = waiting(ticket, id)
    const next = send_at ? id : newId()
    const message: Message = { ...before, id: next, send_at, delivery: send_at ? 'scheduled' : 'queued' }
    put(ticket, message, before)
    save(ticket)
    return message
  }
  const scheduled = () => ({
    items: tickets
      .flatMap((ticket) => waitingOf(ticket).map((message) => ({ ticket_id: ticket.id, message })))
      .sort((a, b) => a.message.send_at!.localeCompare(b.message.send_at!)),
  })

  function react(ticket: TicketDetail, id: string, emoji: string, given: boolean) {
    const before = ticket.entries.items.filter(isMessage).find((message) => message.id === id)
    if (!before) throw new Refusal(404, 'There is no such message.')
    const message = { ...before, reactions: reacted(before.reactions, emoji, agent.id, given) }
    ticket.entries.items = ticket.entries.items.map((entry) => (entry === before ? message : entry))
    return { message, ticket: save(ticket) }
  }

  const revisions = new Map<string, Revision[]>()
  function amend(ticket: TicketDetail, id: string, change: (before: Message) => Partial<Message>) {
    const before = ticket.entries.items.filter(isMessage).find((message) => message.id === id)
    if (!before) throw new Refusal(404, 'There is no such message.')
    const message = { ...before, ...change(before) }
    ticket.entries.items = ticket.entries.items.map((entry) => (entry === before ? message : entry))
    return { message, ticket: save(ticket) }
  }
  const edit = (ticket: TicketDetail, id: string, body: EditNote) =>
    amend(ticket, id, ({ text, html }) => {
      const replaced_at = new Date().toISOString()
      revisions.set(id, [...(revisions.get(id) ?? []), { id: newId(), text, html, replaced_at }])
      return { text: body.text || textIn(body.html), html: body.html ?? null, edited_at: replaced_at }
    })
  const redact = (ticket: TicketDetail, id: string, { reason, text, attachment_ids }: RedactMessage) =>
    amend(ticket, id, ({ attachments }) => ({
      text: text ?? '',
      html: null,
      quoted_text: null,
      quoted_html: null,
      attachments: attachments.filter((file) => attachment_ids?.includes(file.id)),
      has_original: false,
      edited_at: null,
      redaction: { at: new Date().toISOString(), by_id: agent.id, by_name: agent.name, reason },
    }))

  const drafts = new Map<string, ServerDraft>()
  function saveDraft(ticket_id: string, content: DraftContent): ServerDraft {
    const draft = { ticket_id, content, saved_at: new Date().toISOString() }
    drafts.set(ticket_id, draft)
    return draft
  }

  const routes: [string, RegExp, Handler][] = [
    ['GET', /^\/drafts$/, () => ({ items: [...drafts.values()].reverse() })],
    ['PUT', /^\/tickets\/([^/]+)\/draft$/, (body: DraftContent, [id]) => saveDraft(id!, body)],
    ['DELETE', /^\/tickets\/([^/]+)\/draft$/, (_, [id]) => void drafts.delete(id!)],
    ['GET', /^\/scheduled$/, scheduled],
    ['POST', /^\/tickets\/([^/]+)\/messages$/, (body: AddMessage, [id]) => add(find(id!), body)],
    [
      'PATCH',
      /^\/tickets\/([^/]+)\/messages\/([^/]+)$/,
      (body: { send_at: string | null }, [id, message]) => putOff(find(id!), message!, body.send_at),
    ],
    ...(['PUT', 'DELETE'] as const).map((verb): [string, RegExp, Handler] => [
      verb,
      /^\/tickets\/([^/]+)\/messages\/([^/]+)\/reactions$/,
      (_, [id, message], query) => react(find(id!), message!, query.get('emoji')!, verb === 'PUT'),
    ]),
    [
      'PUT',
      /^\/tickets\/([^/]+)\/messages\/([^/]+)\/text$/,
      (body: EditNote, [id, message]) => edit(find(id!), message!, body),
    ],
    ['GET', /^\/tickets\/[^/]+\/messages\/([^/]+)\/revisions$/, (_, [id]) => ({ items: revisions.get(id!) ?? [] })],
    [
      'POST',
      /^\/tickets\/([^/]+)\/messages\/([^/]+)\/redact$/,
      (body: RedactMessage, [id, message]) => redact(find(id!), message!, body),
    ],
    ['DELETE', /^\/tickets\/([^/]+)\/messages\/([^/]+)$/, (_, [id, message]) => takeBack(find(id!), message!)],
  ]
  return { routes }
}
