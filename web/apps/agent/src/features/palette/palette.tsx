import '@/shared/i18n/search'
import '@/shared/i18n/settings'
import type { TicketSummary } from '@tessera/api'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { CommandGroup, CommandItem, CommandPalette } from '@tessera/ui'
import { ArrowRight, type LucideIcon, SquareTerminal } from 'lucide-react'
import { useState } from 'react'
import { t } from '@/shared/i18n'
import { COMMANDS, type CommandId, keysOf, registry, useAvailableCommands } from '@/shared/hotkeys'
import { knownTicket } from '@/shared/tickets/cache'
import { useMayDelete, useMayWrite, useTeams } from '@/shared/tickets/queries'
import { useSelection } from '@/shared/tickets/selection'
import { useSeenTags } from '@/shared/tickets/tags'
import { useUnderKeys } from '@/shared/tickets/under-keys'
import { searchOf } from '@/shared/saved-views/asked'
import { useSavedViews } from '@/shared/saved-views/queries'
import type { ListSearch } from '@/shared/views/address'
import { useTicketInTurn } from '@/shared/views/use-ticket-in-turn'
import { VIEWS, type ViewName, savedView, tagView, teamView } from '@/shared/tickets/views'
import { type Step, isStep } from './arguments'
import { Everywhere } from './everywhere'
import { Look } from './look'
import { MacroCommands } from './macro-commands'
import { Offered } from './offered'
import type { Then } from './then'
import { fitOf, scoreOf } from './score'
import { StepCommands, TicketCommands } from './ticket-commands'
import { Tickets, useTicketsHere } from './tickets'
import { useBestOf } from './use-best-of'
import { byUse, remember, usage } from './usage'

/** Moving about and the palette itself are no use in the palette; the settings stand among its places, ways to send among what is offered. */
const UNLISTED: CommandId[] = [
  'palette',
  'next',
  'previous',
  'open',
  'back',
  'send',
  'sendResolved',
  'selectNext',
  'selectPrevious',
  'goSettings',
]

/** A page of the settings. */
interface SettingsPage {
  id: string
  icon: LucideIcon
  settings?: { id: string; label: () => string }[]
}

type Props = { settings: SettingsPage[]; onClose: () => void }

export function Palette({ settings, onClose }: Props) {
  const [query, setQuery] = useState('')
  const [step, setStep] = useState<Step | null>(null)
  const [used] = useState(() => usage(Date.now()))
  const ticket = useTicketMeant()
  const here = useTicketsHere(query)
  const then: Then = (act) => (value) => {
    remember(value, Date.now())
    onClose()
    requestAnimationFrame(act)
  }
  function go(to: Step | null) {
    setStep(to)
    setQuery('')
  }
  return (
    <CommandPalette
      open
      onOpenChange={(open) => !open && onClose()}
      label={t('command.palette')}
      placeholder={t(step ? 'palette.narrow' : 'palette.placeholder')}
      empty={t('palette.empty')}
      query={query}
      onQuery={setQuery}
      score={(value, fit, words) => scoreOf(value, fitOf(query, words, fit), used(value))}
      about={ticket && t('palette.about', { number: ticket.number, subject: ticket.subject })}
      step={step ? t(`command.${step}`) : undefined}
      onBack={() => go(null)}
      backLabel={t('action.back')}
    >
      {step && ticket ? (
        <StepCommands ticket={ticket} step={step} query={query} then={then} />
      ) : (
        <>
          <Tickets query={query} found={here} then={then} />
          <Commands then={then} used={used} onStep={ticket && go} />
          {ticket && query.trim() !== '' && <TicketCommands ticket={ticket} query={query} then={then} />}
          {query.trim() !== '' && <Offered then={then} />}
          <MacroCommands query={query} then={then} />
          <Places then={then} used={used} />
          <SettingsPages pages={settings} then={then} />
          <Look then={then} />
          <Everywhere query={query} besides={here} then={then} />
        </>
      )}
    </CommandPalette>
  )
}

/** The ticket that is open or that the keys are on, if it is one's to change and no others are chosen instead. */
function useTicketMeant(): TicketSummary | undefined {
  const open = useTicketInTurn()
  const under = useUnderKeys((state) => state.ticket?.id)
  const ticketId = open ?? under
  const client = useQueryClient()
  const mayWrite = useMayWrite()
  const choosing = useSelection((state) => state.everything || state.ids.size > 0)
  const ticket = ticketId && mayWrite && !choosing ? knownTicket(client, ticketId) : undefined
  return ticket?.deleted_at || ticket?.merged_into ? undefined : ticket
}

type Used = (value: string) => number

function Commands({ then, used, onStep }: { then: Then; used: Used; onStep: ((step: Step) => void) | undefined }) {
  const available = useAvailableCommands()
    .filter((id) => !UNLISTED.includes(id))
    // With a ticket open, what can be done to it is what is wanted.
    .toSorted((a, b) => Number(COMMANDS[b].group === 'ticket') - Number(COMMANDS[a].group === 'ticket'))
  // A page that has just come tells of its keys a moment later.
  useBestOf(available.join())
  return (
    <CommandGroup heading={t('palette.commands')}>
      {byUse(available, (id) => id, used).map((id) => (
        <CommandItem
          key={id}
          value={id}
          keywords={[
            t(`command.${id}`),
            ...(id === 'goPeople' || id === 'goCompanies' ? [t(`palette.words.${id}`)] : []),
          ]}
          icon={<SquareTerminal size={15} />}
          keys={keysOf(id)}
          onSelect={(value) => {
            if (!onStep || !isStep(id)) return then(() => registry.press(id))(value)
            remember(value, Date.now())
            onStep(id)
          }}
        >
          {t(`command.${id}`)}
        </CommandItem>
      ))}
    </CommandGroup>
  )
}

function Places({ then, used }: { then: Then; used: Used }) {
  const navigate = useNavigate()
  const teams = useTeams()
  const mayDelete = useMayDelete()
  const views = (Object.keys(VIEWS) as ViewName[])
    .filter((view) => view !== 'deleted' || mayDelete)
    .map((view) => ({ view: view, name: t(`view.${view}`) }))
  const tags = useSeenTags().map((tag) => ({ view: tagView(tag), name: t('view.tag', { tag }) }))
  const saved = useSavedViews().map((view) => ({ view: savedView(view.id), name: view.name, search: searchOf(view) }))
  const places: { view: string; name: string; search?: ListSearch }[] = [
    ...views,
    ...saved,
    ...teams.map((team) => ({ view: teamView(team.id), name: team.name })),
    ...tags,
  ]
  return (
    <CommandGroup heading={t('palette.places')}>
      {byUse(places, ({ view }) => `view ${view}`, used).map(({ view, name, search = {} }) => (
        <CommandItem
          key={view}
          value={`view ${view}`}
          keywords={[name]}
          icon={<ArrowRight size={15} />}
          onSelect={then(() => void navigate({ to: '/views/$view', params: { view }, search }))}
        >
          {name}
        </CommandItem>
      ))}
      <CommandItem
        value="settings"
        keywords={[t('nav.settings')]}
        icon={<ArrowRight size={15} />}
        keys={keysOf('goSettings')}
        onSelect={then(() => void navigate({ to: '/settings' }))}
      >
        {t('nav.settings')}
      </CommandItem>
    </CommandGroup>
  )
}

function SettingsPages({ pages, then }: { pages: SettingsPage[]; then: Then }) {
  const navigate = useNavigate()
  const go = (section: string, hash = '') =>
    then(() => void navigate({ to: '/settings/$section', params: { section }, hash }))
  return (
    <CommandGroup heading={t('nav.settings')}>
      {pages.flatMap(({ id: page, icon: Icon, settings = [] }) => {
        const name = t(`settings.section.${page as 'tags'}`)
        return [
          <CommandItem
            key={page}
            value={`settings ${page}`}
            keywords={[name, `${name} ${t('nav.settings')}`, t(`settings.words.${page as 'tags'}`)]}
            icon={<Icon size={15} />}
            hint={t('nav.settings')}
            onSelect={go(page)}
          >
            {name}
          </CommandItem>,
          ...settings.map(({ id, label }) => (
            <CommandItem
              key={`${page} ${id}`}
              value={`settings ${page} ${id}`}
              keywords={[label(), `${label()} ${t('nav.settings')}`, t(`settings.also.${id as 'theme'}`)]}
              icon={<Icon size={15} />}
              hint={name}
              onSelect={go(page, id)}
            >
              {label()}
            </CommandItem>
          )),
        ]
      })}
    </CommandGroup>
  )
}
