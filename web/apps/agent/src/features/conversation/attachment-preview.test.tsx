// @vitest-environment jsdom
import '@/shared/i18n/pages'
import { fireEvent, render, screen } from '@testing-library/react'
import { expect, it } from 'vitest'
import { Inside } from '@/testing/inside'
import { Player } from './attachment-preview'

const file = { id: 'f', filename: 'broken.mp4', url: '/broken.mp4', content_type: 'video/mp4', size: 9 } as never

it('a video that cannot be played says so', () => {
  const { container } = render(<Player file={file} kind="video" />, { wrapper: Inside })
  fireEvent.error(container.querySelector('video')!)
  expect(screen.getByRole('alert')).toHaveTextContent('This video cannot be played here')
  expect(screen.getByRole('alert')).toHaveTextContent('Download')
  expect(container.querySelector('video')).toBeNull()
})
