// @vitest-environment jsdom
import { act, renderHook } from '@testing-library/react'
import { expect, it } from 'vitest'
import '@/shared/i18n/pages'
import { KnownCatalogue } from '@/shared/known'
import { aField } from '@/testing/fake-catalogue'
import { useOwnFields } from './own-fields'

const fields = [
  aField({ id: 'seats', name: 'Seats', type: 'number', of: 'company' }),
  aField({ id: 'shop', name: 'Shop', type: 'url', of: 'company' }),
]

it('knows all that the server would refuse of what was changed', () => {
  const { result } = renderHook(() => useOwnFields('company', { shop: 'kept from before' }), {
    wrapper: ({ children }) => (
      <KnownCatalogue value={{ version: 1, statuses: [], tags: [], fields }}>{children}</KnownCatalogue>
    ),
  })
  expect(result.current.check()).toEqual({})
  act(() => result.current.set('seats', '--'))
  expect(Object.keys(result.current.check())).toEqual(['fields.seats'])
  act(() => result.current.set('shop', 'no address'))
  expect(Object.keys(result.current.check())).toEqual(['fields.seats', 'fields.shop'])
  act(() => result.current.set('seats', 3))
  expect(Object.keys(result.current.check())).toEqual(['fields.shop'])
})
