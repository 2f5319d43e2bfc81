// @vitest-environment jsdom
import { describe, expect, it } from 'vitest'
import { contentId, prepareMail, prepareOwn } from './mail-html'

const inline = new Map([['logo@acme', 'https://files.test/logo']])
const prepare = (html: string, remoteImages = false) => prepareMail(html, { inline, remoteImages })

describe('a mail for the frame', () => {
  it('has no scripts, handlers, forms or refreshes', () => {
    const { html } = prepare(
      '<p onclick="x()">a</p><script>x()</script><form action="/x"><input></form><meta http-equiv="refresh" content="0"><a href="javascript:x()">b</a><iframe src="/x"></iframe>',
    )
    expect(html).toBe('<p>a</p><a target="_blank" rel="noopener noreferrer">b</a>')
  })
  it('shows its inline images', () => {
    expect(prepare('<img src="cid:logo@acme">').html).toBe('<img src="https://files.test/logo">')
    expect(prepare('<img src="cid:unknown">').html).toBe('<img>')
  })
  it('keeps images from elsewhere away until they are asked for', () => {
    const mail =
      '<img src="https://spy.test/1.gif"><img src="//spy.test/2.gif"><p style="background:url(https://spy.test/3)">x</p>'
    const held = prepare(mail)
    expect(held.blocked).toBe(2)
    expect(held.html).not.toContain('spy.test')
    const shown = prepare(mail, true)
    expect(shown.blocked).toBe(0)
    expect(shown.html.match(/spy\.test/g)).toHaveLength(3)
  })
  it('opens links outside', () => {
    expect(prepare('<a href="https://a.test" target="_top">a</a>').html).toContain(
      'target="_blank" rel="noopener noreferrer"',
    )
  })
  it.each(['logo@acme', '<logo@acme>', 'logo%40acme'])('knows a content id spelt %s', (raw) => {
    expect(contentId(raw)).toBe('logo@acme')
  })
  it('does not stumble over a content id that is no URL', () => {
    expect(contentId('100%')).toBe('100%')
  })
})

it('what an agent wrote keeps plain formatting and nothing else', () => {
  expect(prepareOwn('<p style="color:red">Hi <b>you</b></p><img src="x">')).toBe('<p dir="auto">Hi <b>you</b></p>')
})

it('what an agent wrote shows the pictures that came with it, and no others', () => {
  const inline = new Map([['f1', 'https://files.example/f1']])
  const html = '<p><img src="cid:f1" alt="Crack" onerror="x()"><img src="cid:f2"><img src="https://spy.example/p"></p>'
  expect(prepareOwn(html, new Set(), inline)).toBe('<p dir="auto"><img src="https://files.example/f1" alt="Crack"></p>')
})

it('keeps of the classes only what says in which language code is written', () => {
  const html = '<pre class="fixed"><code class="language-python">x</code><code class="fixed inset-0">y</code></pre>'
  expect(prepareOwn(html)).toBe('<pre><code class="language-python">x</code><code>y</code></pre>')
})
