import type { Catalogue, Client, CustomField, FieldOf, OwnStatus, TicketSummary } from '@tessera/api'
import { queryOptions } from '@tanstack/react-query'
import type { Colour } from '@tessera/ui'
import { useMemo } from 'react'
import { KnownCatalogue, useKnown } from '@/shared/known'

export const CATALOGUE = ['catalogue'] as const
export const NOTHING_DEFINED: Catalogue = { version: 0, statuses: [], tags: [], fields: [] }

export const catalogueQuery = (api: Client) =>
  queryOptions({ queryKey: CATALOGUE, queryFn: api.catalogue, staleTime: 60_000 })

/** What the organization defines. Lists do not wait for it: until it is there, nothing is defined. */
export const useCatalogue = (): Catalogue => useKnown(KnownCatalogue)

/** The own status that a ticket has, if it is of the ticket's category: a merged ticket is closed whatever it was. */
export function ownStatusOf(ticket: Pick<TicketSummary, 'status' | 'status_id'>, statuses: OwnStatus[]) {
  const own = ticket.status_id ? statuses.find((each) => each.id === ticket.status_id) : undefined
  return own?.category === ticket.status ? own : undefined
}

export type TagNames = (tag: string) => readonly string[]

export interface KnownTags {
  /** A ticket's tags by their names of today, without those that were deleted. */
  shown: (tags: string[]) => string[]
  /** The same, in the order in which they come. */
  inOrder: (tags: readonly string[]) => string[]
  /** All names that a tag goes by, today's first; none of one that was deleted. */
  namesOf: TagNames
  colourOf: (tag: string) => Colour
  names: string[]
}

export function useTags(): KnownTags {
  const { tags } = useCatalogue()
  return useMemo(() => {
    const byName = new Map(tags.flatMap((tag) => [tag.name, ...tag.aliases].map((name) => [name, tag] as const)))
    const today = (name: string) => byName.get(name)?.name ?? name
    const inOrder = (names: readonly string[]) => [
      ...new Set(names.filter((name) => !byName.get(name)?.deleted).map(today)),
    ]
    return {
      inOrder,
      namesOf: (name) => {
        const tag = byName.get(name)
        return tag ? (tag.deleted ? [] : [tag.name, ...tag.aliases]) : [name]
      },
      shown: (names) => inOrder(names).sort(),
      colourOf: (name) => byName.get(name)?.colour ?? 'grey',
      names: tags.filter((tag) => !tag.deleted).map((tag) => tag.name),
    }
  }, [tags])
}

/** The custom fields of tickets, or of what else has some. */
export function useFields(of: FieldOf = 'ticket'): CustomField[] {
  const { fields } = useCatalogue()
  return useMemo(() => fields.filter((field) => field.of === of), [fields, of])
}
