import { type Macro, type TicketDetail, type TicketSummary, newId } from '@tessera/api'
import { fillIn } from '@/shared/macros/template'
import { VARIABLES } from '@/shared/macros/variables'
import { shownAs } from '@/shared/tickets/changes'
import type { Handler } from './fake-http'

type Write = (ticket: TicketDetail, fields: Partial<TicketSummary>) => TicketSummary

export function macros(find: (id: string) => TicketDetail, write: Write, agent: { id: string; name: string }) {
  const made = (fields: Partial<Macro>): Macro => {
    const now = new Date().toISOString()
    return {
      id: newId(),
      name: '',
      folder: '',
      html: '',
      actions: {},
      sharing: 'private',
      team_ids: [],
      owner_id: agent.id,
      usage_count: 0,
      created_at: now,
      updated_at: now,
      version: 1,
      ...fields,
    }
  }
  let all = [
    made({
      name: 'Ask for the order number',
      folder: 'Orders',
      html: '<p>Hello {{ticket.requester.first_name|there}},</p><p>what is the number of your order?</p>',
      actions: { status: 'pending' },
      sharing: 'everyone',
      usage_count: 42,
    }),
    made({ name: 'Spam', actions: { status: 'closed', add_tags: ['spam'] }, usage_count: 3 }),
  ]
  function use(ticket: TicketDetail, id: string) {
    const macro = all.find((each) => each.id === id)!
    macro.usage_count += 1
    const html = fillIn(macro.html, {
      'ticket.number': String(ticket.number),
      'ticket.subject': ticket.subject,
      'ticket.requester.name': ticket.requester.name,
      'ticket.requester.first_name': ticket.requester.name.split(' ')[0]!,
      'agent.name': agent.name,
    })
    return {
      ticket: write(ticket, shownAs(ticket, macro.actions)),
      html,
      lacking: [],
      text: html.replaceAll(/<[^>]+>/g, ' ').trim(),
    }
  }
  const routes: [string, RegExp, Handler][] = [
    ['GET', /^\/macros$/, () => ({ items: all, variables: VARIABLES })],
    ['POST', /^\/macros$/, (body: Partial<Macro>) => (all = [...all, made(body)]).at(-1)],
    [
      'PATCH',
      /^\/macros\/([^/]+)$/,
      (body: Partial<Macro>, [id]) =>
        Object.assign(
          all.find((each) => each.id === id)!,
          body,
        ),
    ],
    ['DELETE', /^\/macros\/([^/]+)$/, (_, [id]) => void (all = all.filter((each) => each.id !== id))],
    ['POST', /^\/tickets\/([^/]+)\/macros$/, (body: { macro_id: string }, [id]) => use(find(id!), body.macro_id)],
  ]
  return { routes }
}
