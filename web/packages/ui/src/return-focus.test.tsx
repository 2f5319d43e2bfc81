// @vitest-environment jsdom
import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { beforeAll, expect, it, vi } from 'vitest'
import { CommandItem, CommandPalette } from './command'
import { Dialog, DialogBody } from './dialog'
import { Menu, MenuContent, MenuItem, MenuTrigger } from './menu'

beforeAll(() => {
  Element.prototype.scrollIntoView = () => undefined
})

/** A page with everything that opens a window: a button, a menu, a row that may go, and a palette by a key. */
function Page({ onDone }: { onDone?: () => void }) {
  const [shown, setShown] = useState<'window' | 'palette' | null>(null)
  const [rows, setRows] = useState(['one', 'two'])
  const close = () => setShown(null)
  return (
    <main>
      <button onClick={() => setShown('window')}>Open</button>
      <Menu>
        <MenuTrigger>More</MenuTrigger>
        <MenuContent>
          <MenuItem onSelect={() => setShown('window')}>Edit</MenuItem>
        </MenuContent>
      </Menu>
      <input aria-label="Text" onKeyDown={(event) => event.key === 'F2' && setShown('palette')} />
      <ul>
        {rows.map((row) => (
          <li key={row}>
            <button onClick={() => setShown('window')}>Edit {row}</button>
          </li>
        ))}
      </ul>
      {shown === 'window' && (
        <Dialog open onOpenChange={close} title="Window" closeLabel="Close">
          <DialogBody>
            <input aria-label="Name" />
            <button
              onClick={() => {
                setRows(['two'])
                close()
              }}
            >
              Delete one
            </button>
          </DialogBody>
        </Dialog>
      )}
      {shown === 'palette' && (
        <CommandPalette
          open
          onOpenChange={close}
          label="Palette"
          placeholder="Type"
          empty="Nothing"
          query=""
          onQuery={() => undefined}
        >
          <CommandItem
            onSelect={() => {
              close()
              requestAnimationFrame(() => {
                setShown('window')
                onDone?.()
              })
            }}
          >
            Open a window
          </CommandItem>
        </CommandPalette>
      )}
    </main>
  )
}

const press = (keys: string) => userEvent.keyboard(keys)

it('goes back to what opened a window by state', async () => {
  render(<Page />)
  await userEvent.click(screen.getByRole('button', { name: 'Open' }))
  expect(screen.getByLabelText('Name')).toHaveFocus()
  await press('{Escape}')
  expect(screen.getByRole('button', { name: 'Open' })).toHaveFocus()
})

it('goes back to the button of the menu that a window was opened from', async () => {
  render(<Page />)
  screen.getByRole('button', { name: 'More' }).focus()
  await press('{Enter}')
  await press('{Enter}')
  expect(await screen.findByLabelText('Name')).toHaveFocus()
  await press('{Escape}')
  expect(screen.getByRole('button', { name: 'More' })).toHaveFocus()
})

it('goes back over two layers: from the window that the palette opened to where one wrote', async () => {
  const opened = vi.fn()
  render(<Page onDone={opened} />)
  const text = screen.getByLabelText('Text')
  await userEvent.type(text, 'abc{F2}')
  expect(screen.getByPlaceholderText('Type')).toHaveFocus()
  await press('{Escape}')
  expect(text).toHaveFocus()
  await press('{F2}{Enter}')
  await vi.waitFor(() => expect(opened).toHaveBeenCalled())
  expect(await screen.findByLabelText('Name')).toHaveFocus()
  await press('{Escape}')
  expect(text).toHaveFocus()
  await press('def')
  expect(text).toHaveValue('abcdef')
})

it('goes to what is left around a row that is gone', async () => {
  render(<Page />)
  await userEvent.click(screen.getByRole('button', { name: 'Edit one' }))
  await userEvent.click(screen.getByRole('button', { name: 'Delete one' }))
  expect(screen.getByRole('button', { name: 'Edit two' })).toHaveFocus()
})
