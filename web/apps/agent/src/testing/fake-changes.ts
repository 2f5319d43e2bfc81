import { type LinkType, type TicketDetail, type TicketSummary, isMessage, newId } from '@tessera/api'
import { type TicketChange, shownAs } from '@/shared/tickets/changes'
import { anActivity } from './factories'
import { type Handler, Refusal, type Save } from './fake-http'

type Who = { id: string; name: string }

/** What changes a ticket's fields, each with its line in the timeline, and takes such a change back. */
export function ticketChanges(find: (id: string) => TicketDetail, save: Save, agent: Who) {
  function write(ticket: TicketDetail, fields: Partial<TicketSummary>): TicketSummary {
    const changes = Object.fromEntries(
      Object.entries(fields)
        .map(([field, to]) => [field, { from: ticket[field as keyof TicketSummary], to }] as const)
        .filter(([, { from, to }]) => JSON.stringify(from) !== JSON.stringify(to)),
    )
    if (Object.keys(changes).length === 0) return save.unchanged(ticket)
    const activity = anActivity({
      id: newId(),
      actor_id: agent.id,
      actor_name: agent.name,
      type: 'ticket.updated',
      changes,
      created_at: new Date().toISOString(),
    })
    Object.assign(ticket, fields, { last_change_id: activity.id })
    ticket.entries.items = [...ticket.entries.items, activity]
    return save.changed(ticket)
  }

  function undo(ticket: TicketDetail, id: string): TicketSummary {
    const index = ticket.entries.items.findIndex((entry) => entry.id === id)
    const activity = ticket.entries.items[index]
    if (!activity || isMessage(activity)) throw new Refusal(404, 'There is no such change.')
    const newer = ticket.entries.items
      .slice(index + 1)
      .flatMap((entry) => ('changes' in entry ? Object.keys(entry.changes) : []))
    const collided = Object.keys(activity.changes).filter((field) => newer.includes(field))
    if (collided.length > 0) throw new Refusal(409, 'Somebody changed this in the meantime.', collided)
    return write(ticket, Object.fromEntries(Object.entries(activity.changes).map(([field, { from }]) => [field, from])))
  }

  const follow = (ticket: TicketDetail, following: boolean) => {
    const others = ticket.follower_ids.filter((each) => each !== agent.id)
    return write(ticket, { follower_ids: following ? [...others, agent.id] : others })
  }

  function merge(source: TicketDetail, target: TicketDetail): TicketSummary {
    write(source, { merged_into: target.id, status: 'closed' })
    target.merged_ids = [...target.merged_ids, source.id]
    return save.changed(target)
  }
  function unmerge(source: TicketDetail): TicketSummary {
    const target = find(source.merged_into!)
    target.merged_ids = target.merged_ids.filter((each) => each !== source.id)
    save.changed(target)
    return write(source, { merged_into: null, status: 'open' })
  }

  const INVERSE: Record<LinkType, LinkType> = {
    related: 'related',
    duplicate_of: 'duplicated_by',
    duplicated_by: 'duplicate_of',
    parent: 'child',
    child: 'parent',
    blocked_by: 'blocks',
    blocks: 'blocked_by',
  }
  const linked = (ticket: TicketDetail) => ({
    items: ticket.links.map(({ type, ticket_id }) => ({ type, ticket: save.unchanged(find(ticket_id)) })),
  })
  function link(one: TicketDetail, two: TicketDetail, type: LinkType | null) {
    const relink = (ticket: TicketDetail, other: TicketDetail, as: LinkType | null) => {
      const kept = ticket.links.filter((each) => each.ticket_id !== other.id)
      ticket.links = as ? [...kept, { type: as, ticket_id: other.id, number: other.number }] : kept
      save.changed(ticket)
    }
    relink(one, two, type)
    relink(two, one, type && INVERSE[type])
    return linked(one)
  }

  const routes: [string, RegExp, Handler][] = [
    ['PATCH', /^\/tickets\/([^/]+)$/, (body: TicketChange, [id]) => write(find(id!), shownAs(find(id!), body))],
    ['DELETE', /^\/tickets\/([^/]+)$/, (_, [id]) => write(find(id!), { deleted_at: new Date().toISOString() })],
    ['POST', /^\/tickets\/([^/]+)\/restore$/, (_, [id]) => write(find(id!), { deleted_at: null })],
    ['POST', /^\/tickets\/([^/]+)\/undo$/, (body: { activity_id: string }, [id]) => undo(find(id!), body.activity_id)],
    ['POST', /^\/tickets\/([^/]+)\/merge$/, (body: { into: string }, [id]) => merge(find(id!), find(body.into))],
    ['POST', /^\/tickets\/([^/]+)\/unmerge$/, (_, [id]) => unmerge(find(id!))],
    ['GET', /^\/tickets\/([^/]+)\/links$/, (_, [id]) => linked(find(id!))],
    [
      'PUT',
      /^\/tickets\/([^/]+)\/links\/([^/]+)$/,
      (body: { type: LinkType }, [id, other]) => link(find(id!), find(other!), body.type),
    ],
    ['DELETE', /^\/tickets\/([^/]+)\/links\/([^/]+)$/, (_, [id, other]) => link(find(id!), find(other!), null)],
    ['PUT', /^\/tickets\/([^/]+)\/following$/, (_, [id]) => follow(find(id!), true)],
    ['DELETE', /^\/tickets\/([^/]+)\/following$/, (_, [id]) => follow(find(id!), false)],
  ]
  return { write, routes }
}
