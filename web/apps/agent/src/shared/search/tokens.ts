import type { OwnStatus } from '@tessera/api'

export type PieceKind = 'field' | 'value' | 'phrase' | 'word' | 'space'
export interface Piece {
  text: string
  kind: PieceKind
}

const TOKEN = /(\s+)|(-?)([\p{L}]+:(?!\/\/))?("[^"]*"?|[^\s"]+)?/gu

/** A query as it is coloured while one types: joined, the pieces are the text. */
export function piecesOf(query: string): Piece[] {
  const pieces: Piece[] = []
  const add = (text: string | undefined, kind: PieceKind) => text && pieces.push({ text, kind })
  for (const [, space, minus, field, value] of query.matchAll(TOKEN)) {
    add(space, 'space')
    add((minus ?? '') + (field ?? ''), field ? 'field' : 'word')
    add(value, field ? 'value' : value?.startsWith('"') ? 'phrase' : 'word')
  }
  return pieces
}

/** Whether the last piece is a filter that may go on: nothing has ended it yet. */
export function endsInFilter(query: string): boolean {
  const [last, before] = piecesOf(query).reverse()
  if (!last || last.kind === 'space') return false
  return last.kind === 'field' || (last.kind === 'value' && before?.kind === 'field' && !/^".*"$/.test(last.text))
}

function tokensOf(query: string): string[] {
  return query.match(/-?(?:\p{L}+:(?!\/\/))?(?:"[^"]*"?|[^\s"]+)|-?\p{L}+:/gu) ?? []
}

function tokenOf(field: string, value: string): string {
  return `${field}:${/\s/.test(value) ? `"${value}"` : value}`
}

/** What `status:` would read as something else than one name. */
const AMBIGUOUS = /["“”„«»,]|^(?:unresolved|on[_-]hold)$/i

type Named = Pick<OwnStatus, 'id' | 'name'>

/** An own status as one would type it: by its name, unless that says something else too, or an archived one has it. */
export function statusToken({ id, name }: Named, all: Named[]): string {
  const shared = all.some((other) => other.id !== id && bare(other.name) === bare(name))
  return shared || AMBIGUOUS.test(name) ? id : name
}

const bare = (token: string) => token.toLowerCase().replaceAll('"', '')

export function hasToken(query: string, field: string, value: string): boolean {
  return tokensOf(query).some((token) => bare(token) === bare(tokenOf(field, value)))
}

/** The query without this filter, or with it in the place of another of the same field. */
export function toggleToken(query: string, field: string, value: string): string {
  const wanted = tokenOf(field, value)
  const others = tokensOf(query).filter((token) => field === 'tag' || !bare(token).startsWith(`${field}:`))
  const rest = others.filter((token) => bare(token) !== bare(wanted))
  return [...rest, ...(hasToken(query, field, value) ? [] : [wanted])].map((token) => `${token} `).join('')
}
