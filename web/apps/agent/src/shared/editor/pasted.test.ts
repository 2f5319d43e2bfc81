// @vitest-environment jsdom
import { expect, it } from 'vitest'
import { simplified } from './pasted'

it('keeps the cells of a table apart, and what stands around it', () => {
  const cells = '<tr><td>a</td><td><b>b</b></td></tr><tr><td><p>c</p><p>d</p></td><td></td><td>e</td></tr>'
  const html = simplified(
    `<p>Before</p><table><thead><tr><th>One</th><th>Two</th></tr></thead><tbody>${cells}</tbody></table><p>After</p>`,
  )
  expect(html).toBe('<p>Before</p><p>One | Two</p><p>a | <b>b</b></p><p>c d |  | e</p><p>After</p>')
})

it('takes a table within a cell for its text', () => {
  const inner = '<table><tr><td>b</td><td>c</td></tr></table>'
  expect(simplified(`<table><tr><td>a</td><td>${inner}</td></tr></table>`)).toBe('<p>a | b | c</p>')
})

it('knows rows without their table', () => {
  expect(simplified('<tr><td>a</td><td>b</td></tr>')).toBe('<p>a | b</p>')
})

it('leaves everything else as it is', () => {
  expect(simplified('<p>a<br>b</p>')).toBe('<p>a<br>b</p>')
})

it('keeps the text of a link that means nothing in a mail, and the links that do', () => {
  expect(simplified('<p><a href="/x">a</a> <a href="#x"><b>b</b></a></p>')).toBe('<p>a <b>b</b></p>')
  const kept =
    '<p><a href="https://a.example/x">a</a> <a href=mailto:a@b.example>b</a> <a href="#mention-agent-1">@C</a></p>'
  expect(simplified(kept)).toBe(kept)
})

it('knows a list out of Word', () => {
  const item = (text: string, mark: string, level: number) =>
    `<p class=MsoListParagraph style='margin:0;mso-list:l0 level${level} lfo1'><![if !supportLists]><span style='mso-list:Ignore'>${mark}<span>&nbsp; </span></span><![endif]>${text}</p>\n`
  const html = simplified(
    '<p>Before</p>' +
      item('One', '·', 1) +
      item('Two <b>b</b>', '·', 1) +
      item('Deep', 'a)', 2) +
      item('Three', '·', 1) +
      '<p>Between</p>' +
      item('First', '1.', 1),
  )
  const shown = html.replaceAll(/<!--.*?-->|\n/g, '')
  expect(shown).toBe(
    '<p>Before</p><ul><li>One</li><li>Two <b>b</b><ol><li>Deep</li></ol></li><li>Three</li></ul><p>Between</p><ol><li>First</li></ol>',
  )
})
