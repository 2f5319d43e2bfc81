import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { heldTickets } from './cache'

const NOT_IN_TAG = /[\s,;"']+/g

/** A tag in the form that the server keeps: lower case, hyphens for blanks. Empty if nothing is left. */
export function fitTag(typed: string): string {
  return typed
    .trim()
    .toLowerCase()
    .replaceAll(NOT_IN_TAG, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 50)
}

/** The tags of all tickets that are held here, the most used first. */
export function seenTags(client: QueryClient): string[] {
  const count = new Map<string, number>()
  for (const { tags } of heldTickets(client)) for (const tag of tags) count.set(tag, (count.get(tag) ?? 0) + 1)
  return [...count.keys()].sort((a, b) => count.get(b)! - count.get(a)! || a.localeCompare(b))
}

/** `wanted`: all tickets are looked through only for who looks at the answer. */
export function useSeenTags(wanted = true): string[] {
  const client = useQueryClient()
  return wanted ? seenTags(client) : []
}
