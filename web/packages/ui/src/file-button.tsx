import { type ComponentProps, useState } from 'react'
import { cn } from './cn'
import { controlClasses } from './input'

type Props = Omit<ComponentProps<'input'>, 'type' | 'onChange'> & {
  /** What it says while nothing is chosen. */
  text: string
  onFile: (file: File | undefined) => void
}

/** Chooses a file. The browser's own control speaks the browser's language: it is there for keys and screen readers only. */
export function FileButton({ text, onFile, className, ...props }: Props) {
  const [name, setName] = useState('')
  return (
    <span
      className={cn(
        controlClasses,
        'relative flex h-(--control-height) items-center has-[:focus-visible]:outline-2 has-[:focus-visible]:outline-focus',
        className,
      )}
    >
      <input
        {...props}
        type="file"
        onChange={(event) => {
          const file = event.target.files?.[0]
          setName(file?.name ?? '')
          onFile(file)
        }}
        className="absolute inset-0 cursor-pointer opacity-0 file:cursor-pointer"
      />
      <bdi aria-hidden="true" className={cn('pointer-events-none truncate', !name && 'text-quiet')}>
        {name || text}
      </bdi>
    </span>
  )
}
