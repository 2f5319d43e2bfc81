import type { TicketSummary } from '@tessera/api'
import { cn } from '@tessera/ui'
import { useMemo } from 'react'
import { AssigneeField, PriorityField, TeamField } from '@/shared/fields/fields'
import type { FieldLook } from '@/shared/fields/property'
import { TagsField } from '@/shared/fields/tags-field'
import { shownAs } from '@/shared/tickets/changes'
import type { Begun } from '@/shared/tickets/new-ticket'
import { type TicketActions, TicketActionsProvider } from '@/shared/tickets/use-ticket-actions'

type Properties = Pick<Begun, 'priority' | 'assignee_id' | 'team_id' | 'tags'>
type Props = { properties: Properties; onChange: (change: Partial<Properties>) => void }

/** What a ticket begins with: the fields of a ticket that is there, on one that is not yet. */
export function NewProperties({ properties, onChange }: Props) {
  // The fields look at what they show and at nothing else.
  const ticket = properties as TicketSummary
  const actions = useMemo<TicketActions>(() => {
    const none = () => undefined
    const change: TicketActions['change'] = (_, wish) => onChange(shownAs(properties as TicketSummary, wish))
    return { change, follow: none, remove: none, restore: none, merge: none, unmerge: none, takeBack: none }
  }, [properties, onChange])
  return (
    <div className="flex flex-wrap gap-1.5">
      <TicketActionsProvider value={actions}>
        <AssigneeField ticket={ticket} look={chip} />
        <PriorityField ticket={ticket} look={chip} />
        <TeamField ticket={ticket} look={chip} />
        <TagsField ticket={ticket} look={chip} />
      </TicketActionsProvider>
    </div>
  )
}

const chip: FieldLook = ({ icon, value, name, unset }) => (
  <span
    className={cn(
      'inline-flex h-8 max-w-60 items-center gap-1.5 rounded-control border border-line px-2 text-xs pointer-coarse:h-11',
      unset ? 'text-quiet' : 'text-strong',
    )}
  >
    {icon}
    <span className="sr-only">{name}</span>
    <span className="truncate">{value}</span>
  </span>
)
