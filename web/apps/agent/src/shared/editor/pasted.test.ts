// @vitest-environment jsdom
import { expect, it } from 'vitest'
import { withoutTables } from './pasted'

it('keeps the cells of a table apart, and what stands around it', () => {
  const cells = '<tr><td>a</td><td><b>b</b></td></tr><tr><td><p>c</p><p>d</p></td><td></td><td>e</td></tr>'
  const html = withoutTables(
    `<p>Before</p><table><thead><tr><th>One</th><th>Two</th></tr></thead><tbody>${cells}</tbody></table><p>After</p>`,
  )
  expect(html).toBe('<p>Before</p><p>One | Two</p><p>a | <b>b</b></p><p>c d |  | e</p><p>After</p>')
})

it('takes a table within a cell for its text', () => {
  const inner = '<table><tr><td>b</td><td>c</td></tr></table>'
  expect(withoutTables(`<table><tr><td>a</td><td>${inner}</td></tr></table>`)).toBe('<p>a | b | c</p>')
})

it('knows rows without their table', () => {
  expect(withoutTables('<tr><td>a</td><td>b</td></tr>')).toBe('<p>a | b</p>')
})

it('leaves everything else as it is', () => {
  expect(withoutTables('<p>a<br>b</p>')).toBe('<p>a<br>b</p>')
})
