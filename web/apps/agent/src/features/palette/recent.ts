const KEY = 'tessera.palette'
const REMEMBERED = 12

/** What was run from the palette, the latest first, across visits. */
export function recentCommands(): string[] {
  return JSON.parse(localStorage.getItem(KEY) ?? '[]') as string[]
}

export function rememberCommand(id: string): void {
  const others = recentCommands().filter((each) => each !== id)
  localStorage.setItem(KEY, JSON.stringify([id, ...others].slice(0, REMEMBERED)))
}

/** Recently used first; the rest as they were. */
export function byRecency<T extends string>(ids: T[], recent: string[]): T[] {
  const rank = (id: string) => {
    const index = recent.indexOf(id)
    return index < 0 ? REMEMBERED : index
  }
  return ids.toSorted((a, b) => rank(a) - rank(b))
}
