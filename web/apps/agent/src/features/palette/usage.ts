const KEY = 'tessera.uses'
const HALF_LIFE_MS = 7 * 86_400_000
const REMEMBERED = 80

/** How much something was used, and when that was reckoned: it halves with every week. */
type Use = [weight: number, at: number]

function stored(): Record<string, Use> {
  try {
    const uses: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}')
    return typeof uses === 'object' && uses !== null && !Array.isArray(uses) ? (uses as Record<string, Use>) : {}
  } catch {
    return {}
  }
}

function weightOf(use: Use | undefined, now: number): number {
  const [weight, at] = Array.isArray(use) ? use : [0, now]
  const left = Number(weight) * 0.5 ** (Math.max(0, now - Number(at)) / HALF_LIFE_MS)
  return Number.isFinite(left) ? left : 0
}

/** What was chosen in the palette comes first the next time: the more and the later, the higher. */
export function remember(value: string, now: number): void {
  const uses = { ...stored(), [value]: [weightOf(stored()[value], now) + 1, now] as Use }
  const most = Object.entries(uses).sort(([, a], [, b]) => weightOf(b, now) - weightOf(a, now))
  localStorage.setItem(KEY, JSON.stringify(Object.fromEntries(most.slice(0, REMEMBERED))))
}

/** How much each thing was used, as of now. */
export function usage(now: number): (value: string) => number {
  const uses = stored()
  return (value) => weightOf(uses[value], now)
}

/** The most used first; the rest as they were. */
export function byUse<T>(items: T[], valueOf: (item: T) => string, used: (value: string) => number): T[] {
  return items.toSorted((a, b) => used(valueOf(b)) - used(valueOf(a)))
}
