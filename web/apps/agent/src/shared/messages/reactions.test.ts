import { expect, it } from 'vitest'
import { reacted } from './reactions'

it('keeps the order in which emoji were first given', () => {
  const first = reacted(reacted([], '👍', 'ada', true), '🎉', 'bob', true)
  expect(reacted(first, '👍', 'bob', true)).toEqual([
    { emoji: '👍', agent_ids: ['ada', 'bob'] },
    { emoji: '🎉', agent_ids: ['bob'] },
  ])
})

it('changes nothing when it is so already', () => {
  const given = reacted([], '👍', 'ada', true)
  expect(reacted(given, '👍', 'ada', true)).toBe(given)
  expect(reacted([], '👍', 'ada', false)).toEqual([])
})

it('lets an emoji go with the last who gave it', () => {
  expect(reacted(reacted([], '👍', 'ada', true), '👍', 'ada', false)).toEqual([])
})
