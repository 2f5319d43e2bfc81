import type { Person } from '@tessera/api'

const PARTS = /[,;\s]+/
const ADDRESS = /^[^@\s]+@[^@\s]+\.[^@\s]+$/

/** The addresses in a line as people type it, and the first that is none. */
export function parseAddresses(line: string): { addresses: string[]; wrong: string | null } {
  const addresses = line.split(PARTS).filter(Boolean)
  return { addresses, wrong: addresses.find((each) => !ADDRESS.test(each)) ?? null }
}

export function lineOf(people: Person[]): string {
  return people.map((person) => person.email).join(', ')
}
