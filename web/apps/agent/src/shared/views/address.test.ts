import { describe, expect, it } from 'vitest'
import { type BesideSearch, addressOf, keepBeside, readAddress, readBeside } from './address'

describe('the ticket beside', () => {
  const after = (to: BesideSearch) => keepBeside<BesideSearch>({ search: { beside: 'one' }, next: () => to })

  it('stays in the address until another one takes its place, or none', () => {
    expect(after({})).toEqual({ beside: 'one' })
    expect(after({ beside: 'two' })).toEqual({ beside: 'two' })
    expect(after({ beside: undefined })).toEqual({ beside: undefined })
    expect(keepBeside({ search: {}, next: () => ({}) })).toEqual({})
  })

  it.each([{}, { beside: 3 }, { beside: '' }, { beside: '../x' }])('is none for %j', (search) => {
    expect(readBeside(search)).toEqual({})
  })
})

describe('what an address says', () => {
  it.each(['0042', '5590641e4037', '1e999', 'true', 'null', '"paper jam"', '{"a":1}', 'a+b & c=d#e', 'status:open'])(
    'is the text that was looked for: %s',
    (q) => {
      expect(readAddress(addressOf({ q }))).toEqual({ q })
    },
  )

  it('reads well, and says nothing of what is not asked', () => {
    expect(addressOf({ filter: 'status:open,pending', order: undefined })).toBe('?filter=status:open,pending')
    expect(addressOf({})).toBe('')
  })
})
