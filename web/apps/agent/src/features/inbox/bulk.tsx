import '@/shared/i18n/jobs'
import type { TicketSummary } from '@tessera/api'
import { Button, IconButton, Picker } from '@tessera/ui'
import {
  ArchiveRestore,
  BellOff,
  CalendarClock,
  ChartNoAxesColumnIncreasing,
  CircleDot,
  CircleUser,
  type LucideIcon,
  Merge,
  Shapes,
  Tags,
  Trash2,
  Users,
  X,
} from 'lucide-react'
import { useEffect, useMemo, useState } from 'react'
import { t } from '@/shared/i18n'
import { AssigneeField, PriorityField, StatusField, TeamField, TypeField } from '@/shared/fields/fields'
import type { FieldLook } from '@/shared/fields/property'
import { TagsField } from '@/shared/fields/tags-field'
import { DueField, SnoozeField } from '@/shared/fields/when-fields'
import { keysOf, registry, useCommand } from '@/shared/hotkeys'
import type { Target } from '@/shared/jobs/bulk'
import { useBulk } from '@/shared/jobs/use-bulk'
import { useMayDelete } from '@/shared/tickets/queries'
import { clearSelection, pickAll, pickEverything, pickedOf, useSelection } from '@/shared/tickets/selection'
import { type TicketActions, TicketActionsProvider } from '@/shared/tickets/use-ticket-actions'
import type { TicketFilter } from '@/shared/tickets/views'
import { showToast } from '@/shared/toasts'
import { toggleUnread } from '@/shared/unread'
import { alike } from './alike'
import { BulkFields } from './bulk-fields'
import { BulkMacro } from './bulk-macro'
import { PickMark } from './pick-box'

/** A ticket takes so many others, as the server has it. */
const MOST_MERGED = 21

type HeaderProps = { title: string; tickets: TicketSummary[]; more: boolean }

/** In place of the list's header: how many are chosen, and the ways to all or none. */
export function BulkHeader({ title, tickets, more }: HeaderProps) {
  const selection = useSelection()
  const count = pickedOf(selection, tickets).length
  const all = count === tickets.length
  const state = all ? true : count > 0 ? 'some' : false
  const left = selection.ids.size
  const text = selection.everything ? t('bulk.everything', { left }) : t('bulk.selected', { count })
  return (
    <header className="flex h-(--bar-height) shrink-0 items-center gap-2 border-b border-line ps-1.5 pe-3">
      <button
        type="button"
        role="checkbox"
        aria-checked={state === 'some' ? 'mixed' : state}
        aria-label={t('bulk.all')}
        onClick={() => (all ? clearSelection() : pickAll(tickets.map((ticket) => ticket.id)))}
        className="flex size-11 shrink-0 items-center justify-center outline-offset-[-6px]"
      >
        <PickMark picked={state} />
      </button>
      <h1 className="sr-only">{title}</h1>
      <p role="status" className="shrink-0 font-semibold text-strong tabular-nums">
        {text}
      </p>
      {all && more && !selection.everything && (
        <Button size="sm" variant="ghost" className="min-w-0" onClick={pickEverything}>
          <span className="truncate">{t('bulk.pickEverything')}</span>
        </Button>
      )}
      <span className="flex-1" />
      <IconButton icon={X} label={t('bulk.clear')} keys={keysOf('back')} onClick={clearSelection} />
    </header>
  )
}

type BarProps = { tickets: TicketSummary[]; filter: TicketFilter }

/** What can be done to the chosen tickets: the same fields and keys as for one. */
export function BulkBar({ tickets, filter }: BarProps) {
  const selection = useSelection()
  const target = useMemo<Target>(() => {
    const picked = pickedOf(selection, tickets)
    return selection.everything
      ? { tickets: picked, query: { ...filter, except_ids: [...selection.ids] } }
      : { tickets: picked }
  }, [selection, tickets, filter])
  const bulk = useBulk(target)
  const actions = useMemo<TicketActions>(() => {
    const one = () => undefined
    const change: TicketActions['change'] = (_, wish) => bulk.change(wish)
    return { change, follow: one, remove: bulk.remove, restore: bulk.restore, merge: one, unmerge: one, takeBack: one }
  }, [bulk])
  const deleted = filter.status === 'deleted'
  useCommand('close', () => bulk.change({ status: 'closed' }), !deleted)
  useCommand('toggleUnread', () => toggleUnread(target.tickets))
  useEffect(() => registry.onRefused(() => showToast({ id: ONE_BY_ONE, text: t('bulk.oneByOne') })), [])
  const ticket = alike(target.tickets)
  return (
    <div
      role="toolbar"
      aria-label={t('bulk.label')}
      data-testid="bulk-bar"
      className="flex min-h-(--bar-height) shrink-0 items-center border-t border-line bg-raised px-1.5 py-1"
    >
      {ticket ? (
        <div className="flex min-w-0 flex-1 *:min-w-6 *:shrink pointer-coarse:flex-wrap pointer-coarse:*:shrink-0">
          {!deleted && (
            <TicketActionsProvider value={actions}>
              <AssigneeField ticket={ticket} look={LOOKS.assignee} />
              <StatusField ticket={ticket} look={LOOKS.status} />
              <PriorityField ticket={ticket} look={LOOKS.priority} />
              <TeamField ticket={ticket} look={LOOKS.team} />
              <TagsField ticket={ticket} look={LOOKS.tags} />
              <TypeField ticket={ticket} look={LOOKS.type} />
              <DueField ticket={ticket} look={LOOKS.due} />
              <SnoozeField ticket={ticket} look={LOOKS.snooze} />
            </TicketActionsProvider>
          )}
          {!deleted && <BulkFields onChange={(fields) => bulk.change({ fields })} />}
          {!deleted && <BulkMacro target={target} onUse={bulk.macro} />}
          {!deleted && !target.query && target.tickets.length > 1 && target.tickets.length <= MOST_MERGED && (
            <MergeInto tickets={target.tickets} onPick={bulk.merge} />
          )}
          <Deleting deleted={deleted} bulk={bulk} />
        </div>
      ) : (
        <p className="px-3 text-xs text-quiet">{t('bulk.none')}</p>
      )}
    </div>
  )
}

/** Said once, however often a key is tried. */
const ONE_BY_ONE = 'one-by-one'

const iconOnly =
  (Icon: LucideIcon): FieldLook =>
  ({ name, value, unset }) => (
    <span className="flex size-8 max-w-full items-center justify-center text-icon hover:text-strong pointer-coarse:size-11">
      <Icon size={16} strokeWidth={1.75} aria-hidden="true" />
      <span className="sr-only">{unset ? name : `${name} ${value}`}</span>
    </span>
  )

const LOOKS = {
  assignee: iconOnly(CircleUser),
  status: iconOnly(CircleDot),
  priority: iconOnly(ChartNoAxesColumnIncreasing),
  team: iconOnly(Users),
  tags: iconOnly(Tags),
  type: iconOnly(Shapes),
  due: iconOnly(CalendarClock),
  snooze: iconOnly(BellOff),
}

/** Which of the chosen ones goes on; the oldest is offered first. */
function MergeInto({ tickets, onPick }: { tickets: TicketSummary[]; onPick: (into: TicketSummary) => void }) {
  const [open, setOpen] = useState(false)
  const sorted = tickets.toSorted((a, b) => a.number - b.number)
  useCommand('merge', () => setOpen(true))
  return (
    <Picker
      label={t('bulk.merge')}
      value={sorted[0]!.id}
      options={sorted.map((ticket) => ({
        value: ticket.id,
        label: ticket.subject,
        hint: `#${ticket.number}`,
        keywords: [String(ticket.number), ticket.requester.name],
      }))}
      open={open}
      onOpenChange={setOpen}
      onPick={(id) => {
        setOpen(false)
        onPick(tickets.find((ticket) => ticket.id === id)!)
      }}
      searchLabel={t('bulk.mergeInto')}
      empty={t('properties.empty')}
    >
      <IconButton icon={Merge} label={t('bulk.merge')} keys={keysOf('merge')} />
    </Picker>
  )
}

function Deleting({ deleted, bulk }: { deleted: boolean; bulk: ReturnType<typeof useBulk> }) {
  const mayDelete = useMayDelete()
  useCommand('deleteTicket', bulk.remove, mayDelete && !deleted)
  if (!mayDelete) return null
  return deleted ? (
    <IconButton icon={ArchiveRestore} label={t('action.restore')} onClick={bulk.restore} />
  ) : (
    <IconButton icon={Trash2} label={t('bulk.delete')} keys={keysOf('deleteTicket')} onClick={bulk.remove} />
  )
}
