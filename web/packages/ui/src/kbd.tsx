import { cn } from './cn'

const APPLE = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.userAgent)

const NAMES: Record<string, string> = {
  mod: APPLE ? '⌘' : 'Ctrl',
  shift: APPLE ? '⇧' : 'Shift',
  alt: APPLE ? '⌥' : 'Alt',
  enter: '↵',
  escape: 'Esc',
  arrowup: '↑',
  arrowdown: '↓',
  arrowleft: '←',
  arrowright: '→',
  backspace: '⌫',
}

const capsOf = (keys: string) => keys.split(/[+ ]/).map((key) => NAMES[key] ?? key.toUpperCase())

/** The same in a line, for who hears it. */
export const keysText = (keys: string) => capsOf(keys).join(' ')

/** Keys as caps: `mod+k`, `shift+?`, `j`. `mod` is ⌘ on Apple's keyboards and Ctrl elsewhere. */
export function Kbd({ keys, inverse }: { keys: string; inverse?: boolean }) {
  return (
    // Keys are named as they lie on the keyboard, whichever way one reads.
    <span dir="ltr" className="inline-flex gap-0.5">
      {capsOf(keys).map((key, place) => (
        <kbd
          key={place}
          className={cn(
            'inline-flex h-4.5 min-w-4.5 items-center justify-center rounded-sm px-1 font-sans text-2xs whitespace-nowrap',
            inverse ? 'bg-on-inverse/18 text-on-inverse' : 'border border-line bg-side text-quiet',
          )}
        >
          {key}
        </kbd>
      ))}
    </span>
  )
}
