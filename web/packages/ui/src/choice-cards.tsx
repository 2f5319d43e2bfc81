import { type ReactNode, useId } from 'react'
import { cn } from './cn'

export type ChoiceCard<T> = { value: T; label: ReactNode; icon?: ReactNode; lang?: string }

type Props<T> = { label: string; hint?: string; value: T; choices: ChoiceCard<T>[]; onChoose: (value: T) => void }

/** A few things of which one holds, all in sight: radio buttons that look like what they choose. */
export function ChoiceCards<T extends string | number | null>({ label, hint, value, choices, onChoose }: Props<T>) {
  const id = useId()
  return (
    <fieldset className="flex flex-col gap-1.5">
      <legend className="mb-1.5 text-xs font-medium text-strong">{label}</legend>
      <div className="flex flex-wrap gap-2">
        {choices.map((choice) => (
          <label
            key={String(choice.value)}
            lang={choice.lang}
            className={cn(
              'flex h-(--control-height) cursor-pointer items-center gap-2 rounded-control border px-2.5 text-sm has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus pointer-coarse:h-11',
              choice.value === value
                ? 'border-strong text-strong'
                : 'border-line-control text-body hover:border-faint hover:text-strong',
            )}
          >
            <input
              type="radio"
              name={id}
              checked={choice.value === value}
              onChange={() => onChoose(choice.value)}
              className="sr-only"
            />
            {choice.icon}
            {choice.label}
          </label>
        ))}
      </div>
      {hint && <p className="text-xs text-quiet">{hint}</p>}
    </fieldset>
  )
}
