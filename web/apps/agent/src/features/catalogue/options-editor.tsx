import type { CreateField } from '@tessera/api'
import { Button, IconButton, Input } from '@tessera/ui'
import { ArrowDown, ArrowUp, Plus, X } from 'lucide-react'
import { type KeyboardEvent, useRef } from 'react'
import { t } from '@/shared/i18n'

type Options = NonNullable<CreateField['options']>
type Props = { options: Options; errors: Record<string, string>; onChange: (options: Options) => void }

/** What can be chosen, in its order. What is taken out stays on the tickets that have it. */
export function OptionsEditor({ options, errors, onChange }: Props) {
  const list = useRef<HTMLUListElement>(null)
  const live = options.filter((option) => !option.archived)
  const archived = options.filter((option) => option.archived)
  const put = (next: Options) => onChange([...next, ...archived])

  function add() {
    put([...live, { label: '' }])
    // The new line is there after the next paint.
    requestAnimationFrame(() => [...(list.current?.querySelectorAll('input') ?? [])].at(-1)?.focus())
  }
  function move(place: number, by: number) {
    const next = [...live]
    const [moved] = next.splice(place, 1)
    next.splice(place + by, 0, moved!)
    put(next)
  }
  function keyed(event: KeyboardEvent) {
    if (event.key !== 'Enter' || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    add()
  }
  return (
    <fieldset className="flex flex-col gap-1">
      <legend className="mb-1 text-xs font-medium text-strong">{t('catalogue.options')}</legend>
      <ul ref={list} className="flex flex-col gap-1.5">
        {live.map((option, place) => (
          // Lines have no name of their own before they are saved; they are few, and hold no state.
          <li key={option.id ?? `new-${place}`} className="flex items-center gap-1">
            <Input
              aria-label={t('catalogue.option', { count: place + 1 })}
              aria-invalid={errors[`options.${place}.label`] ? true : undefined}
              value={option.label}
              maxLength={80}
              autoComplete="off"
              onKeyDown={keyed}
              onChange={(event) =>
                put(live.map((each, index) => (index === place ? { ...each, label: event.target.value } : each)))
              }
            />
            <IconButton
              icon={ArrowUp}
              size={14}
              label={t('catalogue.up', { name: option.label })}
              disabled={place === 0}
              onClick={() => move(place, -1)}
            />
            <IconButton
              icon={ArrowDown}
              size={14}
              label={t('catalogue.down', { name: option.label })}
              disabled={place === live.length - 1}
              onClick={() => move(place, 1)}
            />
            <IconButton
              icon={X}
              size={14}
              label={t('catalogue.removeOption', { name: option.label })}
              onClick={() => put(live.filter((_, index) => index !== place))}
            />
          </li>
        ))}
      </ul>
      <OptionErrors errors={errors} />
      <Button size="sm" className="self-start" onClick={add}>
        <Plus size={13} aria-hidden="true" />
        {t('catalogue.addOption')}
      </Button>
    </fieldset>
  )
}

function OptionErrors({ errors }: { errors: Record<string, string> }) {
  const found = Object.entries(errors).find(([name]) => name.startsWith('options'))
  if (!found) return null
  return (
    <p role="alert" className="text-xs text-danger-text">
      {found[1]}
    </p>
  )
}
