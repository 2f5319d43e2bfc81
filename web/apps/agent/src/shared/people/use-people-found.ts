import type { Customer } from '@tessera/api'
import { useDebounced } from '@/shared/search/use-debounced'
import { usePeople } from './queries'

const MOST = 6
const ADDRESS = /^[^\s@<>,;"]+@[^\s@<>,;"]+$/

/** Somebody by an address; `id` if they are known. */
export interface Chosen {
  id: string | null
  name: string
  email: string
}

/** People by how a name or an address begins, but some; `fresh`: also a stranger, by a whole address. Nobody for null. */
export function usePeopleFound(typed: string | null, but: (person: Customer) => boolean, fresh: boolean) {
  const text = typed?.trim() ?? ''
  const q = useDebounced(text, 150)
  const list = usePeople(q, typed !== null)
  if (typed === null) return { found: [], settled: true }
  const settled = !list.isPending && !list.isPlaceholderData && q === text
  const people = (list.data?.pages.flatMap((page) => page.items) ?? [])
    // Until the answer comes, those of the one before who fit as well: Enter chooses nobody else.
    .filter((person) => !but(person) && (settled || beginsSo(person, text)))
    .slice(0, MOST)
  const email = q.toLowerCase()
  const stranger = fresh && ADDRESS.test(email) && !people.some((person) => person.emails.includes(email))
  const known = people.map(({ id, name, emails, email: first }): Chosen => {
    return { id, name, email: emails.find((each) => q && each.startsWith(email)) ?? first }
  })
  return { found: settled && stranger ? [...known, { id: null, name: '', email }] : known, settled }
}

function beginsSo({ name, emails }: Customer, text: string): boolean {
  const words = [name, ...name.split(' '), ...emails].map((word) => word.toLowerCase())
  return words.some((word) => word.startsWith(text.toLowerCase()))
}
