import { cn } from './cn'

const APPLE = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.userAgent)

const NAMES: Record<string, string> = {
  mod: APPLE ? '⌘' : 'Ctrl',
  shift: APPLE ? '⇧' : 'Shift',
  enter: '↵',
  escape: 'Esc',
  arrowup: '↑',
  arrowdown: '↓',
  backspace: '⌫',
}

/** Keys as caps: `mod+k`, `shift+?`, `j`. `mod` is ⌘ on Apple's keyboards and Ctrl elsewhere. */
export function Kbd({ keys, inverse }: { keys: string; inverse?: boolean }) {
  return (
    <span className="inline-flex gap-0.5">
      {keys.split(/[+ ]/).map((key, place) => (
        <kbd
          key={place}
          className={cn(
            'inline-flex h-4.5 min-w-4.5 items-center justify-center rounded-sm px-1 font-sans text-2xs whitespace-nowrap',
            inverse ? 'bg-on-inverse/18 text-on-inverse' : 'border border-line bg-side text-quiet',
          )}
        >
          {NAMES[key] ?? key.toUpperCase()}
        </kbd>
      ))}
    </span>
  )
}
