import type { Priority, TicketStatus, TicketSummary, TicketType } from '@tessera/api'
import { Avatar, EmptyAvatar, PriorityIcon, StatusIcon } from '@tessera/ui'
import { BellOff, CalendarClock, Shapes, Tag } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { t, LOCALE } from '@/shared/i18n'
import { useCatalogue } from '@/shared/catalogue/queries'
import { STATUSES } from '@/shared/tickets/order'
import { mayHaveTickets } from '@/shared/tickets/assignees'
import { useAgents, useMe, useTeams } from '@/shared/tickets/queries'
import { fitTag, useSeenTags } from '@/shared/tickets/tags'
import { useTicketActions } from '@/shared/tickets/use-ticket-actions'
import { choicesAt } from '@/shared/time/choices'
import { formatWhen } from '@/shared/time/format'
import { spokenTime, typedTime } from '@/shared/time/typed'
import { useOthers, useRequesters } from './others'

/** Commands that need to be told with what; the palette asks for it in a second step. */
export const STEPS = [
  'assign',
  'status',
  'priority',
  'team',
  'tags',
  'type',
  'snooze',
  'due',
  'merge',
  'link',
  'requester',
] as const
export type Step = (typeof STEPS)[number]

export function isStep(id: string): id is Step {
  return (STEPS as readonly string[]).includes(id)
}

export interface Argument {
  /** The same each time, so that its use is remembered. */
  value: string
  /** Alone, within its step. */
  label: string
  /** With its command, where everything is searched: "Assign to Grace". */
  said: string
  icon: ReactNode
  hint?: string
  keywords?: string[]
  /** It begins with a number or our own words, which stand first, in whichever script the rest is. */
  ours?: boolean
  run: () => void
}

const PRIORITIES: Priority[] = ['urgent', 'high', 'normal', 'low']
const TYPES: TicketType[] = ['question', 'incident', 'problem', 'task']

/** What is typed for those that take what is not offered before; null: this one is not asked for. */
export interface Typed {
  tag: string
  time: string
  merge: string | null
  link: string | null
  requester: string | null
}

/** With what each of these commands can be done to this ticket; what it has already is left out. */
export function useArguments(ticket: TicketSummary, typed: Typed): Record<Step, Argument[]> {
  return {
    ...usePeople(ticket),
    ...useStates(ticket),
    tags: useTags(ticket, typed.tag),
    ...useTimes(ticket, typed.time),
    ...useOthers(ticket, typed),
    requester: useRequesters(ticket, typed.requester),
  }
}

function usePeople(ticket: TicketSummary): Record<'assign' | 'team', Argument[]> {
  const { change } = useTicketActions()
  const me = useMe()
  const agents = useAgents().filter((agent) => mayHaveTickets(agent) && agent.id !== ticket.assignee_id)
  const teams = useTeams().filter((team) => team.id !== ticket.team_id)
  const to = (assignee_id: string | null) => () => change(ticket.id, { assignee_id })
  const nobody = { value: 'assign none', label: t('properties.nobody'), said: t('palette.assignNobody'), run: to(null) }
  return {
    assign: [
      ...agents
        .toSorted((a, b) => Number(b.id === me.id) - Number(a.id === me.id) || a.name.localeCompare(b.name))
        .map((agent) => ({
          value: `assign ${agent.id}`,
          label: agent.id === me.id ? t('properties.me', { name: agent.name }) : agent.name,
          said: t('palette.assign', { name: agent.name }),
          icon: <Avatar name={agent.name} size={16} title={false} />,
          hint: agent.email,
          keywords: [agent.email],
          run: to(agent.id),
        })),
      ...(ticket.assignee_id ? [{ ...nobody, icon: <EmptyAvatar size={16} /> }] : []),
    ],
    team: teams.map((team) => ({
      value: `team ${team.id}`,
      label: team.name,
      said: t('palette.team', { name: team.name }),
      icon: <Avatar name={team.name} size={16} title={false} />,
      run: () => change(ticket.id, { team_id: team.id }),
    })),
  }
}

function useStates(ticket: TicketSummary): Record<'status' | 'priority' | 'type', Argument[]> {
  const { change } = useTicketActions()
  const own = useCatalogue().statuses.filter((each) => !each.deleted && each.id !== ticket.status_id)
  return {
    status: [
      ...STATUSES.filter((status: TicketStatus) => status !== ticket.status).map((status) => ({
        value: `status ${status}`,
        label: t(`status.${status}`),
        said: t('palette.status', { name: t(`status.${status}`) }),
        icon: <StatusIcon status={status} />,
        hint: t(`statusHint.${status}`),
        run: () => change(ticket.id, { status }),
      })),
      ...own.map(({ id, name, category, colour }) => ({
        value: `status own ${id}`,
        label: name,
        said: t('palette.status', { name }),
        icon: <StatusIcon status={category} colour={colour} />,
        hint: t(`status.${category}`),
        run: () => change(ticket.id, { status: category, status_id: id }),
      })),
    ],
    priority: PRIORITIES.filter((priority) => priority !== ticket.priority).map((priority) => ({
      value: `priority ${priority}`,
      label: t(`priority.${priority}`),
      said: t('palette.priority', { name: t(`priority.${priority}`) }),
      icon: <PriorityIcon priority={priority} />,
      run: () => change(ticket.id, { priority }),
    })),
    type: TYPES.filter((type) => type !== ticket.type).map((type) => ({
      value: `type ${type}`,
      label: t(`type.${type}`),
      said: t('palette.type', { name: t(`type.${type}`) }),
      icon: <Shapes size={15} />,
      run: () => change(ticket.id, { type }),
    })),
  }
}

function useTags(ticket: TicketSummary, text: string): Argument[] {
  const { change } = useTicketActions()
  const seen = useSeenTags().filter((tag) => !ticket.tags.includes(tag))
  const add = (tag: string): Argument => ({
    value: `tag add ${tag}`,
    label: tag,
    said: t('palette.addTag', { tag }),
    icon: <Tag size={15} />,
    run: () => change(ticket.id, { add_tags: [tag] }),
  })
  const remove = (tag: string): Argument => ({
    value: `tag remove ${tag}`,
    label: t('palette.removeTag', { tag }),
    said: t('palette.removeTag', { tag }),
    icon: <Tag size={15} />,
    run: () => change(ticket.id, { remove_tags: [tag] }),
  })
  const typed = fitTag(text)
  const isNew = typed !== '' && !seen.includes(typed) && !ticket.tags.includes(typed)
  const fresh = { ...add(typed), label: t('palette.addTag', { tag: typed }), keywords: [text, `tag ${text}`] }
  return [...seen.map(add), ...(isNew ? [fresh] : []), ...ticket.tags.map(remove)]
}

type Timed = 'snooze' | 'due'

/** Which of the two is asked for by the first word that is typed; both may be meant without one. */
function namedIn(text: string, nameOf: (step: Timed) => string): Timed[] {
  const first = /^\p{L}+/u.exec(text.trim().toLowerCase())?.[0]
  return (['snooze', 'due'] as const).filter((step) => first && nameOf(step).toLowerCase().includes(first))
}

function useTimes(ticket: TicketSummary, text: string): Record<Timed, Argument[]> {
  const { change } = useTicketActions()
  const [now] = useState(() => new Date())
  const inWords = (at: Date) => formatWhen(at.toISOString(), now.getTime(), LOCALE)
  const named = namedIn(text, (step) => t(`command.${step}`))
  const usual = choicesAt(now).map(({ choice, at }) => ({
    value: choice,
    name: t(`when.${choice}`),
    at,
    keywords: [''],
  }))
  function timesOf(step: Timed) {
    const asked = named.includes(step)
    // Many words are days as well, `may` and `sat`: as one says it only after the command.
    const typed = asked || named.length === 0 ? (typedTime(text, now) ?? (asked ? spokenTime(text, now) : null)) : null
    if (!typed) return usual
    // A time that has a name already is no second line.
    const same = usual.find(({ at }) => inWords(at) === inWords(typed))
    if (same) return usual.map((each) => (each === same ? { ...each, keywords: [text] } : each))
    return [{ value: 'typed', name: '', at: typed, keywords: [text] }, ...usual]
  }
  const argument = (step: Timed, icon: ReactNode, wish: (at: string) => Parameters<typeof change>[1]) =>
    timesOf(step).map(({ value, name, at, keywords }) => {
      const when = inWords(at)
      return {
        value: `${step} ${value}`,
        label: name || when,
        said: t(`palette.${step}`, { when }),
        icon,
        ...(name && { hint: when }),
        keywords: [name, when, ...keywords],
        run: () => change(ticket.id, wish(at.toISOString())),
      }
    })
  return {
    snooze: argument('snooze', <BellOff size={15} />, (at) => ({ snoozed_until: at })),
    due: argument('due', <CalendarClock size={15} />, (at) => ({ due_at: at })),
  }
}
