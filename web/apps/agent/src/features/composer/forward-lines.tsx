import { type Message, type TicketDetail, isMessage } from '@tessera/api'
import { Menu, MenuContent, MenuItem, MenuTrigger } from '@tessera/ui'
import { ChevronDown, Forward } from 'lucide-react'
import { formatSize } from '@/shared/format-size'
import { t, LOCALE } from '@/shared/i18n'
import type { Carried } from '@/shared/messages/drafts'
import { forwardable } from '@/shared/messages/forward'
import { Recipients } from './recipients'

/** So many can be chosen here; any other by its own menu. */
const OFFERED = 20

type CarriedProps = { ticket: TicketDetail; carried: Carried; onChange: (change: Partial<Carried>) => void }
type Props = CarriedProps & {
  /** How often somebody asked to forward before saying to whom. */
  asked: number
  /** How often it was to be sent to nobody. */
  refused: number
}

/** What goes out, and to whom. As long as that is nobody, the line for it takes the focus each time that it matters. */
export function ForwardLines({ ticket, carried, asked, refused, onChange }: Props) {
  return (
    <>
      <CarriedMessage ticket={ticket} carried={carried} onChange={onChange} />
      <Recipients
        key={asked + refused}
        lines={carried}
        focused={asked + refused > 0 && !carried.to}
        refused={refused}
        onChange={({ to, ...rest }) => onChange({ ...rest, ...(to != null && { to }) })}
      />
    </>
  )
}

/** Which message goes out, with which of its files; and that the customer is not told. */
function CarriedMessage({ ticket, carried, onChange }: CarriedProps) {
  const messages = ticket.entries.items.filter(isMessage)
  const message = messages.find(({ id }) => id === carried.messageId)
  return (
    <div
      data-testid="carried"
      className="flex shrink-0 flex-col gap-1 px-3.5 pt-1 text-xs short:flex-row short:items-center short:gap-3 short:overflow-x-auto short:overflow-y-hidden short:*:max-w-64 short:*:shrink-0"
    >
      <Menu>
        <MenuTrigger className="flex min-h-7 min-w-0 items-center gap-2 rounded-sm text-start text-quiet hover:text-strong pointer-coarse:min-h-11">
          <span className="sr-only">{t('forward.choose')}</span>
          <Forward size={13} className="shrink-0" aria-hidden="true" />
          {message ? <Said message={message} /> : t('forward.earlier')}
          <ChevronDown size={13} className="ms-auto shrink-0" aria-hidden="true" />
        </MenuTrigger>
        <MenuContent
          align="start"
          side="top"
          className="max-h-[min(18rem,var(--radix-popper-available-height))] w-(--radix-popper-anchor-width)"
        >
          {forwardable(messages)
            .slice(-OFFERED)
            .reverse()
            .map((each) => (
              <MenuItem key={each.id} onSelect={() => onChange({ messageId: each.id, along: null })}>
                <span className="block min-w-0 truncate text-xs text-quiet">
                  <Said message={each} />
                </span>
              </MenuItem>
            ))}
        </MenuContent>
      </Menu>
      {message && <Files message={message} along={carried.along} onChange={(along) => onChange({ along })} />}
      <p className="pb-1 text-quiet short:max-w-none">{t('forward.explain')}</p>
    </div>
  )
}

function Said({ message }: { message: Message }) {
  return (
    <span className="min-w-0 truncate">
      <bdi className="font-medium text-body">{message.author_name}</bdi>
      {' · '}
      <bdi>{message.text.slice(0, 160)}</bdi>
    </span>
  )
}

type FilesProps = { message: Message; along: string[] | null; onChange: (along: string[]) => void }

function Files({ message, along, onChange }: FilesProps) {
  const files = message.attachments.filter((file) => file.scan !== 'infected')
  if (files.length === 0) return null
  const goes = along ?? files.map((file) => file.id)
  return (
    <fieldset className="flex max-h-20 flex-wrap gap-x-4 overflow-y-auto short:max-w-none short:flex-nowrap">
      <legend className="sr-only">{t('forward.files')}</legend>
      {files.map((file) => (
        <label key={file.id} className="flex min-h-6 max-w-full items-center gap-1.5 pointer-coarse:min-h-11">
          <input
            type="checkbox"
            checked={goes.includes(file.id)}
            onChange={({ target }) =>
              onChange(target.checked ? [...goes, file.id] : goes.filter((id) => id !== file.id))
            }
            className="size-4 shrink-0 accent-accent"
          />
          <bdi className="min-w-0 truncate text-body">{file.filename}</bdi>
          <span className="shrink-0 text-quiet">{formatSize(file.size, LOCALE)}</span>
        </label>
      ))}
    </fieldset>
  )
}
