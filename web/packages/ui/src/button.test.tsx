// @vitest-environment jsdom
import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it, vi } from 'vitest'
import { Button } from './button'

it('keeps the focus while it is busy, and does nothing by then', async () => {
  const [submit, click] = [vi.fn((event: Event) => event.preventDefault()), vi.fn()]
  const form = (busy: boolean) => (
    <form onSubmit={(event) => submit(event.nativeEvent)}>
      <input aria-label="Name" />
      <Button type="submit" busy={busy} onClick={click}>
        Save
      </Button>
    </form>
  )
  const { rerender } = render(form(false))
  const save = screen.getByRole('button', { name: 'Save' })
  await userEvent.click(save)
  rerender(form(true))
  expect(document.activeElement).toBe(save)
  expect(save.getAttribute('aria-busy')).toBe('true')
  await userEvent.click(save)
  await userEvent.type(screen.getByLabelText('Name'), 'Ada{Enter}')
  expect([submit.mock.calls.length, click.mock.calls.length]).toEqual([1, 1])
  rerender(form(false))
  await userEvent.type(screen.getByLabelText('Name'), '{Enter}')
  expect(submit).toHaveBeenCalledTimes(2)
})
