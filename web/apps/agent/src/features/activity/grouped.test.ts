import type { TicketDeed } from '@tessera/api'
import { expect, it } from 'vitest'
import { grouped, merged } from './grouped'

const START = Date.parse('2026-11-28T09:00:00Z')
const deed = (seq: number, ticket: string, rest: Partial<TicketDeed> = {}): TicketDeed => ({
  seq,
  event: 'ticket.updated',
  actor: { type: 'agent', id: 'ada', name: 'Ada' },
  at: new Date(START + seq * 1000).toISOString(),
  fields: ['tags'],
  message: null,
  to: {},
  ticket: { id: ticket, number: 1, subject: ticket },
  ...rest,
})
const said = ({ fields }: TicketDeed) => fields.join()
const shape = (deeds: TicketDeed[]) =>
  grouped(deeds, said).map(({ deeds, tickets }) => [deeds.map((each) => each.seq), tickets.map((each) => each.id)])

it('brings together what one did to one ticket', () => {
  expect(shape([deed(3, 'a', { fields: ['status'] }), deed(2, 'a'), deed(1, 'b')])).toEqual([
    [[3, 2], ['a']],
    [[1], ['b']],
  ])
})

it('goes on when somebody else was busy meanwhile', () => {
  const eve = { actor: { type: 'agent' as const, id: 'eve', name: 'Eve' } }
  expect(shape([deed(3, 'a', { fields: ['status'] }), deed(2, 'b', eve), deed(1, 'a')])).toEqual([
    [[3, 1], ['a']],
    [[2], ['b']],
  ])
})

it('brings together what one did to several at once, and nothing else', () => {
  const eve = { actor: { type: 'agent' as const, id: 'eve', name: 'Eve' } }
  expect(
    shape([deed(9, 'd', eve), deed(4, 'c'), deed(3, 'b'), deed(2, 'a'), deed(1, 'z', { fields: ['status'] })]),
  ).toEqual([
    [[9], ['d']],
    [[4], ['c', 'b', 'a']],
    [[1], ['z']],
  ])
  const yesterday = new Date(START - 86_400_000).toISOString()
  expect(shape([deed(2, 'a'), deed(1, 'b', { at: yesterday })])).toHaveLength(2)
})

it('has each deed once, whichever way it came', () => {
  expect(merged([deed(5, 'a'), deed(4, 'b')], [deed(4, 'b'), deed(2, 'c')]).map((each) => each.seq)).toEqual([5, 4, 2])
})
