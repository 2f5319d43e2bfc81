import type { TicketSummary } from '@tessera/api'
import { useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { CommandGroup, CommandItem } from '@tessera/ui'
import { BellOff, CalendarClock, Tag } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { LOCALE } from '@/shared/i18n'
import { knownTicket } from '@/shared/tickets/cache'
import { useMayWrite } from '@/shared/tickets/queries'
import { fitTag, useSeenTags } from '@/shared/tickets/tags'
import { useTicketActions } from '@/shared/tickets/use-ticket-actions'
import { choicesAt } from '@/shared/time/choices'
import { formatWhen } from '@/shared/time/format'

type Props = { query: string; then: (act: () => void) => () => void }

/** What can be done to the open ticket with what it is to be done with: "Snooze until tomorrow 9:00". Asked for by typing. */
export function TicketCommands({ query, then }: Props) {
  const { t } = useTranslation()
  const { ticketId } = useParams({ strict: false })
  const client = useQueryClient()
  const mayWrite = useMayWrite()
  const ticket = ticketId ? knownTicket(client, ticketId) : undefined
  if (!ticket || !mayWrite || query.trim() === '') return null
  return (
    <CommandGroup heading={t('palette.thisTicket')}>
      <Times ticket={ticket} then={then} />
      <Tags ticket={ticket} query={query} then={then} />
    </CommandGroup>
  )
}

type PartProps = Pick<Props, 'then'> & { ticket: TicketSummary }

function Times({ ticket, then }: PartProps) {
  const { t } = useTranslation()
  const { change } = useTicketActions()
  const [now] = useState(() => new Date())
  return choicesAt(now).flatMap(({ choice, at }) => {
    const when = formatWhen(at.toISOString(), now.getTime(), LOCALE)
    const named = t(`when.${choice}`)
    const snooze = t('palette.snooze', { when })
    const due = t('palette.due', { when })
    return [
      <CommandItem
        key={`snooze ${choice}`}
        value={`snooze ${choice}`}
        keywords={[snooze, named]}
        icon={<BellOff size={15} />}
        hint={named}
        onSelect={then(() => change(ticket.id, { snoozed_until: at.toISOString() }))}
      >
        {snooze}
      </CommandItem>,
      <CommandItem
        key={`due ${choice}`}
        value={`due ${choice}`}
        keywords={[due, named]}
        icon={<CalendarClock size={15} />}
        hint={named}
        onSelect={then(() => change(ticket.id, { due_at: at.toISOString() }))}
      >
        {due}
      </CommandItem>,
    ]
  })
}

function Tags({ ticket, query, then }: PartProps & { query: string }) {
  const { t } = useTranslation()
  const { change } = useTicketActions()
  const typed = fitTag(query.replace(/^\s*(add\s+)?tag\s+/i, ''))
  const seen = useSeenTags().filter((tag) => !ticket.tags.includes(tag))
  const isNew = /^\s*(add\s+)?tag\s+\S/i.test(query) && !seen.includes(typed) && !ticket.tags.includes(typed)
  const lines = [
    ...[...seen, ...(isNew ? [typed] : [])].map((tag) => ({ tag, add: true })),
    ...ticket.tags.map((tag) => ({ tag, add: false })),
  ]
  return lines.map(({ tag, add }) => {
    const text = t(add ? 'palette.addTag' : 'palette.removeTag', { tag })
    return (
      <CommandItem
        key={`${add} ${tag}`}
        value={`tag ${add} ${tag}`}
        keywords={[text]}
        icon={<Tag size={15} />}
        onSelect={then(() => change(ticket.id, add ? { add_tags: [tag] } : { remove_tags: [tag] }))}
      >
        {text}
      </CommandItem>
    )
  })
}
