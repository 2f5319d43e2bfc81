import { describe, expect, it } from 'vitest'
import { type BesideSearch, keepBeside, readBeside } from './address'

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
