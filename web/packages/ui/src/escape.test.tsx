// @vitest-environment jsdom
import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { type ReactNode, useState } from 'react'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { CommandPalette } from './command'
import { Dialog } from './dialog'
import { Menu, MenuContent, MenuItem, MenuTrigger } from './menu'
import { Popover, PopoverContent, PopoverTrigger } from './popover'
import { Toaster } from './toast'

beforeAll(() => {
  Element.prototype.scrollIntoView = () => undefined
})

const nothing = () => undefined
type Open = { children: ReactNode }

function AWindow({ children }: Open) {
  const [open, setOpen] = useState(true)
  return (
    <Dialog open={open} onOpenChange={setOpen} title="Window" closeLabel="Close">
      {children}
    </Dialog>
  )
}

function APopover({ children }: Open) {
  return (
    <Popover defaultOpen>
      <PopoverTrigger>Choose</PopoverTrigger>
      <PopoverContent aria-label="Window">{children}</PopoverContent>
    </Popover>
  )
}

function AMenu({ children }: Open) {
  return (
    <Menu defaultOpen>
      <MenuTrigger>Window</MenuTrigger>
      <MenuContent>
        <MenuItem>One</MenuItem>
        {children}
      </MenuContent>
    </Menu>
  )
}

function APalette({ children }: Open) {
  const [open, setOpen] = useState(true)
  const [query, onQuery] = useState('')
  const texts = { label: 'Window', placeholder: '', empty: '' }
  return (
    <CommandPalette open={open} onOpenChange={setOpen} {...texts} query={query} onQuery={onQuery}>
      {children}
    </CommandPalette>
  )
}

const within = () => screen.queryByRole('dialog') ?? screen.queryByRole('menu')

describe.each([
  ['window', AWindow],
  ['popover', APopover],
  ['menu', AMenu],
  ['palette', APalette],
])('Escape in a %s', (_, Layer) => {
  it('closes it from the moment in which it has the focus', () => {
    // Before any effect of the layer's, which is when Radix begins to listen.
    const early = (field: HTMLElement | null) => {
      field?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true }))
    }
    render(
      <Layer>
        <input aria-label="Field" ref={early} />
      </Layer>,
    )
    expect(within()).toBeNull()
  })

  it('closes it where words about what was just done have come above it', async () => {
    const page = (told: boolean) => (
      <>
        <Layer>
          <input aria-label="Field" />
        </Layer>
        <Toaster toasts={told ? [{ id: '1', text: 'Done' }] : []} onDismiss={nothing} label="News" closeLabel="Close" />
      </>
    )
    const { rerender } = render(page(false))
    rerender(page(true))
    expect(await screen.findByText('Done')).toBeTruthy()
    screen.getByLabelText('Field').focus()
    await userEvent.keyboard('{Escape}')
    expect(within()).toBeNull()
  })
})

it('closes the one that it is pressed in, not what that one stands in', async () => {
  render(
    <AWindow>
      <Popover>
        <PopoverTrigger>Choose</PopoverTrigger>
        <PopoverContent aria-label="Choices">
          <input aria-label="Field" />
        </PopoverContent>
      </Popover>
    </AWindow>,
  )
  await userEvent.click(screen.getByRole('button', { name: 'Choose' }))
  screen.getByLabelText('Field').focus()
  await userEvent.keyboard('{Escape}')
  expect(screen.queryByLabelText('Field')).toBeNull()
  expect(screen.getByText('Window')).toBeTruthy()
  await userEvent.keyboard('{Escape}')
  expect(screen.queryByText('Window')).toBeNull()
})

it('goes one step back in a palette', async () => {
  const back = vi.fn()
  render(
    <CommandPalette
      open
      onOpenChange={nothing}
      label="Window"
      placeholder=""
      empty=""
      query=""
      onQuery={nothing}
      step="To"
      onBack={back}
    >
      <input aria-label="Field" />
    </CommandPalette>,
  )
  await userEvent.keyboard('{Escape}')
  expect(back).toHaveBeenCalledOnce()
})
