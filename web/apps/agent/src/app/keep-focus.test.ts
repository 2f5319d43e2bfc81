// @vitest-environment jsdom
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { keepFocus } from './keep-focus'

let rendered: (event: { pathChanged: boolean }) => void
let stop: () => void
const pages = {
  subscribe(_: string, listener: typeof rendered) {
    rendered = listener
    return () => undefined
  },
}

beforeEach(() => {
  vi.useFakeTimers()
  document.body.innerHTML =
    '<main><button id="row">A row</button><div data-place="main"><section data-testid="conversation" tabindex="-1"></section><input id="bcc" /></div></main>'
  stop = keepFocus(pages)
})
afterEach(() => {
  stop()
  vi.useRealTimers()
})

const at = (id: string) => document.querySelector<HTMLElement>(`#${id}`)!

/** As browsers do: jsdom tells nobody that the focus left with its element. */
function leaves(id: string) {
  const element = at(id)
  element.dispatchEvent(new FocusEvent('focusout', { bubbles: true }))
  element.remove()
  vi.advanceTimersByTime(200)
}

it('is on the page that came', () => {
  document.body.innerHTML = '<main></main>'
  rendered({ pathChanged: true })
  vi.advanceTimersByTime(200)
  expect(document.activeElement).toBe(document.querySelector('main'))
})

it('is left where the page put it, and where only the address changed', () => {
  rendered({ pathChanged: false })
  vi.advanceTimersByTime(200)
  expect(document.activeElement).toBe(document.body)
  rendered({ pathChanged: true })
  at('row').focus()
  vi.advanceTimersByTime(200)
  expect(document.activeElement).toBe(at('row'))
})

it('goes on to the conversation of the ticket, or else to the page, where it left with its element', () => {
  at('bcc').focus()
  leaves('bcc')
  expect(document.activeElement).toBe(document.querySelector('section'))
  at('row').focus()
  leaves('row')
  expect(document.activeElement).toBe(document.querySelector('main'))
})

it('is nowhere where one left it for nothing', () => {
  at('row').focus()
  at('row').blur()
  vi.advanceTimersByTime(200)
  expect(document.activeElement).toBe(document.body)
})
