import { expect, it } from 'vitest'
import { shown } from './message'

const TEXTS = {
  mentioned: '{name} hat dich erwähnt',
  mentionedTeam: '{name} hat dein Team erwähnt',
  somebody: 'Jemand',
}
const ticket = { id: 't1', number: 42, subject: 'Paper jam' }

it('says what happened in the agent’s words, and leads to the message', () => {
  const message = { kind: 'mentioned', line: 'Ada mentioned you', name: 'Ada', ticket, message_id: 'm1' }
  expect(shown(message, TEXTS)).toEqual({
    title: 'Ada hat dich erwähnt',
    body: '#42 Paper jam',
    tag: 't1',
    url: '/tickets/t1#m1',
  })
  expect(shown({ ...message, team: true }, TEXTS).title).toBe('Ada hat dein Team erwähnt')
  expect(shown({ ...message, name: '' }, TEXTS).title).toBe('Jemand hat dich erwähnt')
})

it('takes a name as it is', () => {
  expect(shown({ kind: 'mentioned', name: '$& {name}' }, TEXTS).title).toBe('$& {name} hat dich erwähnt')
})

it('says it in English as long as no words are kept', () => {
  const message = { kind: 'job_finished', line: 'A job is finished', ticket: null }
  expect(shown(message, {})).toEqual({
    title: 'A job is finished',
    body: 'Tessera',
    tag: 'job_finished',
    url: '/notifications',
  })
})
