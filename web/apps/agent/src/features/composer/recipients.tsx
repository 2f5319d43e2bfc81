import type { TicketDetail } from '@tessera/api'
import { cn } from '@tessera/ui'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Line, type Lines, parseAddresses } from '@/shared/messages/addresses'

type Props = { ticket: TicketDetail; lines: Lines; onChange: (lines: Partial<Lines>) => void }

const COPIES = ['cc', 'bcc'] as const
const quiet = 'rounded-sm text-quiet underline-offset-2 hover:text-strong touch-target hover:underline'

/** Who will get the reply: the requester, unless somebody else is meant; in copy; and in copy without the others' knowing. */
export function Recipients({ ticket, lines, onChange }: Props) {
  const { t } = useTranslation()
  const [asked, setAsked] = useState<Line | null>(null)
  const { requester } = ticket
  const open = (line: Line) => asked === line || lines[line] !== (line === 'to' ? null : '')
  const field = (line: Line) => (
    <AddressLine
      key={line}
      line={line}
      value={lines[line] ?? requester.email}
      focused={asked === line}
      onChange={(value) => onChange({ [line]: value })}
    />
  )
  return (
    <div
      className={cn(
        'flex shrink-0 flex-col px-3.5 text-xs',
        // What was asked for is there at once: focus cannot go to what is hidden until it has focus.
        !asked && 'max-md:hidden max-md:group-focus-within/composer:flex',
      )}
    >
      <div className="flex min-h-7 items-center gap-3">
        {open('to') ? (
          <div className="min-w-0 flex-1">{field('to')}</div>
        ) : (
          <button
            type="button"
            onClick={() => setAsked('to')}
            className="group/to flex min-w-0 flex-1 gap-2 rounded-sm text-start touch-target"
          >
            <span className="w-6 text-quiet">{t('composer.to')}</span>
            <span className="min-w-0 truncate text-strong underline-offset-2 group-hover/to:underline">
              {requester.name && `${requester.name} · `}
              {requester.email}
            </span>
            <span className="sr-only">{t('composer.changeTo')}</span>
          </button>
        )}
        {COPIES.filter((line) => !open(line)).map((line) => (
          <button key={line} type="button" onClick={() => setAsked(line)} className={quiet}>
            {t(line === 'cc' ? 'composer.addCc' : 'composer.addBcc')}
          </button>
        ))}
      </div>
      {COPIES.filter(open).map(field)}
    </div>
  )
}

type LineProps = { line: Line; value: string; focused: boolean; onChange: (value: string) => void }

function AddressLine({ line, value, focused, onChange }: LineProps) {
  const { t } = useTranslation()
  const errorId = useId()
  const { addresses, wrong } = parseAddresses(value)
  const nobody = line === 'to' && addresses.length === 0
  return (
    <>
      <label className="flex min-h-7 items-center gap-2">
        <span className="w-6 text-quiet">{t(`composer.${line}`)}</span>
        <input
          value={value}
          // The field appears because it was asked for.
          // eslint-disable-next-line jsx-a11y/no-autofocus
          autoFocus={focused}
          aria-label={t(`composer.${line}Label`)}
          aria-invalid={wrong || nobody ? true : undefined}
          aria-describedby={wrong || nobody ? errorId : undefined}
          onChange={(event) => onChange(event.target.value)}
          className="h-7 min-w-0 flex-1 rounded-sm bg-transparent text-strong outline-offset-0 pointer-coarse:h-11"
        />
      </label>
      {(wrong || nobody) && (
        <p id={errorId} className="pb-1 text-danger-text">
          {wrong ? t('composer.ccWrong', { address: wrong }) : t('forward.nobody')}
        </p>
      )}
    </>
  )
}
