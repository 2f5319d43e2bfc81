import type { TicketSummary } from '@tessera/api'
import { PopoverPlace } from '@tessera/ui'
import { type ComponentProps, type ComponentType, Suspense, useEffect, useMemo, useState } from 'react'
import { AssigneeField, PriorityField, StatusField, TeamField, TypeField } from '@/shared/fields/fields'
import { Asked } from '@/shared/fields/property'
import { TagsField } from '@/shared/fields/tags-field'
import { DueField, SnoozeField } from '@/shared/fields/when-fields'
import { useCommand } from '@/shared/hotkeys'
import { beginOn } from '@/shared/messages/begin'
import { part } from '@/shared/part'
import { useMayWrite, useMe } from '@/shared/tickets/queries'
import { useUnderKeys } from '@/shared/tickets/under-keys'
import { useEnding } from '@/shared/tickets/use-ending'
import { useTicketActions } from '@/shared/tickets/use-ticket-actions'
import { useBeside } from '@/shared/views/use-beside'

// Its texts come with it, which the list itself can do without.
const loadMacroField = () => import('./macro-field').then((module) => ({ default: module.MacroField }))
const MacroField = part(loadMacroField)

const FIELDS = {
  status: StatusField,
  priority: PriorityField,
  assign: AssigneeField,
  team: TeamField,
  type: TypeField,
  tags: TagsField,
  due: DueField,
  snooze: SnoozeField,
  macro: MacroField,
}
type FieldCommand = keyof typeof FIELDS
type Chosen = ComponentProps<typeof StatusField> & Pick<Props, 'onOpen'>

type Props = { ticket: TicketSummary | undefined; onOpen: (id: string) => void }
type KeysProps = Props & { ticket: TicketSummary }

/** The keys of a ticket, for the one that they are on while none is open. What has to be chosen is chosen at its row. */
export function UnderKeys({ ticket, onOpen }: Props) {
  return ticket && <Keys ticket={ticket} onOpen={onOpen} />
}

function Keys({ ticket, onOpen }: KeysProps) {
  const { id } = ticket
  const able = useMayWrite() && !ticket.deleted_at && !ticket.merged_into
  // Of this ticket: when another takes its place meanwhile, nothing may be done to that by mistake.
  const [asked, setAsked] = useState<{ id: string; command: FieldCommand } | null>(null)
  const ask = (command: FieldCommand) => setAsked({ id, command })

  useEffect(() => {
    useUnderKeys.setState({ ticket })
    return () => useUnderKeys.setState({ ticket: undefined })
  }, [ticket])
  // There before it is needed: what is typed after its key is a macro's name.
  useEffect(() => void loadMacroField().catch(() => undefined), [])
  useCommand('status', () => ask('status'), able)
  useCommand('priority', () => ask('priority'), able)
  useCommand('assign', () => ask('assign'), able)
  useCommand('team', () => ask('team'), able)
  useCommand('type', () => ask('type'), able)
  useCommand('tags', () => ask('tags'), able)
  useCommand('due', () => ask('due'), able)
  useCommand('snooze', () => ask('snooze'), able)
  useCommand('macro', () => ask('macro'), able)
  useAtOnce(ticket, able)
  useEnding(ticket)
  useOpening(id, onOpen, able)
  useKeepBeside(id)

  return asked?.id === id && able ? (
    <Field key={id} command={asked.command} ticket={ticket} onOpen={onOpen} onClose={() => setAsked(null)} />
  ) : null
}

/** What needs no choice. */
function useAtOnce(ticket: TicketSummary, able: boolean): void {
  const me = useMe().id
  const { change, follow } = useTicketActions()
  const following = ticket.follower_ids.includes(me)
  useCommand('assignToMe', () => change(ticket.id, { assignee_id: me }), able && ticket.assignee_id !== me)
  useCommand('follow', () => follow(ticket.id, !following), !ticket.deleted_at)
}

/** The ticket opens with what is to be written, or as it was. */
function useOpening(id: string, onOpen: Props['onOpen'], able: boolean): void {
  function begin(to: Parameters<typeof beginOn>[1]) {
    beginOn(id, to)
    onOpen(id)
  }
  useCommand('reply', () => begin('reply'), able)
  useCommand('note', () => begin('note'), able)
  useCommand('forward', () => begin('forward'), able)
  useCommand('history', () => begin('history'))
}

/** It stands beside the ones that are opened next. */
function useKeepBeside(id: string): void {
  const { id: beside, put } = useBeside()
  useCommand('beside', () => put(beside === id ? undefined : id))
}

type FieldProps = KeysProps & { command: FieldCommand; onClose: () => void }

/** A field of which there are only its choices: its button would be one more thing in every row. */
function Field({ command, ticket, onOpen, onClose }: FieldProps) {
  const Chosen: ComponentType<Chosen> = FIELDS[command]
  const place = useMemo(() => ({ current: { getBoundingClientRect: () => placeOf(ticket.id) } }), [ticket.id])
  return (
    <PopoverPlace value={place}>
      <Asked value={onClose}>
        <div hidden>
          <Suspense>
            <Chosen ticket={ticket} look={() => null} onOpen={onOpen} />
          </Suspense>
        </div>
      </Asked>
    </PopoverPlace>
  )
}

/** How far the subject stands from the row's edge. */
const INSET = 36

function placeOf(id: string): DOMRect {
  const row = document.querySelector(`[data-ticket="${id}"]`)?.getBoundingClientRect()
  return row
    ? new DOMRect(row.x + INSET, row.y, row.width - 2 * INSET, row.height)
    : new DOMRect(innerWidth / 2, innerHeight / 3)
}
