import type { Person } from '@tessera/api'
import { cn } from '@tessera/ui'
import { useEffect, useId, useRef, useState } from 'react'
import { leaveText } from '@/shared/editor/leave'
import { t } from '@/shared/i18n'
import {
  type Line,
  type Lines,
  MOST,
  isUnreachable,
  parseAddresses,
  pickedAt,
  typedAt,
} from '@/shared/messages/addresses'
import { KnownPeople } from '@/shared/people/known-people'

type Props = {
  lines: Lines
  /** Whom it goes to, unless somebody else is meant. */
  usual?: Person
  /** Whether the first line has the focus. */
  focused?: boolean
  /** How often it was to be sent, and could not go to these. What is wrong has the focus then. */
  refused?: number
  onChange: (lines: Partial<Lines>) => void
}

const COPIES = ['cc', 'bcc'] as const
const quiet = 'rounded-sm text-quiet underline-offset-2 hover:text-strong touch-target hover:underline'

/** Who will get it: the usual one, or somebody else; in copy; and in copy without the others' knowing. */
export function Recipients({ lines, usual, focused = false, refused = 0, onChange }: Props) {
  const [asked, setAsked] = useState<Line | null>(focused ? 'to' : null)
  const open = (line: Line) => asked === line || lines[line] !== (line === 'to' ? null : '')
  const field = (line: Line) => (
    <AddressLine
      key={line}
      line={line}
      value={lines[line] ?? usual?.email ?? ''}
      focused={asked === line}
      needed={line === 'to' && (usual !== undefined || refused > 0)}
      refused={refused}
      onChange={(value) => onChange({ [line]: value })}
    />
  )
  const frame = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (refused > 0) frame.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus()
  }, [refused])
  return (
    <div
      ref={frame}
      className={cn(
        'flex shrink-0 flex-col px-3.5 text-xs short:flex-row short:gap-3 short:overflow-x-auto short:overflow-y-hidden short:*:min-w-64 short:*:shrink-0',
        // What was asked for is there at once: focus cannot go to what is hidden until it has focus.
        usual && !asked && 'max-md:hidden max-md:group-data-entered/composer:flex',
      )}
    >
      <div className="flex min-h-7 items-center gap-3">
        {!usual || open('to') ? (
          <div className="min-w-0 flex-1">{field('to')}</div>
        ) : (
          <button
            type="button"
            onClick={() => setAsked('to')}
            className="group/to flex min-w-0 flex-1 gap-2 rounded-sm text-start touch-target"
          >
            <span className="min-w-6 shrink-0 text-quiet">{t('composer.to')}</span>
            <span className="flex min-w-0 flex-1 text-strong underline-offset-2 group-hover/to:underline">
              {usual.name && (
                <>
                  <bdi className="max-w-3/5 shrink-0 truncate">{usual.name}</bdi>
                  <span className="px-1">·</span>
                </>
              )}
              <bdi className="min-w-0 truncate">{usual.email}</bdi>
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

type LineProps = {
  line: Line
  value: string
  focused: boolean
  needed: boolean
  refused: number
  onChange: (value: string) => void
}

function AddressLine({ line, value, focused, needed, refused, onChange }: LineProps) {
  const errorId = useId()
  const [caret, setCaret] = useState(0)
  /** How often it was refused when somebody last typed here; null since they left. */
  const [typing, setTyping] = useState<number | null>(null)
  const { addresses } = parseAddresses(value)
  const typed = typedAt(value, caret)
  // What is still being typed is not wrong yet.
  const { wrong } = parseAddresses(typing === refused ? value.slice(0, typed.start) + value.slice(typed.end) : value)
  const nobody = needed && addresses.length === 0
  const error = wrong
    ? t(isUnreachable(wrong) ? 'composer.ccUnreachable' : 'composer.ccWrong', { address: wrong })
    : addresses.length > MOST[line]
      ? t('composer.tooMany', { count: MOST[line] })
      : nobody && t('forward.nobody')
  return (
    <>
      <label className="flex min-h-7 items-center gap-2">
        <span className="min-w-6 shrink-0 text-quiet">{t(`composer.${line}`)}</span>
        <KnownPeople
          typed={typed.text}
          label={t('records.people')}
          side="top"
          but={addresses}
          onPick={(person) => onChange(pickedAt(value, caret, person))}
        >
          {(field) => (
            <input
              {...field}
              value={value}
              autoComplete="off"
              autoCapitalize="off"
              spellCheck={false}
              inputMode="email"
              // The field appears because it was asked for.
              // eslint-disable-next-line jsx-a11y/no-autofocus
              autoFocus={focused}
              aria-label={t(`composer.${line}Label`)}
              aria-invalid={error ? true : undefined}
              aria-describedby={error ? errorId : undefined}
              onChange={({ target }) => {
                setCaret(target.selectionStart ?? target.value.length)
                setTyping(refused)
                onChange(target.value)
              }}
              onBlur={() => {
                field.onBlur()
                setTyping(null)
              }}
              onKeyDown={(event) => {
                field.onKeyDown(event)
                // As in the text: what is pressed next is for the ticket.
                if (event.key === 'Escape' && !event.defaultPrevented) leaveText(event.currentTarget)
              }}
              className="-mx-1.5 h-7 min-w-0 flex-1 rounded-sm bg-transparent px-1.5 text-strong outline-offset-0 pointer-coarse:h-11 short:-outline-offset-2"
            />
          )}
        </KnownPeople>
      </label>
      {error && (
        <p id={errorId} className="pb-1 text-danger-text">
          {error}
        </p>
      )}
    </>
  )
}
