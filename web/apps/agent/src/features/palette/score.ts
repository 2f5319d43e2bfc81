/** One of the copy, by its own words. What is found need not fit by its name as well. */
const HELD = 0.5
/** The server found it, by more than its text: above what fits by chance, below what is typed outright. */
const FOUND = 0.3
/** Found by what is typed after the command's own words. */
const ASKED = 1
/** Called as is typed, and nothing else; above what only begins so, however much that is used. */
const OUTRIGHT = 2
/** Last, and always there. */
const EVERYWHERE = 0.001
/** Letters that happen to come in this order somewhere. */
const BY_CHANCE = 0.01

/** What is used helps, twice as likely at most; what is typed decides. */
export function scoreOf(value: string, fit: number, used: number): number {
  if (value.startsWith('everywhere ')) return EVERYWHERE
  if (/^(merge|link|requester) /.test(value)) return ASKED
  if (value.startsWith('ticket ')) return HELD
  if (/^(found|person) /.test(value)) return FOUND
  return fit < BY_CHANCE ? 0 : fit * (1 + used / (used + 2))
}

/** How well it fits what is typed: best if it is called just so, not at all if it is not meant. */
export function fitOf(typed: string, texts: string[], fit: number): number {
  if (texts[0]?.toLowerCase() === typed.trim().toLowerCase()) return OUTRIGHT
  return isMeant(typed, texts) ? fit : 0
}

/**
 * Whether each typed word stands in one of the texts, or is short for some of it: "prio urg", "spu", or "asign" with a letter
 * left out. Letters that are scattered over other words are no wish.
 */
export function isMeant(typed: string, texts: string[]): boolean {
  const all = texts.map((text) => text.toLowerCase())
  return typed
    .toLowerCase()
    .split(/\s+/)
    .every((word) => all.some((text) => text.includes(word) || isShortFor(word, text)))
}

/** Each letter follows the one before, or begins another word; one letter in all may be left out. */
function isShortFor(word: string, text: string): boolean {
  const follows = (letter: number, from: number, left: number): boolean => {
    if (letter === word.length) return true
    for (let at = from; at < text.length; at += 1) {
      if (text[at] !== word[letter]) continue
      const begins = at === 0 || !isLetter(text[at - 1])
      const missing = begins ? 0 : letter > 0 && at <= from + 1 && isLetter(text[from]) ? at - from : 2
      if (missing <= left && follows(letter + 1, at + 1, left - missing)) return true
    }
    return false
  }
  return follows(0, 0, 1)
}

const isLetter = (letter: string | undefined) => letter !== undefined && /[\p{L}\p{N}\p{M}]/u.test(letter)
