import '@/shared/i18n/pages'
import type { TicketSummary } from '@tessera/api'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { CommandGroup, CommandItem, CommandPalette, StatusIcon } from '@tessera/ui'
import { ArrowRight, Contrast, Hash, Rows3, SquareTerminal } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type CommandId, keysOf, registry, useAvailableCommands } from '@/shared/hotkeys'
import { usePreferences } from '@/shared/preferences'
import { useServices } from '@/shared/services'
import { showToast } from '@/shared/toasts'
import { type TicketList, keys } from '@/shared/tickets/cache'
import { useMe, useTeams } from '@/shared/tickets/queries'
import { useSeenTags } from '@/shared/tickets/tags'
import { HOME_VIEW, VIEWS, type ViewName, tagView, teamView } from '@/shared/tickets/views'
import { byRecency, recentCommands, rememberCommand } from './recent'
import { Everywhere } from './everywhere'
import { MacroCommands } from './macro-commands'
import { TicketCommands } from './ticket-commands'

/** Moving about and the palette itself are no use in the palette. */
const UNLISTED: CommandId[] = ['palette', 'next', 'previous', 'open', 'back', 'send', 'selectNext', 'selectPrevious']
const MOST_TICKETS = 6

export function Palette({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const [query, setQuery] = useState('')
  /** The layer closes first, so that what is run may open another and take the focus. */
  const then = (act: () => void) => () => {
    onClose()
    requestAnimationFrame(act)
  }
  return (
    <CommandPalette
      open
      onOpenChange={(open) => !open && onClose()}
      label={t('command.palette')}
      placeholder={t('palette.placeholder')}
      empty={t('palette.empty')}
      query={query}
      onQuery={setQuery}
    >
      <Tickets query={query} then={then} />
      <Everywhere query={query} then={then} />
      <Commands then={then} />
      <TicketCommands query={query} then={then} />
      <MacroCommands query={query} then={then} />
      <Places then={then} />
      <Look then={then} />
    </CommandPalette>
  )
}

type Then = { then: (act: () => void) => () => void }

function Commands({ then }: Then) {
  const { t } = useTranslation()
  const available = useAvailableCommands().filter((id) => !UNLISTED.includes(id))
  const [recent] = useState(recentCommands)
  function run(id: CommandId) {
    rememberCommand(id)
    registry.run(id)
  }
  return (
    <CommandGroup heading={t('palette.commands')}>
      {byRecency(available, recent).map((id) => (
        <CommandItem
          key={id}
          value={id}
          keywords={[t(`command.${id}`)]}
          icon={<SquareTerminal size={15} />}
          keys={keysOf(id)}
          onSelect={then(() => run(id))}
        >
          {t(`command.${id}`)}
        </CommandItem>
      ))}
    </CommandGroup>
  )
}

function Places({ then }: Then) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const teams = useTeams()
  const me = useMe()
  const views = (Object.keys(VIEWS) as ViewName[]).map((view) => ({ view: view, name: t(`view.${view}`) }))
  const tags = useSeenTags().map((tag) => ({ view: tagView(tag), name: t('view.tag', { tag }) }))
  const places = [...views, ...teams.map((team) => ({ view: teamView(team.id), name: team.name })), ...tags]
  return (
    <CommandGroup heading={t('palette.places')}>
      {places.map(({ view, name }) => (
        <CommandItem
          key={view}
          value={`view ${view}`}
          keywords={[name]}
          icon={<ArrowRight size={15} />}
          onSelect={then(() => void navigate({ to: '/views/$view', params: { view } }))}
        >
          {name}
        </CommandItem>
      ))}
      {me.role === 'admin' &&
        (['quarantine', 'people'] as const).map((page) => (
          <CommandItem
            key={page}
            value={`admin ${page}`}
            keywords={[t(`nav.${page}`)]}
            icon={<ArrowRight size={15} />}
            onSelect={then(() => void navigate({ to: `/admin/${page}` }))}
          >
            {t(`nav.${page}`)}
          </CommandItem>
        ))}
    </CommandGroup>
  )
}

function Look({ then }: Then) {
  const { t } = useTranslation()
  const { set } = usePreferences()
  return (
    <CommandGroup heading={t('palette.look')}>
      {(['system', 'light', 'dark', 'contrast'] as const).map((theme) => {
        const name = t('command.theme', { name: t(`theme.${theme}`) })
        return (
          <CommandItem
            key={theme}
            value={`theme ${theme}`}
            keywords={[name]}
            icon={<Contrast size={15} />}
            onSelect={then(() => set({ theme }))}
          >
            {name}
          </CommandItem>
        )
      })}
      {(['comfortable', 'compact'] as const).map((density) => {
        const name = t('command.density', { name: t(`density.${density}`) })
        return (
          <CommandItem
            key={density}
            value={`density ${density}`}
            keywords={[name]}
            icon={<Rows3 size={15} />}
            onSelect={then(() => set({ density }))}
          >
            {name}
          </CommandItem>
        )
      })}
    </CommandGroup>
  )
}

function Tickets({ query, then }: Then & { query: string }) {
  const { t } = useTranslation()
  const { api } = useServices()
  const client = useQueryClient()
  const navigate = useNavigate()
  const number = /^#?(\d+)$/.exec(query.trim())?.[1]
  const found =
    query.trim().length > 1
      ? ticketsMatching(
          client.getQueriesData<TicketList>({ queryKey: keys.lists }).map(([, list]) => list),
          query,
        )
      : []
  const open = (id: string) =>
    void navigate({ to: '/views/$view/$ticketId', params: { view: HOME_VIEW, ticketId: id } })

  async function openNumber() {
    const page = await api.tickets({ number: Number(number), status: 'all' }).catch(() => null)
    const ticket = page?.items[0]
    if (ticket) open(ticket.id)
    else showToast({ tone: 'danger', text: t('palette.noNumber', { number: String(number) }) })
  }
  if (!number && found.length === 0) return null
  return (
    <CommandGroup heading={t('palette.tickets')}>
      {number && (
        <CommandItem
          value={`number ${query}`}
          keywords={[query]}
          icon={<Hash size={15} />}
          onSelect={then(() => void openNumber())}
        >
          {t('palette.byNumber', { number })}
        </CommandItem>
      )}
      {found.map((ticket) => (
        <CommandItem
          key={ticket.id}
          value={ticket.id}
          keywords={[query]}
          icon={<StatusIcon status={ticket.status} />}
          hint={ticket.requester.name || ticket.requester.email}
          onSelect={then(() => open(ticket.id))}
        >
          {ticket.subject}
        </CommandItem>
      ))}
    </CommandGroup>
  )
}

/** Tickets of the lists that are held here; the full search comes with its own engine. */
function ticketsMatching(lists: (TicketList | undefined)[], query: string): TicketSummary[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  const all = lists.flatMap((list) => list?.pages.flatMap((page) => page.items) ?? [])
  const byId = new Map(all.map((ticket) => [ticket.id, ticket]))
  return [...byId.values()]
    .filter((ticket) => {
      const text =
        `${ticket.subject} ${ticket.requester.name} ${ticket.requester.email} #${ticket.number}`.toLowerCase()
      return words.every((word) => text.includes(word))
    })
    .slice(0, MOST_TICKETS)
}
