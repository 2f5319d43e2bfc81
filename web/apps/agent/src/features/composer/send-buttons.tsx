import type { TicketStatus, TicketSummary } from '@tessera/api'
import {
  Button,
  Menu,
  MenuContent,
  MenuItem,
  MenuSeparator,
  MenuTrigger,
  Popover,
  PopoverAnchor,
  PopoverContent,
  StatusIcon,
  Tooltip,
} from '@tessera/ui'
import { CalendarClock, ChevronDown } from 'lucide-react'
import { useRef, useState } from 'react'
import { useCatalogue } from '@/shared/catalogue/queries'
import { t } from '@/shared/i18n'
import { WhenChoices } from '@/shared/fields/when-choices'
import { type CommandId, keysOf, useCommand } from '@/shared/hotkeys'
import type { Paper } from '@/shared/messages/drafts'
import { type Offer, useOffers } from '@/shared/offers'
import { STATUSES } from '@/shared/tickets/order'
import { statusesToSend } from './statuses-to-send'
import type { How } from './use-submit'

/** What the button says, alone and with a status in the same step. */
const TEXTS = {
  reply: {
    send: 'composer.sendReply',
    pending: 'composer.sendAndPending',
    resolved: 'composer.sendAndResolved',
    own: 'composer.sendAndOwn',
  },
  note: {
    send: 'composer.addNote',
    pending: 'composer.noteAndPending',
    resolved: 'composer.noteAndResolved',
    own: 'composer.noteAndOwn',
  },
  forward: {
    send: 'forward.submit',
    pending: 'forward.andPending',
    resolved: 'forward.andResolved',
    own: 'forward.andOwn',
  },
} as const

type Ticket = Pick<TicketSummary, 'status' | 'status_id'>
type Props = { kind: Paper; ticket: Ticket; disabled: boolean; onSend: (how?: How) => void }
type SendProps = Props & { sending: boolean }

/** The button says what it does; beside it, the same with a change of status in one step, or at another time. */
export function SendButtons({ kind, ticket, disabled, sending, onSend }: SendProps) {
  const variant = kind === 'reply' ? 'primary' : 'note'
  const [choosing, setChoosing] = useState(false)
  const ways = useWays(kind, ticket, onSend)
  useOffers(disabled ? [] : ways)
  useCommand('sendResolved', () => onSend({ status: 'resolved' }), !disabled)
  useCommand('sendLater', () => setChoosing(true), kind !== 'note' && !disabled)
  return (
    <Popover open={choosing} onOpenChange={setChoosing}>
      <PopoverAnchor>
        <div className="flex shrink-0">
          <Tooltip text={t(TEXTS[kind].send)} keys={keysOf('send')} side="top">
            <Button variant={variant} disabled={disabled} onClick={() => onSend()} className="rounded-e-none">
              {t(sending ? 'composer.sendingAfterUpload' : TEXTS[kind].send)}
            </Button>
          </Tooltip>
          <MoreWays kind={kind} ticket={ticket} disabled={disabled} onSend={onSend} onLater={() => setChoosing(true)} />
        </div>
      </PopoverAnchor>
      <PopoverContent side="top" align="end" returnFocus aria-label={t('composer.sendLater')} className="w-72">
        <WhenChoices
          value={null}
          submitLabel={t('when.schedule')}
          onPick={(at) => {
            setChoosing(false)
            if (at) onSend({ sendAt: new Date(at) })
          }}
        />
      </PopoverContent>
    </Popover>
  )
}

function said(kind: Paper, status: TicketStatus): string {
  const texts = TEXTS[kind]
  return status === 'pending' || status === 'resolved'
    ? t(texts[status])
    : t(texts.own, { name: t(`status.${status}`) })
}

/** Sending resolves more often than anything else: that has keys. */
const COMMANDS: Partial<Record<TicketStatus, CommandId>> = { resolved: 'sendResolved' }

/** The same with each status, for the palette. */
function useWays(kind: Paper, ticket: Ticket, onSend: Props['onSend']): Offer[] {
  const texts = TEXTS[kind]
  const own = useCatalogue().statuses.filter((each) => !each.deleted)
  return [
    ...statusesToSend(ticket).map((status) => ({
      id: `send ${status}`,
      text: said(kind, status),
      icon: <StatusIcon status={status} />,
      command: COMMANDS[status],
      run: () => onSend({ status }),
    })),
    ...own.map(({ id, name, category, colour }) => ({
      id: `send ${id}`,
      text: t(texts.own, { name }),
      icon: <StatusIcon status={category} colour={colour} />,
      run: () => onSend({ status: category, statusId: id }),
    })),
  ]
}

/** The organization's own, in the order that they have everywhere. */
function OwnStatuses({ kind, onSend }: Pick<Props, 'kind' | 'onSend'>) {
  const { statuses } = useCatalogue()
  const offered = STATUSES.flatMap((category) => statuses.filter((each) => each.category === category && !each.deleted))
  if (offered.length === 0) return null
  return (
    <>
      <MenuSeparator />
      {offered.map(({ id, name, category, colour }) => (
        <MenuItem
          key={id}
          icon={<StatusIcon status={category} colour={colour} />}
          onSelect={() => onSend({ status: category, statusId: id })}
        >
          {t(TEXTS[kind].own, { name })}
        </MenuItem>
      ))}
    </>
  )
}

function MoreWays({ kind, ticket, disabled, onSend, onLater }: Props & { onLater: () => void }) {
  const later = useRef(false)
  return (
    <Menu>
      <MenuTrigger asChild>
        <Button
          variant={kind === 'reply' ? 'primary' : 'note'}
          disabled={disabled}
          aria-label={t('composer.sendAnd')}
          className="ms-px rounded-s-none px-1.5 pointer-coarse:px-3"
        >
          <ChevronDown size={14} aria-hidden="true" />
        </Button>
      </MenuTrigger>
      <MenuContent
        align="end"
        side="top"
        className="max-h-(--radix-popper-available-height) overflow-y-auto"
        // What "Send later" opens takes the focus over from the menu's button, once that has it again.
        onCloseAutoFocus={() => {
          if (later.current) onLater()
          later.current = false
        }}
      >
        {statusesToSend(ticket).map((status) => (
          <MenuItem
            key={status}
            icon={<StatusIcon status={status} />}
            keys={COMMANDS[status] && keysOf(COMMANDS[status])}
            onSelect={() => onSend({ status })}
          >
            {said(kind, status)}
          </MenuItem>
        ))}
        <OwnStatuses kind={kind} onSend={onSend} />
        {kind !== 'note' && (
          <>
            <MenuSeparator />
            <MenuItem
              icon={<CalendarClock size={15} />}
              keys={keysOf('sendLater')}
              onSelect={() => {
                later.current = true
              }}
            >
              {t('composer.sendLater')}
            </MenuItem>
          </>
        )}
      </MenuContent>
    </Menu>
  )
}
