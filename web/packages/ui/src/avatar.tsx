import { cn } from './cn'

const HUES = [30, 75, 130, 200, 260, 320]

function initialsOf(name: string): string {
  const words = name
    .replace(/[^\p{L}\p{N}\s]/gu, ' ')
    .split(/\s+/)
    .filter(Boolean)
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]]
  return letters
    .map((word) => [...(word ?? '')][0] ?? '')
    .join('')
    .toUpperCase()
}

function hueOf(text: string): number {
  // FNV-1a: spreads short, similar names well.
  let hash = 0x811c9dc5
  for (const character of text) hash = Math.imul(hash ^ character.codePointAt(0)!, 0x01000193) >>> 0
  return HUES[hash % HUES.length]!
}

type Props = { name: string; size?: 16 | 20 | 24 | 32; title?: boolean; className?: string }

/** A person's tile: initials on one of six quiet hues, the same one everywhere. */
export function Avatar({ name, size = 24, title = true, className }: Props) {
  const hue = hueOf(name)
  const named = title && name !== ''
  return (
    <span
      role={named ? 'img' : undefined}
      aria-label={named ? name : undefined}
      aria-hidden={named ? undefined : true}
      title={named ? name : undefined}
      className={cn(
        'inline-flex shrink-0 items-center justify-center rounded-tile font-semibold select-none',
        className,
      )}
      style={{
        width: size,
        height: size,
        fontSize: Math.max(8.5, size * 0.4),
        lineHeight: 1,
        borderRadius: size < 20 ? 4 : undefined,
        background: `oklch(var(--tile-l) var(--tile-c) ${hue})`,
        color: `oklch(var(--tile-ink-l) 0.06 ${hue})`,
      }}
    >
      {initialsOf(name) || '?'}
    </span>
  )
}

/** The place of somebody who is not there yet: nobody is assigned. */
export function EmptyAvatar({ size = 24, label }: { size?: number; label?: string }) {
  return (
    <span
      role={label ? 'img' : undefined}
      aria-label={label}
      aria-hidden={label ? undefined : true}
      title={label}
      className="inline-block shrink-0 rounded-tile border border-dashed border-faint"
      style={{ width: size, height: size, borderRadius: size < 20 ? 4 : undefined }}
    />
  )
}
