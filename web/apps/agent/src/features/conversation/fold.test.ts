import type { Message } from '@tessera/api'
import { expect, it } from 'vitest'
import { aMessage } from '@/testing/factories'
import { countMessages, fold, holds } from './fold'
import type { TimelineItem } from './group-entries'

const message = (id: string, answers: Message[] = []): TimelineItem => ({
  kind: 'message',
  message: aMessage({ id }),
  answers,
})
const many = (count: number) => Array.from({ length: count }, (_, at) => message(`m${at}`))
const change: TimelineItem = { kind: 'activities', activities: [] }

it('leaves a conversation that is not long as it is', () => {
  const items = [change, ...many(12), change]
  expect(fold(items, true)).toEqual({ before: [], folded: [], after: items })
})

it('keeps where it began and the newest in sight', () => {
  const items = [change, ...many(20), change]
  const { before, folded, after } = fold(items, true)
  expect(before).toEqual(items.slice(0, 2))
  expect(countMessages(folded)).toBe(13)
  expect(after).toEqual(items.slice(15))
  expect([...before, ...folded, ...after]).toEqual(items)
})

it('folds all that is older where its beginning is not here', () => {
  const { before, folded } = fold(many(20), false)
  expect(before).toEqual([])
  expect(countMessages(folded)).toBe(14)
})

it('finds a message that is folded away, also in a thread', () => {
  const items = [message('head', [aMessage({ id: 'answer' })]), change]
  expect([holds(items, 'answer'), holds(items, 'head'), holds(items, 'other')]).toEqual([true, true, false])
})
