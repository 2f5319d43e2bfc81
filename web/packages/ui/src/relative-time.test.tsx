// @vitest-environment jsdom
import { fireEvent, render, screen } from '@testing-library/react'
import { expect, it } from 'vitest'
import { RelativeTime } from './relative-time'

it('says the exact time to whoever points at it', () => {
  render(<RelativeTime at="2024-03-01T12:00:00Z" justNow="now" />)
  const time = screen.getByText('Mar 1, 2024')
  fireEvent.pointerEnter(time)
  expect(time.title).toMatch(/^Friday, March 1, 2024/)
})
