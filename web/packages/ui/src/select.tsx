import { Check, ChevronDown } from 'lucide-react'
import { Select as Radix } from 'radix-ui'
import { cn } from './cn'
import { controlClasses } from './input'
import { floating, option } from './surface'

export type SelectOption = { value: string; label: string }

type Props = {
  value: string
  options: SelectOption[]
  onChange: (value: string) => void
  id?: string
  label?: string
  disabled?: boolean
  'aria-describedby'?: string | undefined
  'aria-invalid'?: true | undefined
}

/** One of a short closed list, in a form. */
export function Select({ value, options, onChange, id, label, disabled, ...said }: Props) {
  return (
    <Radix.Root value={value} onValueChange={onChange} disabled={disabled}>
      <Radix.Trigger
        id={id}
        aria-label={label}
        {...said}
        className={cn(controlClasses, 'flex h-(--control-height) items-center justify-between gap-2 text-start')}
      >
        <span className="min-w-0 truncate">
          <Radix.Value />
        </span>
        <ChevronDown size={14} className="shrink-0 text-icon" aria-hidden="true" />
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          position="popper"
          sideOffset={4}
          collisionPadding={8}
          className={cn(
            floating,
            'max-h-(--radix-select-content-available-height) min-w-(--radix-select-trigger-width) p-1',
          )}
        >
          <Radix.Viewport>
            {options.map((each) => (
              <Radix.Item key={each.value} value={each.value} className={option}>
                <span className="w-4">
                  <Radix.ItemIndicator>
                    <Check size={14} aria-hidden="true" />
                  </Radix.ItemIndicator>
                </span>
                <Radix.ItemText>{each.label}</Radix.ItemText>
              </Radix.Item>
            ))}
          </Radix.Viewport>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
