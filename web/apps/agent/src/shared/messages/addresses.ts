import type { Person } from '@tessera/api'

/** One as mail programs copy it, `Ada <ada@a.test>` (RFC 5322, section 3.4), or an address alone. */
const ONE = /(?:"((?:[^"\\]|\\.)*)"\s*|([^,;<>"@]*))<([^<>]*)>|[^,;\s<>]+/g
/** One that mail can go to: letters beyond ASCII before the @ need what hardly any server speaks (RFC 6531). */
const ADDRESS = /^[^@\s<>"\u0080-\u{10ffff}]+@[^@\s<>"]+\.[^@\s<>"]+$/u

/** Whether an address is wrong for no more than such letters. */
export const isUnreachable = (address: string) =>
  /^[^@\s]+@[^@\s]+$/.test(address) && /[\u0080-\u{10ffff}].*@/u.test(address)

export type Line = 'to' | 'cc' | 'bcc'
/** Whom a reply goes to, as typed. `to` is null for the requester. */
export interface Lines {
  to: string | null
  cc: string
  bcc: string
}

/** A mail goes to 50 people, one of whom is not in copy. */
export const MOST = { to: 20, cc: 49, bcc: 49 } as const

/** The addresses in a line as people type or paste it, and the first that is none. */
export function parseAddresses(line: string): { addresses: string[]; wrong: string | null } {
  const addresses = namedIn(line).map(({ email }) => email)
  return { addresses, wrong: addresses.find((each) => !ADDRESS.test(each)) ?? null }
}

/** Each once, with the name that stands before it. */
function namedIn(line: string): { email: string; name: string }[] {
  const found = new Map<string, { email: string; name: string }>()
  for (const [all, quoted, plain, address] of line.matchAll(ONE)) {
    const email = (address ?? all).trim()
    const name = (quoted?.replace(/\\(.)/g, '$1') ?? plain ?? '').trim()
    if (!found.has(email.toLowerCase())) found.set(email.toLowerCase(), { email, name })
  }
  return [...found.values()]
}

type Named = { email: string; name?: string | null | undefined }

/** People as one would have typed them, with the names that they have. */
export function lineOf(people: Named[]): string {
  return people.map(({ name, email }) => (name ? `${quoted(name)} <${email}>` : email)).join(', ')
}

/** The one of a line that is being typed: what stands between the commas around the caret that are in no name. */
export function typedAt(line: string, caret: number): { text: string; start: number; end: number } {
  let start = 0
  let end = line.length
  for (const { 0: sign, index } of line.matchAll(/"[^"]*"?|[,;]/g)) {
    if (sign.startsWith('"')) continue
    if (index < caret) start = index + 1
    else end = Math.min(end, index)
  }
  return { text: line.slice(start, end).trim(), start, end }
}

/** The line with somebody in the place of what was typed, and room for the next. */
export function pickedAt(line: string, caret: number, person: Named): string {
  const { start, end } = typedAt(line, caret)
  return `${line.slice(0, start)} ${lineOf([person])}, ${line.slice(end + 1).trim()}`.trimStart()
}

/** RFC 5322, section 3.2.4: what is more than words stands in quotes. */
const quoted = (name: string) => (/[",;:<>@()[\]\\.]/.test(name) ? `"${name.replace(/["\\]/g, '\\$&')}"` : name)

const addressesOf = (people: Named[]) => people.map(({ email }) => email).join(', ')

/** As the API has them; what is not an address yet is left out. */
export const peopleIn = (line: string) => namedIn(line).filter(({ email }) => ADDRESS.test(email))

/**
 * What was typed; as long as nobody touched it, the usual ones: the requester, and in copy who takes part. Tickets of
 * former times may have more of those than one answer can go to.
 */
export function linesOf(
  draft: { to: string | null; cc: string | null; bcc: string | null },
  participants: Person[],
): Lines {
  return { to: draft.to, cc: draft.cc ?? addressesOf(participants.slice(0, MOST.cc)), bcc: draft.bcc ?? '' }
}

/** Whether it can go to them. */
export function isComplete({ to, cc, bcc }: Lines): boolean {
  const lines = { to: to ?? '', cc, bcc }
  const fits = (['to', 'cc', 'bcc'] as const).every((line) => {
    const { addresses, wrong } = parseAddresses(lines[line])
    return !wrong && addresses.length <= MOST[line]
  })
  return fits && (to === null || parseAddresses(to).addresses.length > 0)
}
