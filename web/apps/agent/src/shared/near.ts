/** Shorter words are one letter apart from too many others. */
const SHORTEST = 4

/** Whether a word of the text begins as is typed, but for one letter: another, one more, one less, or two that changed places. */
export function isNear(typed: string, text: string): boolean {
  const word = typed.toLocaleLowerCase()
  return word.length >= SHORTEST && wordsOf(text).some((other) => isOneApart(word, other))
}

const wordsOf = (text: string) => text.toLocaleLowerCase().split(/[^\p{L}\p{N}\p{M}]+/u)

function isOneApart(word: string, other: string): boolean {
  let at = 0
  while (at < word.length && word[at] === other[at]) at += 1
  const goesOn = (typed: number, meant: number) => other.slice(at + meant).startsWith(word.slice(at + typed))
  const swapped = word[at] === other[at + 1] && word[at + 1] === other[at]
  return goesOn(1, 1) || goesOn(1, 0) || goesOn(0, 1) || (swapped && goesOn(2, 2))
}
