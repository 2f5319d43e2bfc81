/**
 * What a command is asked for with: "426" of "merge into 426". `words` are those that say which command is meant and, after a
 * comma, those that may go with them; they stand before the rest, or around it. Null where none of the first is typed, or
 * nothing else.
 */
export function askedFor(typed: string, words: string): string | null {
  const [names, others] = words
    .toLowerCase()
    .split(',')
    .map((part) => part.split(/\s+/).filter(Boolean))
  const isName = (word: string | undefined) => names!.includes(word?.toLowerCase() ?? '')
  const isOurs = (word: string | undefined) => isName(word) || others?.includes(word?.toLowerCase() ?? '')
  const rest = typed.split(/\s+/).filter(Boolean)
  let named = false
  while (isOurs(rest[0])) named = isName(rest.shift()) || named
  while (isOurs(rest.at(-1))) named = isName(rest.pop()) || named
  return named && rest.length > 0 ? rest.join(' ') : null
}
