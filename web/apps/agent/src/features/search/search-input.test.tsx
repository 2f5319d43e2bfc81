// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import type { Client } from '@tessera/api'
import { fireEvent, render, screen } from '@testing-library/react'
import { useRef, useState } from 'react'
import { expect, it, vi } from 'vitest'
import { useSearches } from '@/shared/search/searches'
import { type Services, ServicesProvider } from '@/shared/services'
import { SearchInput } from './search-input'

// jsdom has no screen.
vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener: vi.fn(), removeEventListener: vi.fn() }))

const down = vi.fn(() => true)
const api = {
  suggest: (q: string) => {
    const whole = q.endsWith('en') ? q : `${q}en`
    return Promise.resolve({ items: [{ query: whole, label: whole, kind: 'value' }] })
  },
} as unknown as Client

function Field() {
  const [query, setQuery] = useState('')
  const input = useRef<HTMLInputElement>(null)
  return (
    <SearchInput query={query} onQuery={setQuery} onSubmit={vi.fn()} onDown={down} onTyping={vi.fn()} input={input} />
  )
}

function rendered(client = new QueryClient()) {
  render(
    <QueryClientProvider client={client}>
      <ServicesProvider value={{ api } as Services}>
        <Field />
      </ServicesProvider>
    </QueryClientProvider>,
  )
  return screen.getByRole<HTMLInputElement>('combobox')
}

it('closes when all that could follow is what stands there already', async () => {
  const client = new QueryClient()
  const field = rendered(client)
  fireEvent.change(field, { target: { value: 'status:op' } })
  await screen.findByRole('option', { name: 'status:open' })
  fireEvent.change(field, { target: { value: 'status:open' } })
  await vi.waitFor(() => expect(client.getQueryData(['search-suggest', 'status:open'])).toBeDefined())
  expect(screen.queryByRole('listbox')).toBeNull()
  expect(field).toHaveAttribute('aria-expanded', 'false')
})

it('offers nothing over the page before one types, and Tab accepts how it goes on', async () => {
  useSearches.setState({ recent: ['refund'] })
  const field = rendered()
  fireEvent.focus(field)
  expect(screen.queryByRole('listbox')).toBeNull()
  fireEvent.keyDown(field, { key: 'ArrowDown' })
  expect(down).toHaveBeenCalledOnce()

  fireEvent.change(field, { target: { value: 'status:op' } })
  await screen.findByRole('option', { name: 'status:open' })
  expect(fireEvent.keyDown(field, { key: 'Tab', shiftKey: true })).toBe(true)
  expect(field.value).toBe('status:op')
  expect(fireEvent.keyDown(field, { key: 'Tab' })).toBe(false)
  expect(field.value).toBe('status:open ')
  // With nothing left to accept it leads on.
  expect(fireEvent.keyDown(field, { key: 'Tab' })).toBe(true)
})

it('leads down to what was found, and out to it', () => {
  const field = rendered()
  fireEvent.change(field, { target: { value: 'refund ' } })
  down.mockClear()
  fireEvent.keyDown(field, { key: 'ArrowDown' })
  expect(down).toHaveBeenCalledOnce()
  field.focus()
  fireEvent.keyDown(field, { key: 'Escape' })
  expect(down).toHaveBeenCalledTimes(2)
  expect(field).toHaveFocus()
})

it('waits with Down for what is about to be offered', async () => {
  const field = rendered()
  down.mockClear()
  fireEvent.change(field, { target: { value: 'status:op' } })
  fireEvent.keyDown(field, { key: 'ArrowDown' })
  expect(down).not.toHaveBeenCalled()
  await screen.findByRole('option', { name: 'status:open' })
})
