import { expect, it } from 'vitest'
import { likelyHeight } from './likely-height'

it('goes by the lines of a mail', () => {
  expect(likelyHeight('<p>Hello</p>', 70)).toBe(30)
  expect(likelyHeight('<div><p>Hello</p><p>It is<br>broken</p></div>', 70)).toBe(90)
  expect(likelyHeight(`<p>${'word '.repeat(28)}</p>`, 70)).toBe(50)
  expect(likelyHeight('<table><tr><td>A</td><td>B</td></tr><tr><td>1</td><td>2</td></tr></table>', 70)).toBe(60)
})

it('leaves out what is not seen', () => {
  expect(likelyHeight('<style>p { margin: 0 }</style><!-- a note --><p> </p>', 70)).toBe(0)
})
