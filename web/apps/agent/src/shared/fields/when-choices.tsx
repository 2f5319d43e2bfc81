import { Button, Input } from '@tessera/ui'
import { type FormEvent, type KeyboardEvent, useState } from 'react'
import { textOf } from '@/shared/form'
import { t, LOCALE } from '@/shared/i18n'
import { choicesAt, toLocalInput } from '@/shared/time/choices'
import { formatWhen } from '@/shared/time/format'

type Props = {
  /** RFC 3339, or null for none yet. */
  value: string | null
  /** What the button beside the exact time reads. */
  submitLabel: string
  /** Takes the time away; without it there is nothing to take away. */
  clearLabel?: string
  onPick: (at: string | null) => void
}

/** Where each key leads from one of so many. */
const STEPS: Record<string, (at: number, count: number) => number> = {
  ArrowDown: (at, count) => (at + 1) % count,
  ArrowUp: (at, count) => (at + count - 1) % count,
  Home: () => 0,
  End: (_, count) => count - 1,
}

/** The arrows go through the times, as through any list that something is chosen from. */
function keyed(event: KeyboardEvent<HTMLElement>): void {
  const step = STEPS[event.key]
  const choices = [...event.currentTarget.querySelectorAll('button')]
  const at = choices.indexOf(event.target as HTMLButtonElement)
  if (!step || at < 0) return
  event.preventDefault()
  choices[step(at, choices.length)]?.focus()
}

/** A time to come: one of those that people mostly mean, or exactly. */
export function WhenChoices({ value, submitLabel, clearLabel, onPick }: Props) {
  const [now] = useState(() => new Date())
  const [past, setPast] = useState(false)

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    event.stopPropagation()
    const moment = new Date(textOf(new FormData(event.currentTarget), 'at'))
    const wrong = !(moment.getTime() > Date.now())
    setPast(wrong)
    if (!wrong) onPick(moment.toISOString())
  }
  return (
    <div className="p-1">
      {/* The keys of the buttons within it. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <ul onKeyDown={keyed}>
        {choicesAt(now).map(({ choice, at }) => (
          <li key={choice}>
            <button
              type="button"
              onClick={() => onPick(at.toISOString())}
              className="flex min-h-8 w-full items-center justify-between gap-3 rounded-control px-2 text-sm text-body hover:bg-hover-raised hover:text-strong pointer-coarse:min-h-11"
            >
              {t(`when.${choice}`)}
              <span className="text-xs text-quiet tabular-nums">
                {formatWhen(at.toISOString(), now.getTime(), LOCALE)}
              </span>
            </button>
          </li>
        ))}
      </ul>
      <form onSubmit={submit} noValidate className="mt-1 flex gap-1.5 border-t border-line px-1 pt-2 pb-1">
        <Input
          type="datetime-local"
          name="at"
          aria-label={t('when.exactly')}
          aria-invalid={past || undefined}
          aria-describedby={past ? 'when-past' : undefined}
          min={toLocalInput(now)}
          defaultValue={value ? toLocalInput(new Date(value)) : ''}
          className="min-w-0 px-1.5 text-xs"
        />
        <Button type="submit" variant="primary">
          {submitLabel}
        </Button>
      </form>
      {past && (
        <p id="when-past" role="alert" className="px-2 pb-1 text-xs text-danger-text">
          {t('when.past')}
        </p>
      )}
      {value && clearLabel && (
        <Button variant="ghost" className="w-full justify-start px-2" onClick={() => onPick(null)}>
          {clearLabel}
        </Button>
      )}
    </div>
  )
}
