import type { Customer } from '@tessera/api'
import { useDebounced } from '@/shared/search/use-debounced'
import { usePeople } from './queries'

const MOST = 6

/** Somebody by an address; `id` if they are known. */
export interface Chosen {
  id: string | null
  name: string
  email: string
}

/** Who is known, by how a name or an address begins, but some. Nobody for null; `settled` once the answer is there. */
export function usePeopleLike(typed: string | null, but: (person: Customer) => boolean) {
  const text = typed?.trim() ?? ''
  const q = useDebounced(text, 150)
  const list = usePeople(q, typed !== null)
  const settled = typed === null || (!list.isPending && !list.isPlaceholderData && q === text)
  const people = (typed === null ? [] : (list.data?.pages.flatMap((page) => page.items) ?? []))
    // Until the answer comes, those of the one before who fit as well: Enter chooses nobody else.
    .filter((person) => !but(person) && (settled || beginsSo(person, text)))
    .slice(0, MOST)
  const email = q.toLowerCase()
  const known = people.map(({ id, name, emails, email: first }): Chosen => {
    return { id, name, email: emails.find((each) => q && each.startsWith(email)) ?? first }
  })
  return { people, known, q, settled }
}

function beginsSo({ name, emails }: Customer, text: string): boolean {
  const words = [name, ...name.split(' '), ...emails].map((word) => word.toLowerCase())
  return words.some((word) => word.startsWith(text.toLowerCase()))
}
