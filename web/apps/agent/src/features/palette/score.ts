/** One of the copy, by its own words. What is found need not fit by its name as well. */
const HELD = 0.5
/** The server found it, by more than its text: above what fits by chance, below what is typed outright. */
const FOUND = 0.3
/** Last, and always there. */
const EVERYWHERE = 0.001
/** Letters that happen to come in this order somewhere. */
const BY_CHANCE = 0.01

/** What is used helps, twice as likely at most; what is typed decides. */
export function scoreOf(value: string, fit: number, used: number): number {
  if (value.startsWith('everywhere ')) return EVERYWHERE
  if (value.startsWith('ticket ')) return HELD
  if (/^(found|person) /.test(value)) return FOUND
  return fit < BY_CHANCE ? 0 : fit * (1 + used / (used + 2))
}
