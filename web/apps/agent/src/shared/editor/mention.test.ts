import { expect, it } from 'vitest'
import { found } from './mention'

const people = ['Tom Okafor', 'Ines Tomé', 'Billing', 'Atom Ltd'].map((name) => ({ ref: name, name }))
const names = (query: string) => found(people, query).map(({ name }) => name)

it('finds by the beginning of any word, names that begin so first', () => {
  expect(names('tom')).toEqual(['Tom Okafor', 'Ines Tomé'])
  expect(names('')).toHaveLength(4)
  expect(names('nobody')).toEqual([])
})
