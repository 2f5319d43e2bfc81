// @vitest-environment jsdom
import { fireEvent, render, screen } from '@testing-library/react'
import { useState } from 'react'
import { expect, it, vi } from 'vitest'
import { Finding } from './finding'

const NAMES = ['Ada', 'Alan', 'Grace']
const submit = vi.fn<(chosen: string | null) => void>()

function Names() {
  const [typed, setTyped] = useState('')
  const [chosen, setChosen] = useState<string | null>(null)
  return (
    <Finding
      label="Find"
      typed={typed}
      onType={setTyped}
      listLabel="People"
      found={NAMES.filter((name) => name.includes(typed)).map((id) => ({ id, line: id }))}
      none="Nobody"
      chosen={chosen}
      onChoose={setChosen}
      onSubmit={() => submit(chosen)}
    />
  )
}

const field = () => screen.getByRole('combobox', { name: 'Find' })
const press = (key: string, rest: object = {}) => void fireEvent.keyDown(field(), { key, ...rest })
const active = () => document.getElementById(field().getAttribute('aria-activedescendant') ?? '')?.textContent
const chosen = () => screen.queryByRole('option', { selected: true })?.textContent

it('is finished from the field: the first is at hand, arrows move, Enter chooses, and Enter again does it', () => {
  Element.prototype.scrollIntoView = vi.fn()
  render(<Names />)
  expect(active()).toBe('Ada')
  press('ArrowUp')
  expect(active()).toBe('Grace')
  fireEvent.change(field(), { target: { value: 'A' } })
  expect(active()).toBe('Ada')
  press('ArrowDown')
  expect([active(), chosen()]).toEqual(['Alan', undefined])
  press('Enter', { ctrlKey: true })
  expect([chosen(), submit.mock.calls]).toEqual(['Alan', []])
  press('ArrowDown')
  press('Enter')
  expect([chosen(), submit.mock.calls]).toEqual(['Ada', []])
  press('Enter')
  expect(submit).toHaveBeenCalledExactlyOnceWith('Ada')

  fireEvent.click(screen.getByRole('option', { name: 'Alan' }))
  press('Enter', { ctrlKey: true })
  expect(submit).toHaveBeenLastCalledWith('Alan')

  fireEvent.change(field(), { target: { value: 'x' } })
  press('Enter')
  expect(submit).toHaveBeenCalledTimes(2)
  expect(screen.getByRole('status').textContent).toBe('Nobody')
})
