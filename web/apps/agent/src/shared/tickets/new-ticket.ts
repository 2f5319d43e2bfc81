import {
  type CreateTicket,
  type FieldValues,
  type Priority,
  type Problem,
  type TicketSummary,
  Unreachable,
} from '@tessera/api'
import { create } from 'zustand'
import { queueOf } from '@/shared/replica/queue'
import { markRead } from '@/shared/unread'
import { storeTicket } from './cache'
import type { Desk } from './outcome'

/** A ticket as far as somebody has taken it down. */
export interface Begun {
  email: string
  name: string
  subject: string
  message: string
  priority: Priority
  assignee_id: string | null
  team_id: string | null
  tags: string[]
  fields: FieldValues
  /** The server would not have it. */
  refused?: { id: string; errors: Problem['errors'] }
}

export type NewTicketBody = CreateTicket & { id: string }

/** Nothing yet; whoever takes it down gets it unless they say otherwise. */
export const nothingBegun = (me: string): Begun => ({
  email: '',
  name: '',
  subject: '',
  message: '',
  priority: 'normal',
  assignee_id: me,
  team_id: null,
  tags: [],
  fields: {},
})

/** Whether something would be lost with it. A choice of two clicks is nothing. */
export function isBegun({ email, name, subject, message, fields }: Begun): boolean {
  const filled = Object.values(fields).some((value) => value !== null && value !== '')
  return filled || (email + name + subject + message).trim() !== ''
}

const keyOf = (agent: string) => `tessera.new-ticket.${agent}`

function kept(agent: string, storage: Storage): Begun[] {
  return JSON.parse(storage.getItem(keyOf(agent)) ?? '[]') as Begun[]
}

function keep(agent: string, all: Begun[], storage: Storage): void {
  if (all.length > 0) storage.setItem(keyOf(agent), JSON.stringify(all))
  else storage.removeItem(keyOf(agent))
}

/** What was begun in this browser and neither created nor discarded. */
export function readBegun(agent: string, storage: Storage = localStorage): Begun {
  return { ...nothingBegun(agent), ...kept(agent, storage)[0] }
}

/** Keeps it in the place of what was read. Nothing makes room for the next, if there is one. */
export function keepBegun(agent: string, begun: Begun, storage: Storage = localStorage): void {
  const others = kept(agent, storage).slice(1)
  keep(agent, isBegun(begun) ? [begun, ...others] : others, storage)
}

/** A ticket that the server refused comes back to whoever took it down, behind what they have begun since. */
export function giveBack(
  agent: string,
  { requester, message, ...body }: NewTicketBody,
  errors: Problem['errors'] = [],
  storage = localStorage,
): void {
  const begun: Begun = {
    ...nothingBegun(agent),
    email: requester.email,
    name: requester.name ?? '',
    subject: body.subject,
    message: message.text ?? '',
    priority: body.priority ?? 'normal',
    assignee_id: body.assignee_id ?? null,
    team_id: body.team_id ?? null,
    tags: body.tags ?? [],
    fields: body.fields ?? {},
    refused: { id: body.id, errors },
  }
  keep(agent, [...kept(agent, storage), begun], storage)
}

/** Counts what was brought forward: a form that is open begins anew with it. */
export const useForward = create<{ count: number }>()(() => ({ count: 0 }))

/** One that was refused is the next to go on with. What stood before it comes after it. */
export function bringForward(agent: string, id: string, storage: Storage = localStorage): void {
  const all = kept(agent, storage)
  const wanted = all.filter((each) => each.refused?.id === id)
  keep(agent, [...wanted, ...all.filter((each) => !wanted.includes(each))], storage)
  useForward.setState(({ count }) => ({ count: count + 1 }))
}

/** `shown`: the custom fields that stand in the form. */
export function bodyOf(id: string, begun: Begun, shown: string[]): NewTicketBody {
  const { email, name, message, fields, subject, refused: _past, ...properties } = begun
  return {
    id,
    ...properties,
    subject: subject.trim(),
    requester: { email: email.trim(), name: name.trim() },
    message: { text: message.trim() },
    fields: Object.fromEntries(shown.map((field) => [field, fields[field] ?? null])),
  }
}

/** Has it made. Null: the server cannot be reached, and it waits with everything else that was done here. */
export async function createTicket({ api, client }: Desk, body: NewTicketBody): Promise<TicketSummary | null> {
  try {
    const ticket = await api.createTicket(body)
    markRead([ticket])
    storeTicket(client, ticket)
    return ticket
  } catch (error) {
    if (!(error instanceof Unreachable)) throw error
    // The server knows it by its id: if only the answer was lost, the next attempt makes no second one.
    queueOf(client, api).leave({ ticket: body.id, act: { kind: 'create', ticket: body }, shown: {}, seen: {} })
    return null
  }
}
