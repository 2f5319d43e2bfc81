// @vitest-environment jsdom
import { render, screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { useState } from 'react'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { CommandGroup, CommandItem, CommandPalette } from './command'
import { Picker, type PickerOption } from './picker'

const options = (...names: string[]): PickerOption[] => names.map((name) => ({ value: name, label: name }))
const chosen = () => screen.getByRole('option', { selected: true })

// jsdom has nothing to scroll.
beforeAll(() => {
  Element.prototype.scrollIntoView = () => undefined
})

function Found({ names }: { names: string[] }) {
  return (
    <CommandPalette open onOpenChange={vi.fn()} label="Find" placeholder="" empty="" query="a" onQuery={vi.fn()}>
      <CommandGroup heading="Found">
        {names.map((name) => (
          <CommandItem key={name} value={name} keywords={['a']}>
            {name}
          </CommandItem>
        ))}
      </CommandGroup>
    </CommandPalette>
  )
}

type AskedProps = { of: (typed: string) => PickerOption[]; onPick: (value: string) => void; coming?: boolean }

function Asked({ of, onPick, coming = false }: AskedProps) {
  const [typed, setTyped] = useState('')
  return (
    <Picker
      label="Who"
      value=""
      options={of(typed)}
      coming={coming}
      onSearch={setTyped}
      onPick={onPick}
      searchLabel=""
      empty="None"
      open
    >
      <button type="button">Who</button>
    </Picker>
  )
}

describe('what is chosen', () => {
  it('is the first of what the palette finds anew, when all that it had found goes', async () => {
    const { rerender } = render(<Found names={['Ada', 'Adam', 'Adele']} />)
    await waitFor(() => expect(chosen().textContent).toBe('Ada'))
    rerender(<Found names={['Adrian', 'Agnes']} />)
    await waitFor(() => expect(chosen().textContent).toBe('Adrian'))
  })

  it('is the first that is left, when it and the one after it go', async () => {
    const { rerender } = render(<Found names={['Ada', 'Adam', 'Adele']} />)
    await waitFor(() => expect(chosen().textContent).toBe('Ada'))
    rerender(<Found names={['Adele']} />)
    await waitFor(() => expect(chosen().textContent).toBe('Adele'))
  })

  it('is the first that a picker offers, when what it is at is not among them', async () => {
    const onPick = vi.fn()
    render(
      <Picker label="Who" value="gone" options={options('Ada', 'Bo')} onPick={onPick} searchLabel="" empty="" open>
        <button type="button">Who</button>
      </Picker>,
    )
    await waitFor(() => expect(chosen().textContent).toBe('Ada'))
    await userEvent.keyboard('{Enter}')
    expect(onPick).toHaveBeenCalledWith('Ada')
  })

  it('is the first that a picker finds anew as one types', async () => {
    const onPick = vi.fn()
    const of = (typed: string) =>
      typed === 'a' ? options('a1', 'a2', 'a3') : typed === 'ab' ? options('ab1', 'ab2') : []
    render(<Asked of={of} onPick={onPick} />)
    await userEvent.keyboard('a')
    await waitFor(() => expect(chosen().textContent).toBe('a1'))
    await userEvent.keyboard('b')
    await waitFor(() => expect(chosen().textContent).toBe('ab1'))
    await userEvent.keyboard('{Enter}')
    expect(onPick).toHaveBeenCalledWith('ab1')
  })

  it('is what Enter waited for, unless one types on', async () => {
    const onPick = vi.fn()
    const { rerender } = render(<Asked of={() => []} onPick={onPick} coming />)
    await userEvent.keyboard('a{Enter}')
    rerender(<Asked of={() => options('a1')} onPick={onPick} />)
    expect(onPick).toHaveBeenCalledWith('a1')
    onPick.mockClear()
    rerender(<Asked of={() => []} onPick={onPick} coming />)
    await userEvent.keyboard('{Enter}b')
    rerender(<Asked of={() => options('ab1')} onPick={onPick} />)
    await waitFor(() => expect(chosen().textContent).toBe('ab1'))
    expect(onPick).not.toHaveBeenCalled()
  })

  it('is not what was there before the best came, but what was gone to by the arrows', async () => {
    const onPick = vi.fn()
    const { rerender } = render(<Asked of={() => options('ab1', 'ab2')} onPick={onPick} coming />)
    await userEvent.keyboard('a{Enter}')
    expect(onPick).not.toHaveBeenCalled()
    rerender(<Asked of={() => options('a1', 'ab1', 'ab2')} onPick={onPick} />)
    expect(onPick.mock.calls).toEqual([['a1']])
    onPick.mockClear()
    rerender(<Asked of={() => options('a1', 'ab1', 'ab2')} onPick={onPick} coming />)
    await userEvent.keyboard('b{ArrowDown}{Enter}')
    expect(onPick.mock.calls).toEqual([['ab2']])
  })
})
