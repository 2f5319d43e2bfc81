import type { Client, TagDefinition } from '@tessera/api'
import { QueryClient } from '@tanstack/react-query'
import { expect, it, vi } from 'vitest'
import { CATALOGUE, NOTHING_DEFINED } from '@/shared/catalogue/queries'
import { definitionOf } from './definition-of'

const tag = { id: 'refund', name: 'refund', colour: 'red' } as TagDefinition

/** What was read when the page was opened knew of no tag. */
async function defined(since: TagDefinition[]) {
  const client = new QueryClient()
  client.setQueryData(CATALOGUE, NOTHING_DEFINED)
  const createTag = vi.fn(() => Promise.resolve(tag))
  const api = { catalogue: () => Promise.resolve({ ...NOTHING_DEFINED, tags: since }), createTag }
  const found = await definitionOf(api as unknown as Client, client, { name: 'refund', colour: 'blue' })
  return { found, createTag }
}

it('makes a definition where there is none', async () => {
  const { found, createTag } = await defined([])
  expect(found).toBe(tag)
  expect(createTag).toHaveBeenCalledExactlyOnceWith({ name: 'refund', colour: 'blue' })
})

it('takes the one that somebody made since the page was opened', async () => {
  const { found, createTag } = await defined([tag])
  expect(found).toEqual(tag)
  expect(createTag).not.toHaveBeenCalled()
})
