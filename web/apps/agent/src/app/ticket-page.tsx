import '@/shared/i18n/pages'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useLocation, useNavigate, useParams, useRouter, useSearch } from '@tanstack/react-router'
import { Place, useCommand } from '@/shared/hotkeys'
import { PHONE, TWO_WIDE, WIDE, useMedia } from '@/shared/media'
import { usePreferences } from '@/shared/preferences'
import { useServices } from '@/shared/services'
import { knownTicket } from '@/shared/tickets/cache'
import { ticketQuery } from '@/shared/tickets/queries'
import { useTitle } from '@/shared/title'
import { readListSearch } from '@/shared/views/address'
import { useBeside } from '@/shared/views/use-beside'
import { useLayout } from '@/shared/views/use-layout'
import { type Panes, TicketPane } from './ticket-pane'

export { TicketPane }

export function TicketPage() {
  return (
    <Place value="main">
      <MainTicket />
    </Place>
  )
}

/** The ticket that the list is for: its number is in the path, and the window has its name. */
function MainTicket() {
  const { view, ticketId } = useParams({ from: '/shell/views/$view/$ticketId' })
  const navigate = useNavigate()
  const { id: beside, put } = useBeside()
  useTitle(useSubject(ticketId))
  useCommand('beside', () => put(beside === ticketId ? undefined : ticketId))
  return (
    <TicketPane
      ticketId={ticketId}
      panes={usePanes(beside !== undefined)}
      onGo={(id) => void navigate({ to: '/views/$view/$ticketId', params: { view, ticketId: id } })}
    />
  )
}

/**
 * Where the properties are: beside the conversation when there is room, else over it, with a step of the history of its
 * own. `two`: another ticket takes half of the room.
 */
function usePanes(two: boolean): Panes {
  const { view } = useParams({ from: '/shell/views/$view/$ticketId' })
  const { pane } = useSearch({ from: '/shell/views/$view/$ticketId' })
  const navigate = useNavigate()
  const router = useRouter()
  const wide = useMedia(two ? TWO_WIDE : WIDE)
  const phone = useMedia(PHONE)
  const full = useLayout() !== 'split'
  const { propertiesOpen, set } = usePreferences()
  const over = !wide && pane === 'properties'
  const found = useLocation({ select: ({ state }) => state.found })

  function toggle() {
    if (wide) return set({ propertiesOpen: !propertiesOpen })
    if (over) return router.history.back()
    void navigate({ to: '.', search: (before: object) => ({ ...before, pane: 'properties' as const }) })
  }
  function back() {
    if (over) return router.history.back()
    if ((phone || found) && router.history.canGoBack()) return router.history.back()
    void navigate({ to: '/views/$view', params: { view }, search: readListSearch })
  }
  useCommand('toggleProperties', toggle)
  useCommand('back', back)
  return { full, shown: wide ? propertiesOpen : over, beside: wide && propertiesOpen, toggle, back }
}

function useSubject(ticketId: string): string | undefined {
  const { api } = useServices()
  const client = useQueryClient()
  const { data } = useQuery(ticketQuery(api, client, ticketId))
  return (data ?? knownTicket(client, ticketId))?.subject
}
