// @vitest-environment jsdom
import { render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { expect, it } from 'vitest'
import { Menu, MenuContent, MenuItem, MenuTrigger } from './menu'
import { passFocus } from './pass-focus'

/** Rows that can be deleted by a button, or from a menu. */
function Page() {
  const [rows, setRows] = useState(['one', 'two', 'three'])
  const remove = (row: string) => setRows(rows.filter((each) => each !== row))
  return (
    <main>
      <button>New</button>
      <button onClick={() => setTimeout(() => remove('one'))}>Somebody else</button>
      {rows.length > 0 && (
        <ul>
          {rows.map((row) => (
            <li key={row} ref={passFocus}>
              <button>Edit {row}</button>
              <button onClick={() => remove(row)}>Delete {row}</button>
              <Menu>
                <MenuTrigger>More for {row}</MenuTrigger>
                <MenuContent>
                  <MenuItem onSelect={() => void Promise.resolve().then(() => remove(row))}>Delete</MenuItem>
                </MenuContent>
              </Menu>
            </li>
          ))}
        </ul>
      )}
    </main>
  )
}

const button = (name: string) => screen.getByRole('button', { name })

it('goes on to the same control of the next, of the one before, and to what is around', async () => {
  render(<Page />)
  const user = userEvent.setup()
  button('Delete two').focus()
  await user.keyboard('{Enter}')
  await waitFor(() => expect(button('Delete three')).toHaveFocus())
  await user.keyboard('{Enter}')
  await waitFor(() => expect(button('Delete one')).toHaveFocus())
  await user.keyboard('{Enter}')
  await waitFor(() => expect(button('New')).toHaveFocus())
})

it('goes on from a menu of the row', async () => {
  render(<Page />)
  const user = userEvent.setup()
  button('More for one').focus()
  await user.keyboard('{Enter}')
  await waitFor(() => expect(screen.getByRole('menuitem', { name: 'Delete' })).toHaveFocus())
  await user.keyboard('{Enter}')
  await waitFor(() => expect(button('More for two')).toHaveFocus())
})

it('stays away where it was left', async () => {
  render(<Page />)
  button('Edit one').focus()
  button('Edit one').blur()
  await new Promise((resolve) => setTimeout(resolve))
  button('Somebody else').click()
  await waitFor(() => expect(screen.queryByText('Edit one')).toBeNull())
  expect(document.body).toHaveFocus()
})
