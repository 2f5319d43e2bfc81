// @vitest-environment jsdom
import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it } from 'vitest'
import '@/shared/i18n/pages'
import { changeText } from '@/shared/messages/draft-store'
import { Inside } from '@/testing/inside'
import { KeptDraft } from './kept-draft'

function Pane({ ticketId, ended }: { ticketId: string; ended: boolean }) {
  return (
    <Inside>
      {ended ? (
        <KeptDraft ticketId={ticketId} />
      ) : (
        <section data-writes>
          <input aria-label="Composer" />
        </section>
      )}
    </Inside>
  )
}

it('stands where one was writing and takes the focus over, and can be copied', async () => {
  const user = userEvent.setup()
  changeText('me', 't1', 'note', () => ({ text: 'Half a note' }))
  const { rerender } = render(<Pane ticketId="t1" ended={false} />)
  screen.getByLabelText('Composer').focus()
  rerender(<Pane ticketId="t1" ended />)
  const field = screen.getByRole('textbox', { name: 'Your draft' })
  expect(field).toHaveFocus()
  await user.keyboard('more')
  expect(field).toHaveValue('Half a note')
  await user.click(screen.getByRole('button', { name: 'Copy' }))
  expect(await navigator.clipboard.readText()).toBe('Half a note')
})

it('takes no focus from elsewhere, and is not there when nothing was written', () => {
  changeText('me', 't2', 'reply', () => ({ text: 'Begun' }))
  const { rerender } = render(<Pane ticketId="t2" ended={false} />)
  rerender(<Pane ticketId="t2" ended />)
  expect(screen.getByRole('textbox', { name: 'Your draft' })).not.toHaveFocus()
  rerender(<Pane ticketId="t3" ended />)
  expect(screen.queryByRole('textbox')).toBeNull()
})
