import { beforeEach, expect, it } from 'vitest'
import type { Present } from '@tessera/api'
import { TYPING_MS, hearPresence, othersOn, usePresence } from './presence'

const at = (tab: string, agent_id: string, state: Present['state'] = 'viewing', ticket_id: string | null = 't') => ({
  tab,
  agent_id,
  ticket_id,
  state,
})
const hear = (all: boolean, ...people: Present[]) => hearPresence({ event: 'presence:changed', all, people }, 0)
const seen = (now = 0) => othersOn(usePresence.getState(), 't', 'me', now)

beforeEach(() => usePresence.setState({}, true))

it('knows others once however many tabs they have, who types before who reads', () => {
  hear(true, at('1', 'ada'), at('2', 'bob'), at('3', 'bob', 'typing'), at('4', 'me'), at('5', 'eve', 'viewing', null))
  expect(seen()).toEqual([
    ['bob', true],
    ['ada', false],
  ])
  hear(false, at('3', 'bob', 'gone', null))
  expect(seen()).toEqual([
    ['ada', false],
    ['bob', false],
  ])
  hear(true, at('2', 'bob'))
  expect(seen()).toEqual([['bob', false]])
})

it('takes nobody to type for ever', () => {
  hear(true, at('1', 'ada', 'typing'))
  expect(seen(TYPING_MS - 1)).toEqual([['ada', true]])
  expect(seen(TYPING_MS)).toEqual([['ada', false]])
})
