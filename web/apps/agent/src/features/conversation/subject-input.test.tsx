// @vitest-environment jsdom
import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it, vi } from 'vitest'
import { SubjectInput } from './subject-input'

function show() {
  const onSave = vi.fn()
  const onLeave = vi.fn()
  render(<SubjectInput subject="Old" onSave={onSave} onLeave={onLeave} />)
  return { onSave, onLeave, user: userEvent.setup(), input: screen.getByRole('textbox') }
}

it('stays open without a subject, and says so', async () => {
  const { onSave, onLeave, user, input } = show()
  await user.clear(input)
  await user.keyboard('{Enter}')
  expect([onSave, onLeave].map((each) => each.mock.calls)).toEqual([[], []])
  expect(input).toHaveFocus()
  expect(input).toHaveAccessibleDescription('A ticket needs a subject.')
  await user.keyboard('New{Enter}')
  expect(onSave).toHaveBeenCalledWith('New')
  expect(onLeave).toHaveBeenCalled()
})

it('is left as it was by Escape', async () => {
  const { onSave, onLeave, user, input } = show()
  await user.clear(input)
  await user.keyboard('{Escape}')
  expect(onSave).not.toHaveBeenCalled()
  expect(onLeave).toHaveBeenCalledOnce()
})
