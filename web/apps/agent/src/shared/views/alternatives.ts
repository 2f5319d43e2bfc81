import type { Filter } from './filter'

/** Of conditions that all have to hold, one may be a group of which one has to: its parts, or the condition itself. */
export function alternativesOf(filter: Filter): Filter[] {
  return 'match' in filter && filter.match === 'any' && filter.of.length > 1 ? filter.of : [filter]
}

/** The condition at this place and the one before it: one of the two is enough. */
export function withOr(of: Filter[], place: number): Filter[] {
  const joined = [of[place - 1]!, of[place]!].flatMap(alternativesOf)
  return of.toSpliced(place - 1, 2, ...one(joined))
}

/** Of the group at this place, what begins at `at` has to hold as well. */
export function withAnd(of: Filter[], place: number, at: number): Filter[] {
  const parts = alternativesOf(of[place]!)
  return of.toSpliced(place, 1, ...one(parts.slice(0, at)), ...one(parts.slice(at)))
}

/** Another condition in the place of one; null takes it away. */
export function withPart(of: Filter[], place: number, at: number, next: Filter | null): Filter[] {
  const parts = alternativesOf(of[place]!).toSpliced(at, 1, ...(next ? [next] : []))
  return of.toSpliced(place, 1, ...one(parts))
}

function one(parts: Filter[]): Filter[] {
  return parts.length > 1 ? [{ match: 'any', of: parts }] : parts
}
