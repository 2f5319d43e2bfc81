import type { TicketSummary } from '@tessera/api'
import { IconButton, Menu, MenuContent, MenuItem, MenuSeparator, MenuTrigger, Skeleton, Tooltip, cn } from '@tessera/ui'
import {
  ArrowLeft,
  Columns2,
  Ellipsis,
  History,
  Link2,
  MailOpen,
  Merge,
  PanelRight,
  Trash2,
  Undo2,
  Waypoints,
  X,
} from 'lucide-react'
import { Suspense, useContext, useState } from 'react'
import { t } from '@/shared/i18n'
import { copyText } from '@/shared/clipboard'
import { AssigneeField, PriorityField, StatusField } from '@/shared/fields/fields'
import type { FieldLook } from '@/shared/fields/property'
import { TagsField } from '@/shared/fields/tags-field'
import { DueField, SnoozeField } from '@/shared/fields/when-fields'
import { Place, keysOf, registry } from '@/shared/hotkeys'
import { TWO, useMedia } from '@/shared/media'
import { part } from '@/shared/part'
import { OthersOnTicket } from '@/shared/presence/others-on-ticket'
import { useMayDelete, useMayPurge, useMayWrite } from '@/shared/tickets/queries'
import { useEnding } from '@/shared/tickets/use-ending'
import { useTicketActions } from '@/shared/tickets/use-ticket-actions'
import { showToast } from '@/shared/toasts'

const SubjectInput = part(() => import('./subject-input').then((module) => ({ default: module.SubjectInput })))
const PurgeDialog = part(() => import('./purge-dialog').then((module) => ({ default: module.PurgeDialog })))

const chip: FieldLook = ({ icon, value, name, unset }) => (
  <span className="relative flex h-7 items-center gap-1.5 rounded-control border border-line px-2 text-xs text-strong pointer-coarse:h-11 pointer-coarse:px-3">
    {!unset && <span className="sr-only">{name} </span>}
    {icon}
    <span className="max-w-32 truncate">{unset ? name : value}</span>
  </span>
)

type Props = {
  ticket: TicketSummary | undefined
  /** Whether the fields stand here, because the properties are not beside the conversation. */
  withFields: boolean
  propertiesShown: boolean
  /** No list stands beside the ticket. */
  full: boolean
  onBack: () => void
  /** Of a ticket that stands beside another. */
  onClose?: (() => void) | undefined
  onToggleProperties: () => void
}

export function TicketHeader(props: Props) {
  const { ticket, withFields, propertiesShown, full, onBack, onClose, onToggleProperties } = props
  const mayWrite = useMayWrite()
  return (
    <header className="shrink-0 border-b border-line">
      {/* With the line below it as high as the bars beside it. */}
      <div className="flex h-[calc(var(--bar-height)-1px)] items-center gap-1 ps-2 pe-2 md:ps-5">
        <IconButton
          icon={ArrowLeft}
          label={t('action.back')}
          keys={keysOf('back')}
          onClick={onBack}
          className={full ? 'md:-ms-3' : 'md:hidden'}
        />
        {ticket ? (
          <Heading ticket={ticket} />
        ) : (
          <span className="flex-1">
            <Skeleton className="h-3.5 w-64" />
          </span>
        )}
        {ticket && <OthersOnTicket ticketId={ticket.id} size={24} most={3} className="px-1.5" />}
        {ticket && <TicketMenu ticket={ticket} onGone={onBack} />}
        <IconButton
          icon={PanelRight}
          label={t('command.toggleProperties')}
          keys={keysOf('toggleProperties')}
          pressed={propertiesShown}
          onClick={onToggleProperties}
        />
        {onClose && <IconButton icon={X} label={t('beside.close')} keys={keysOf('back')} onClick={onClose} />}
      </div>
      {!ticket && withFields && (
        <div aria-hidden="true" className="flex gap-1.5 px-4 pb-2.5 md:px-5">
          {[0, 1, 2].map((at) => (
            <Skeleton key={at} className="h-7 w-20 pointer-coarse:h-11" />
          ))}
        </div>
      )}
      {ticket && withFields && (
        <div
          // Chips that nobody can focus must not need scrolling.
          className={cn(
            'flex gap-1.5 px-4 pb-2.5 *:shrink-0 md:px-5 short:in-[:has(>_[data-entered])]:hidden',
            mayWrite ? 'overflow-x-auto' : 'flex-wrap',
          )}
        >
          <StatusField ticket={ticket} look={chip} />
          <PriorityField ticket={ticket} look={chip} />
          <AssigneeField ticket={ticket} look={chip} />
          <TagsField ticket={ticket} look={chip} />
          <DueField ticket={ticket} look={chip} />
          <SnoozeField ticket={ticket} look={chip} />
        </div>
      )}
    </header>
  )
}

function Heading({ ticket }: { ticket: TicketSummary }) {
  const mayWrite = useMayWrite()
  const { change } = useTicketActions()
  const [editing, setEditing] = useState(false)
  return (
    <div className="flex min-w-0 flex-1 items-center gap-1">
      <span className="shrink-0 text-xs text-quiet tabular-nums">{t('ticket.number', { number: ticket.number })}</span>
      {editing ? (
        <Suspense>
          <SubjectInput
            subject={ticket.subject}
            onSave={(subject) => change(ticket.id, { subject })}
            onLeave={() => setEditing(false)}
          />
        </Suspense>
      ) : (
        <h1 className="min-w-0 text-md font-semibold text-strong" title={ticket.subject}>
          {mayWrite ? (
            <Tooltip text={t('ticket.editSubject')}>
              <button
                type="button"
                onClick={() => setEditing(true)}
                dir="auto"
                className="max-w-full truncate rounded-control px-1 leading-8 hover:bg-hover"
              >
                {ticket.subject}
              </button>
            </Tooltip>
          ) : (
            <span dir="auto" className="block truncate px-1">
              {ticket.subject}
            </span>
          )}
        </h1>
      )}
    </div>
  )
}

function TicketMenu({ ticket, onGone }: { ticket: TicketSummary; onGone: () => void }) {
  const mayDelete = useMayDelete()
  const mayPurge = useMayPurge()
  const [purging, setPurging] = useState(false)
  const { remove, restore } = useTicketActions()
  const deleted = Boolean(ticket.deleted_at)
  const mayMerge = useMayWrite() && !deleted && !ticket.merged_into
  const place = useContext(Place)
  const mayKeepBeside = useMedia(TWO) && place !== 'beside'
  useEnding(ticket)

  async function copyLink() {
    await copyText(new URL(`/tickets/${ticket.id}`, location.href).href)
    showToast({ text: t('done.copied') })
  }
  const menu = (
    <Menu>
      <MenuTrigger asChild>
        <IconButton icon={Ellipsis} label={t('action.more')} />
      </MenuTrigger>
      <MenuContent align="end">
        <MenuItem
          icon={<MailOpen size={15} />}
          keys={keysOf('toggleUnread')}
          onSelect={() => registry.run('toggleUnread')}
        >
          {t('command.toggleUnread')}
        </MenuItem>
        <MenuItem icon={<Link2 size={15} />} onSelect={() => void copyLink()}>
          {t('ticket.copyLink')}
        </MenuItem>
        {mayKeepBeside && (
          <MenuItem icon={<Columns2 size={15} />} keys={keysOf('beside')} onSelect={() => registry.run('beside')}>
            {t('command.beside')}
          </MenuItem>
        )}
        {mayMerge && (
          <MenuItem icon={<Merge size={15} />} keys={keysOf('merge')} onSelect={() => registry.run('merge')}>
            {t('ticket.merge')}
          </MenuItem>
        )}
        {mayMerge && (
          <MenuItem icon={<Waypoints size={15} />} keys={keysOf('link')} onSelect={() => registry.run('link')}>
            {t('command.link')}
          </MenuItem>
        )}
        <MenuItem icon={<History size={15} />} keys={keysOf('history')} onSelect={() => registry.run('history')}>
          {t('command.history')}
        </MenuItem>
        {mayDelete && (
          <>
            <MenuSeparator />
            {deleted ? (
              <MenuItem icon={<Undo2 size={15} />} onSelect={() => restore(ticket)}>
                {t('action.restore')}
              </MenuItem>
            ) : (
              <MenuItem icon={<Trash2 size={15} />} onSelect={() => remove(ticket)} className="text-danger-text">
                {t('ticket.delete')}
              </MenuItem>
            )}
            {deleted && mayPurge && (
              <MenuItem icon={<Trash2 size={15} />} onSelect={() => setPurging(true)} className="text-danger-text">
                {t('purge.command')}
              </MenuItem>
            )}
          </>
        )}
      </MenuContent>
    </Menu>
  )
  return (
    <>
      {menu}
      {purging && (
        <Suspense>
          <PurgeDialog ticket={ticket} onClose={() => setPurging(false)} onPurged={onGone} />
        </Suspense>
      )}
    </>
  )
}
