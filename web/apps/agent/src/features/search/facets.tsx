import type { Facets as Counted, TicketStatus } from '@tessera/api'
import { cn } from '@tessera/ui'
import { useCatalogue } from '@/shared/catalogue/queries'
import { t } from '@/shared/i18n'
import { hasToken, statusToken, toggleToken } from '@/shared/search/tokens'
import { STATUSES } from '@/shared/tickets/order'
import { useAgents, useTeams } from '@/shared/tickets/queries'

const ORDER = ['status', 'priority', 'assignee', 'team', 'tag'] as const
const MOST = 8

type Props = { counted: Counted; query: string; onQuery: (query: string) => void }

/** How many of what was found have which value; pressing one narrows the search to it. */
export function Facets({ counted, query, onQuery }: Props) {
  const nameOf = useNames()
  return ORDER.map((field) => {
    // Each own status is counted in its category too: a cut would leave out the very ones that say more.
    const values = field === 'status' ? counted.status : counted[field].slice(0, MOST)
    if (values.length === 0) return null
    return (
      <section key={field} aria-label={t(`search.facet.${field}`)} className="mb-4">
        <h2 className="px-2 pb-1 text-2xs font-medium text-quiet">{t(`search.facet.${field}`)}</h2>
        {values.map(({ value, count }) => {
          const { label, token } = nameOf(field, value)
          const on = hasToken(query, field, token)
          return (
            <button
              key={value}
              type="button"
              aria-pressed={on}
              onClick={() => onQuery(toggleToken(query, field, token))}
              className={cn(
                'flex min-h-7 w-full items-center gap-2 rounded-control px-2 text-start text-sm text-body hover:bg-hover hover:text-strong pointer-coarse:min-h-11',
                on && 'bg-selected font-medium text-strong',
              )}
            >
              <span className="min-w-0 flex-1 truncate">{label}</span>
              <span className="text-xs text-quiet tabular-nums">{count}</span>
            </button>
          )
        })}
      </section>
    )
  })
}

/** A value as it reads and as one would type it. */
function useNames() {
  const agents = useAgents()
  const teams = useTeams()
  const { statuses } = useCatalogue()
  return (field: (typeof ORDER)[number], value: string): { label: string; token: string } => {
    // A tag of this name: `none` without quotation marks is no tag.
    if (field === 'tag') return { label: value, token: value === 'none' ? '"none"' : value }
    if (value === 'none') return { label: t(field === 'team' ? 'properties.noTeam' : 'list.unassigned'), token: value }
    if (field === 'status') {
      const own = statuses.find((each) => each.id === value)
      if (own) return { label: own.name, token: statusToken(own, statuses) }
      return {
        label: STATUSES.includes(value as TicketStatus) ? t(`status.${value as TicketStatus}`) : '…',
        token: value,
      }
    }
    if (field === 'priority') return { label: t(`priority.${value as 'low'}`), token: value }
    const name = (field === 'team' ? teams : agents).find((each) => each.id === value)?.name
    return { label: name ?? t('activity.someone'), token: name ?? value }
  }
}
