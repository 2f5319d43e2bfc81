// @vitest-environment jsdom
import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it, vi } from 'vitest'
import { Menu, MenuContent, MenuItem, MenuTrigger } from './menu'
import { Picker } from './picker'
import { Popover, PopoverContent, PopoverTrigger } from './popover'
import { Tooltip } from './tooltip'

function Page() {
  return (
    <main>
      <Menu>
        <MenuTrigger>More</MenuTrigger>
        <MenuContent>
          <MenuItem>Edit</MenuItem>
          <MenuItem>Delete</MenuItem>
        </MenuContent>
      </Menu>
      <Popover>
        <Tooltip text="One of them">
          <PopoverTrigger>Choose</PopoverTrigger>
        </Tooltip>
        <PopoverContent aria-label="Choices">
          <button>One</button>
        </PopoverContent>
      </Popover>
    </main>
  )
}

it('opens a menu by a key on its first item, and gives the focus back', async () => {
  render(<Page />)
  const more = screen.getByRole('button', { name: 'More' })
  expect(more).toHaveProperty('ariaExpanded', 'false')
  for (const key of ['{Enter}', '{ArrowDown}']) {
    more.focus()
    await userEvent.keyboard(key)
    expect(document.activeElement?.textContent).toBe('Edit')
    expect(more.getAttribute('aria-controls')).toBe(screen.getByRole('menu', { name: 'More' }).id)
    await userEvent.keyboard('{Escape}')
    expect(screen.queryByRole('menu')).toBeNull()
    expect(document.activeElement).toBe(more)
  }
})

it('opens a menu as its button is pressed, with no item chosen yet, and closes it by the same', async () => {
  render(<Page />)
  const more = screen.getByRole('button', { name: 'More' })
  await userEvent.pointer({ keys: '[MouseLeft>]', target: more })
  expect(document.activeElement).toBe(screen.getByRole('menu'))
  await userEvent.pointer({ keys: '[/MouseLeft]', target: more })
  expect(screen.queryByRole('menu')).not.toBeNull()
  await userEvent.click(more)
  expect(screen.queryByRole('menu')).toBeNull()
})

it('opens a popover, closes it by its button, and leaves the focus to whoever goes on elsewhere', async () => {
  render(<Page />)
  const choose = screen.getByRole('button', { name: 'Choose' })
  await userEvent.click(choose)
  expect(screen.getByRole('dialog', { name: 'Choices' }).contains(document.activeElement)).toBe(true)
  await userEvent.click(choose)
  expect(screen.queryByRole('dialog')).toBeNull()
  expect(document.activeElement).toBe(choose)
  await userEvent.keyboard('{Enter}')
  await userEvent.keyboard('{Escape}')
  expect(document.activeElement).toBe(choose)
  await userEvent.click(choose)
  await userEvent.click(screen.getByRole('button', { name: 'More' }))
  expect(screen.queryByRole('dialog')).toBeNull()
  expect(document.activeElement).not.toBe(choose)
})

it('picks by Enter what is still on its way, once it has come', async () => {
  Element.prototype.scrollIntoView = () => undefined
  const picked = vi.fn()
  const page = (labels: string[]) => (
    <Picker
      label="Choose"
      value=""
      options={labels.map((label) => ({ value: label, label }))}
      coming={labels.length === 0}
      onPick={picked}
      searchLabel="Search"
      empty="Nothing"
    >
      <button>Choose</button>
    </Picker>
  )
  const { rerender } = render(page([]))
  await userEvent.click(screen.getByRole('button', { name: 'Choose' }))
  await userEvent.type(screen.getByRole('combobox'), 'wor{Enter}')
  expect(picked).not.toHaveBeenCalled()
  rerender(page(['It breaks', 'It works']))
  rerender(page(['It breaks', 'It works', 'It works again']))
  expect(picked.mock.calls).toEqual([['It works']])
})
