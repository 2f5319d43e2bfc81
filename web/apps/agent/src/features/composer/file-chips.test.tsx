// @vitest-environment jsdom
import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it, vi } from 'vitest'
import '@/shared/i18n/pages'
import type { Uploading } from '@/shared/messages/uploads'
import { FileChips } from './file-chips'

const upload = { key: 'k', filename: 'a.pdf', share: 0, failed: false }
const onRetry = vi.fn()
const chips = (shown: Uploading) => (
  <FileChips files={[]} uploads={[shown]} onRemove={vi.fn()} onRetry={onRetry} onCancel={vi.fn()} />
)

it('says why a file was not uploaded, and tries it again with the focus in its place', async () => {
  const { rerender } = render(chips({ ...upload, failed: true, reason: 'The file store did not take it.' }))
  expect(screen.getByText('Not uploaded. The file store did not take it.')).toBeVisible()
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }))
  expect(onRetry).toHaveBeenCalledWith('k')
  rerender(chips(upload))
  expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull()
  expect(screen.getByRole('listitem')).toHaveFocus()
})

it('offers no second try for a file that is wrong in itself', () => {
  render(chips({ ...upload, failed: true, refused: true, reason: 'A file has at most 25 MB.' }))
  expect(screen.getByText('Not uploaded. A file has at most 25 MB.')).toBeVisible()
  expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull()
  expect(screen.getByRole('button', { name: 'Remove a.pdf' })).toBeVisible()
})
