import type { TicketDetail } from '@tessera/api'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { parseAddresses } from '@/shared/messages/addresses'

type Props = { ticket: TicketDetail; cc: string; onCc: (line: string) => void }

/** Who will get the reply. */
export function Recipients({ ticket, cc, onCc }: Props) {
  const { t } = useTranslation()
  const [asked, setAsked] = useState(false)
  const errorId = useId()
  const { wrong } = parseAddresses(cc)
  const open = asked || cc !== ''
  return (
    <div className="flex shrink-0 flex-col px-3.5 text-xs max-md:hidden max-md:group-focus-within/composer:flex">
      <div className="flex min-h-7 items-center gap-2">
        <span className="w-5 text-quiet">{t('composer.to')}</span>
        <span className="min-w-0 flex-1 truncate text-strong">
          {ticket.requester.name && `${ticket.requester.name} · `}
          {ticket.requester.email}
        </span>
        {!open && (
          <button
            type="button"
            onClick={() => setAsked(true)}
            className="rounded-sm text-quiet underline-offset-2 hover:text-strong touch-target hover:underline"
          >
            {t('composer.addCc')}
          </button>
        )}
      </div>
      {open && (
        <label className="flex min-h-7 items-center gap-2">
          <span className="w-5 text-quiet">{t('composer.cc')}</span>
          <input
            value={cc}
            // The field appears because it was asked for.
            // eslint-disable-next-line jsx-a11y/no-autofocus
            autoFocus={asked}
            aria-label={t('composer.ccLabel')}
            aria-invalid={wrong ? true : undefined}
            aria-describedby={wrong ? errorId : undefined}
            onChange={(event) => onCc(event.target.value)}
            className="h-7 min-w-0 flex-1 rounded-sm bg-transparent text-strong outline-offset-0 pointer-coarse:h-11"
          />
        </label>
      )}
      {wrong && (
        <p id={errorId} className="pb-1 text-danger-text">
          {t('composer.ccWrong', { address: wrong })}
        </p>
      )}
    </div>
  )
}
