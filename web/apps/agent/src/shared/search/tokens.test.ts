import { describe, expect, it } from 'vitest'
import { endsInFilter, hasToken, piecesOf, statusToken, toggleToken } from './tokens'

describe('a query', () => {
  it.each(['status:open "paper jam" -x printr', '  a:"b c', 'https://x.test/?a=b', '-', 'ünï:wert "', '":"', ''])(
    'is the sum of its pieces: %s',
    (query) => {
      expect(
        piecesOf(query)
          .map((piece) => piece.text)
          .join(''),
      ).toBe(query)
    },
  )
  it.each([
    ['status:', true],
    ['beans status:op', true],
    ['requester:"ada l', true],
    ['status:open ', false],
    ['requester:"ada l"', false],
    ['beans', false],
    ['"paper jam', false],
    ['', false],
  ])('knows whether a filter is still being typed: %s', (query, typing) => expect(endsInFilter(query)).toBe(typing))
  it('knows fields, values and phrases', () => {
    expect(piecesOf('-tag:vip "a b" c').map((piece) => piece.kind)).toEqual([
      'field',
      'value',
      'space',
      'phrase',
      'space',
      'word',
    ])
  })
  it('takes a filter in, replaces it and takes it out', () => {
    const one = toggleToken('lamp', 'assignee', 'Ada Lovelace')
    expect(one).toBe('lamp assignee:"Ada Lovelace" ')
    expect(hasToken(one, 'assignee', 'ada lovelace')).toBe(true)
    expect(toggleToken(one, 'assignee', 'none')).toBe('lamp assignee:none ')
    expect(toggleToken(one, 'assignee', 'Ada Lovelace')).toBe('lamp ')
  })
  it('names an own status, by its id where the name may mean something else', () => {
    const parts = { id: '01P', name: 'Waiting for parts' }
    const token = statusToken(parts, [parts])
    const one = toggleToken('lamp status:open', 'status', token)
    expect(one).toBe('lamp status:"Waiting for parts" ')
    expect(hasToken(one, 'status', token)).toBe(true)
    for (const name of ['Sent, not paid', 'A "B"', 'Unresolved'])
      expect(statusToken({ ...parts, name }, [])).toBe('01P')
    expect(statusToken(parts, [parts, { id: '01Q', name: 'Waiting for Parts' }])).toBe('01P')
  })
  it('may have several tags', () => {
    expect(toggleToken('tag:a', 'tag', 'b')).toBe('tag:a tag:b ')
  })
})
