import { expect, it } from 'vitest'
import german from 'virtual:emoji-de'
import english from 'virtual:emoji-en'
import { found, read } from './emoji'

const signs = (lines: string, query: string) => found(read(lines), query).map(({ sign }) => sign)

it('finds by the short name first, the shortest of them before others', () => {
  expect(signs(english, 'tada')[0]).toBe('🎉')
  expect(signs(english, 'smile')[0]).toBe('😄')
  expect(signs(english, '+1')[0]).toBe('👍️')
  expect(signs(english, 'hear')[0]).toMatch(/🙉|❤️|👂/)
})

it('finds by words of the language, and by the English ones everywhere', () => {
  expect(signs(english, 'party')).toContain('🎉')
  expect(signs(german, 'daumen')).toContain('👍️')
  expect(signs(german, 'rocket')[0]).toBe('🚀')
})

it('offers little, and nothing for what is no name', () => {
  expect(signs(english, 'ca').length).toBe(8)
  expect(signs(english, 'qqqq')).toEqual([])
})
