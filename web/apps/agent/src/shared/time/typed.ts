const MINUTE = 60_000
const UNITS: Record<string, (at: Date, count: number) => Date> = {
  m: (at, count) => new Date(at.getTime() + count * MINUTE),
  h: (at, count) => new Date(at.getTime() + count * 60 * MINUTE),
  d: (at, count) => morning(at, count),
  w: (at, count) => morning(at, count * 7),
}
const MOST = 999

function morning(at: Date, days: number): Date {
  return new Date(at.getFullYear(), at.getMonth(), at.getDate() + days, 9)
}

/** A time as one types it in short, `45m`, `2h`, `3d`, `1w`, from now on; days end at nine in the morning. */
export function typedTime(text: string, now: Date): Date | null {
  const [, count, unit] = /(?:^|\s)(\d{1,3})\s?([mhdw])\s*$/i.exec(text) ?? []
  if (!count || !unit || Number(count) === 0 || Number(count) > MOST) return null
  return UNITS[unit.toLowerCase()]!(now, Number(count))
}
