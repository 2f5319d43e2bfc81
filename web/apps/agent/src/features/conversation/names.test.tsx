// @vitest-environment jsdom
import '@/shared/i18n/pages'
import { render } from '@testing-library/react'
import { expect, it } from 'vitest'
import { aMessage } from '@/testing/factories'
import { Inside } from '@/testing/inside'
import { Addressed } from './addressed'
import { Attachments } from './attachments'

const person = (name: string) => ({ id: name, name, email: `${name}@x.test` })

it('sets each name of whom a message goes to apart, so that it is read and cut in its own direction', () => {
  const message = aMessage({
    author_type: 'agent',
    kind: 'reply',
    to: [person('Mira')],
    cc: [person('بشير'), person('Bo')],
  })
  const { container } = render(<Addressed message={message} cut />)
  expect(container.textContent).toBe('to Mira, cc بشير, Bo')
  expect([...container.querySelectorAll('bdi bdi')].map((each) => each.textContent)).toEqual(['Mira', 'بشير', 'Bo'])
  expect(container.querySelector('[title="to Mira, cc بشير, Bo"]')).not.toBeNull()
})

it.each(['clean', 'infected'] as const)('sets the name of a file apart that is %s', (scan) => {
  const file = { id: 'f', filename: 'taken-by-a-camera.png', content_type: 'image/png', size: 9, url: '/f', scan }
  const message = aMessage({ attachments: [file as never] })
  const { container } = render(<Attachments files={message.attachments} html={null} />, { wrapper: Inside })
  expect(container.querySelector('bdi')?.textContent).toBe('taken-by-a-camera.png')
})
