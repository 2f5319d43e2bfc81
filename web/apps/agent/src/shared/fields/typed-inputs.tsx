import type { FieldValue } from '@tessera/api'
import { Input } from '@tessera/ui'
import { type ComponentProps, type SyntheticEvent, useState } from 'react'
import { numberText, readNumber } from './number-text'
import { HALF_A_DAY } from './wrong-value'

type Props = Omit<ComponentProps<'input'>, 'value' | 'onChange'> & {
  value: FieldValue | undefined
  onChange: (value: FieldValue) => void
}

/** Numbers as the reader writes them. What is none is told as the text that it is: it can be wrong, but is not lost. */
export function NumberInput({ value, onChange, ...props }: Props) {
  const [typed, setTyped] = useState({ text: textOf(value), value: value ?? null })
  // Another value came from elsewhere.
  const text = typed.value === (value ?? null) ? typed.text : textOf(value)
  function write(next: string) {
    const read = next.trim() === '' ? null : (readNumber(next) ?? next)
    setTyped({ text: next, value: read })
    onChange(read)
  }
  return (
    <Input
      {...props}
      inputMode="decimal"
      autoComplete="off"
      value={text}
      onChange={(event) => write(event.target.value)}
    />
  )
}

const textOf = (value: FieldValue | undefined) => (typeof value === 'number' ? numberText(value) : String(value ?? ''))

/** A day. The browser gives nothing for half of one, and does not always tell: it is asked after each key as well. */
export function DayInput({ value, onChange, ...props }: Props) {
  function look({ currentTarget: input }: SyntheticEvent<HTMLInputElement>) {
    const now = input.validity.badInput ? HALF_A_DAY : input.value || null
    if (now !== (value ?? null)) onChange(now)
  }
  const shown = typeof value === 'string' && value !== HALF_A_DAY ? value : ''
  return <Input {...props} type="date" value={shown} onChange={look} onKeyUp={look} onBlur={look} />
}
