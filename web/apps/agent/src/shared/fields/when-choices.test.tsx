// @vitest-environment jsdom
import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it, vi } from 'vitest'
import { WhenChoices } from './when-choices'

it('is gone through by the arrows, Home and End', async () => {
  const onPick = vi.fn()
  render(<WhenChoices value={null} submitLabel="Set" onPick={onPick} />)
  const user = userEvent.setup()
  const times = screen.getAllByRole('listitem').map((item) => item.querySelector('button')!)
  times[0]!.focus()
  await user.keyboard('{ArrowDown}')
  expect(times[1]).toHaveFocus()
  await user.keyboard('{End}')
  expect(times.at(-1)).toHaveFocus()
  await user.keyboard('{ArrowDown}')
  expect(times[0]).toHaveFocus()
  await user.keyboard('{ArrowUp}{Home}{ArrowDown}{Enter}')
  expect(times[1]).toHaveFocus()
  expect(onPick).toHaveBeenCalledOnce()
})
