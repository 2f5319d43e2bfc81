import { describe, expect, it } from 'vitest'
import { aTicket } from '@/testing/factories'
import { linesOf, unfolded } from './lines'

const tickets = [...'abcde'].map((id) => aTicket({ id }))
const groups = [
  { key: 'x', start: 0, count: 2 },
  { key: 'y', start: 2, count: 2 },
  { key: 'z', start: 4, count: 1 },
]

function drawn(folded: string[]): string {
  const { rows, shown } = unfolded(tickets, groups, new Set(folded))
  const lines = linesOf(rows.length, shown)
  rows.forEach((_, row) => expect(lines.rowAt(lines.lineOf(row))).toBe(row))
  return Array.from({ length: lines.count }, (_, line) => {
    const group = lines.groupAt(line)
    return group ? group.key.toUpperCase() : rows[lines.rowAt(line)]!.id
  }).join('')
}

describe('the lines of a grouped list', () => {
  it.each([
    [[], 'XabYcdZe'],
    [['x'], 'XYcdZe'],
    [['y', 'z'], 'XabYZ'],
    [['x', 'y', 'z'], 'XYZ'],
  ])('without the rows of %j', (folded, text) => {
    expect(drawn(folded)).toBe(text)
  })
  it('are the rows where there are no groups', () => {
    expect(linesOf(3, []).rowAt(2)).toBe(2)
    expect(linesOf(3, []).lineOf(2)).toBe(2)
  })
})
