import type { Customer } from '@tessera/api'
import { type Chosen, usePeopleLike } from './use-people-like'

const ADDRESS = /^[^\s@<>,;"]+@[^\s@<>,;"]+$/

/** Who is known, but some, as one types; `fresh`: also a stranger, by a whole address. Nobody for null. */
export function usePeopleFound(typed: string | null, but: (person: Customer) => boolean, fresh: boolean) {
  const { people, known, q, settled } = usePeopleLike(typed, but)
  const email = q.toLowerCase()
  const stranger =
    typed !== null && fresh && settled && ADDRESS.test(email) && !people.some((person) => person.emails.includes(email))
  const found: Chosen[] = stranger ? [...known, { id: null, name: '', email }] : known
  return { found, settled }
}
