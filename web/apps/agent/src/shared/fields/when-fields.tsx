import { DueMark, Popover, PopoverContent, PopoverTrigger, useNow } from '@tessera/ui'
import { BellOff, CalendarClock } from 'lucide-react'
import type { ReactNode } from 'react'
import { type CommandId, keysOf } from '@/shared/hotkeys'
import { t, LOCALE } from '@/shared/i18n'
import { useMayWrite } from '@/shared/tickets/queries'
import { useTicketActions } from '@/shared/tickets/use-ticket-actions'
import { dueOf } from '@/shared/time/due'
import { formatWhen } from '@/shared/time/format'
import { FieldButton, type FieldLook, type FieldProps, useChoosing } from './property'
import { dueText } from './due-text'
import { WhenChoices } from './when-choices'

type WhenProps = {
  name: string
  command: Extract<CommandId, 'due' | 'snooze'>
  at: string | null
  icon: ReactNode
  content?: ReactNode
  empty: string
  submitLabel: string
  clearLabel: string
  onPick: (at: string | null) => void
  look: FieldLook
}

function WhenField({ name, command, at, icon, content, empty, submitLabel, clearLabel, onPick, look }: WhenProps) {
  const [open, setOpen] = useChoosing(command)
  const mayWrite = useMayWrite()
  const now = useNow()
  const value = at ? formatWhen(at, now, LOCALE) : empty
  const shown = look({ icon, value, content, name, disabled: !mayWrite, unset: !at })
  if (!mayWrite) return shown
  return (
    <Popover open={open} onOpenChange={setOpen}>
      <PopoverTrigger asChild>
        <FieldButton hint={t(`command.${command}`)} keys={keysOf(command)}>
          {shown}
        </FieldButton>
      </PopoverTrigger>
      <PopoverContent aria-label={name} className="w-72">
        <WhenChoices
          value={at}
          submitLabel={submitLabel}
          clearLabel={clearLabel}
          onPick={(next) => {
            setOpen(false)
            onPick(next)
          }}
        />
      </PopoverContent>
    </Popover>
  )
}

export function DueField({ ticket, look }: FieldProps) {
  const { change } = useTicketActions()
  const due = dueOf(ticket, useNow())
  const text = due ? dueText(due) : ''
  return (
    <WhenField
      name={t('field.due_at')}
      command="due"
      at={ticket.due_at}
      icon={<CalendarClock size={15} className="text-icon" aria-hidden="true" />}
      content={
        due && ticket.due_at && due.state !== 'ok' ? (
          <DueMark state={due.state} share={due.share} text={text} className="self-center [&>span]:text-sm" />
        ) : undefined
      }
      empty={t('properties.noDue')}
      submitLabel={t('when.set')}
      clearLabel={t('when.noDue')}
      onPick={(due_at) => change(ticket.id, { due_at })}
      look={look}
    />
  )
}

export function SnoozeField({ ticket, look }: FieldProps) {
  const { change } = useTicketActions()
  return (
    <WhenField
      name={t('field.snoozed_until')}
      command="snooze"
      at={ticket.snoozed_until}
      icon={<BellOff size={15} className="text-icon" aria-hidden="true" />}
      empty={t('properties.awake')}
      submitLabel={t('when.snooze')}
      clearLabel={t('when.wake')}
      onPick={(snoozed_until) => change(ticket.id, { snoozed_until })}
      look={look}
    />
  )
}
