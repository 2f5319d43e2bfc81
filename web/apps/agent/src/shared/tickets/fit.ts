import type { TicketSummary } from '@tessera/api'

/** How well a ticket's line fits what was typed: not at all, by letters within words, by words begun, by all of it in one. */
export type Fit = 0 | 1 | 2 | 3

/** Of each ticket, how well it fits: “due tom” is rather “due tomorrow” than “overdue” from a customer. */
export function fitOf(query: string): (ticket: TicketSummary) => Fit {
  const typed = query.trim().toLowerCase()
  const words = typed.split(/\s+/).filter(Boolean)
  return ({ subject, requester, number }) => {
    const line = ` ${subject} ${requester.name} ${requester.email} #${number}`.toLowerCase()
    if (!words.every((word) => line.includes(word))) return 0
    if (begins(typed, line)) return 3
    return words.every((word) => begins(word, line)) ? 2 : 1
  }
}

function begins(word: string, line: string): boolean {
  for (let at = line.indexOf(word, 1); at > 0; at = line.indexOf(word, at + 1)) {
    if (!/[\p{L}\p{N}]/u.test(line[at - 1]!)) return true
  }
  return false
}
