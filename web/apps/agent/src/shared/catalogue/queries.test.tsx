// @vitest-environment jsdom
import type { Catalogue } from '@tessera/api'
import { renderHook } from '@testing-library/react'
import { expect, it } from 'vitest'
import { KnownCatalogue } from '@/shared/known'
import { useTags } from './queries'

const tag = (name: string, aliases: string[] = [], deleted = false) => ({ name, aliases, deleted, colour: 'grey' })
const catalogue = { tags: [tag('vip', ['important']), tag('spam', [], true), tag('unused')] } as unknown as Catalogue

const tags = () =>
  renderHook(useTags, { wrapper: ({ children }) => <KnownCatalogue value={catalogue}>{children}</KnownCatalogue> })
    .result.current

it('names tags as they are called today, each once, without deleted ones', () => {
  expect(tags().shown(['zoo', 'important', 'spam', 'vip', 'eu'])).toEqual(['eu', 'vip', 'zoo'])
})

it('leaves them in their order where that says which are used most', () => {
  expect(tags().inOrder(['zoo', 'important', 'spam', 'eu', 'vip'])).toEqual(['zoo', 'vip', 'eu'])
})

it('knows every name of a tag, and none of a deleted one', () => {
  expect(['vip', 'important', 'eu', 'spam'].map(tags().namesOf)).toEqual([
    ['vip', 'important'],
    ['vip', 'important'],
    ['eu'],
    [],
  ])
})
