// @vitest-environment jsdom
import { expect, it } from 'vitest'
import { colourCode, colouredFile } from './code-colours'

function coloured(text: string, language = ''): HTMLElement {
  const within = document.createElement('div')
  within.append(document.createElement('pre'))
  const code = document.createElement('code')
  code.textContent = text
  code.className = language
  within.firstElementChild!.append(code)
  colourCode(within)
  return code
}

it('colours code and keeps every character of it', () => {
  const text = 'def answer(question):\n    """Always the same."""\n    return 42 if question else None\n'
  const code = coloured(text)
  expect(code.textContent).toBe(text)
  expect(code.querySelectorAll('.hljs-keyword').length).toBeGreaterThan(2)
})

it('makes nothing of markup that somebody pasted', () => {
  const text = '<script>alert(1)</script>\n<img src="x" onerror="alert(2)">\n<a href="https://x.test">x</a>'
  const code = coloured(text)
  expect(code.textContent).toBe(text)
  expect(code.querySelector('script, img, a')).toBeNull()
})

it('leaves alone what is no code', () => {
  expect(coloured('The kettle is cold. Please send somebody.').classList).toHaveLength(0)
})

it('believes whoever says in which language it is', () => {
  expect(coloured('x = 1').classList).toHaveLength(0)
  expect(coloured('x = 1', 'language-python').querySelector('.hljs-number')?.textContent).toBe('1')
  expect(coloured('x = 1', 'language-klingon').querySelector('span')).toBeNull()
})

it.each([
  ['answer.py', 'def x(): pass', '<span class="hljs-keyword">def</span>'],
  ['ANSWER.JSON', '{"a": true}', '<span class="hljs-keyword">true</span>'],
  ['a.b.ts', 'const x = 1', '<span class="hljs-keyword">const</span>'],
  ['page.htm', '<b>x</b>', '&lt;'],
])('colours %s by its ending', (filename, text, part) => expect(colouredFile(text, filename)).toContain(part))

it.each([
  ['notes.txt', 'if only it were code'],
  ['Makefile', 'all: build'],
  ['table.csv', 'a,b'],
  ['long.py', 'x = 1\n'.repeat(50_000)],
])('leaves %s alone', (filename, text) => expect(colouredFile(text, filename)).toBeNull())
