import type { Client, TagDefinition } from '@tessera/api'
import type { QueryClient } from '@tanstack/react-query'
import { catalogueQuery } from '@/shared/catalogue/queries'

/** What defines a tag that tickets have: it may have been defined since, by whoever used it; else it is now. */
export async function definitionOf(
  api: Client,
  client: QueryClient,
  tag: Pick<TagDefinition, 'name' | 'colour'>,
): Promise<TagDefinition> {
  const { tags } = await client.fetchQuery({ ...catalogueQuery(api), staleTime: 0 })
  return tags.find(({ name }) => name === tag.name) ?? (await api.createTag(tag))
}
