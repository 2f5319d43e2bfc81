// @vitest-environment jsdom
import Color from 'colorjs.io'
import { describe, expect, it } from 'vitest'
import { ON_PAPER, PAPER, frameDocument, relightText, settleHeights } from './frame-document'

const colours = { ink: 'black', quiet: 'gray', link: 'green', line: 'silver', scheme: 'light' } as const

it('says what a picture shows that is not there, and takes no link for one that leads nowhere', () => {
  const mail = '<a href="https://a.test">a</a><a>b</a><img alt="Our logo"><img alt=""><img>'
  document.documentElement.innerHTML = frameDocument(mail, colours, '').document
  const shown = (selector: string) => [...document.querySelectorAll(selector)].map((each) => getComputedStyle(each))
  expect(shown('img').map(({ display }) => display === 'none')).toEqual([false, true, true])
  expect(shown('a').map(({ color }) => color)).toEqual(['rgb(0, 128, 0)', 'rgb(0, 0, 0)'])
})

it('has no heights that follow its own', () => {
  const mail =
    '<div style="min-height: 100VH; height:.5dvh; width:50vw; margin:3vmin">x</div><p style="color:olive">y</p>'
  document.documentElement.innerHTML = frameDocument(mail, colours, '').document
  settleHeights(document)
  const styles = [...document.querySelectorAll('[style]')].map((each) => each.getAttribute('style'))
  expect(styles).toEqual(['min-height: 600px; height:3px; width:50vw; margin:18px', 'color:olive'])
})

describe('in the dark', () => {
  const night = { ...colours, ink: 'rgb(250, 250, 250)', scheme: 'dark' } as const
  const designed = '<table bgcolor="#336699"><tr><td>x</td></tr></table>'
  const plain = '<div style="background-color: white; color: #111">x</div>'

  it('a designed mail lies on paper, and in the light on the page as ever', () => {
    expect(frameDocument(designed, night, '').paper).toBe(true)
    expect(frameDocument(designed, colours, '').paper).toBe(false)
    for (const ink of [ON_PAPER.ink, ON_PAPER.quiet, ON_PAPER.link])
      expect(new Color(ink).contrastWCAG21(new Color(PAPER))).toBeGreaterThanOrEqual(4.5)
  })

  it('any other is drawn on the page, with what it says of white left out', () => {
    const { document: text, paper } = frameDocument(plain, night, '')
    expect(paper).toBe(false)
    document.documentElement.innerHTML = text
    relightText(document, night.ink)
    expect(text).toContain('body :not(mark){background-color:transparent!important}')
    expect(getComputedStyle(document.querySelector('div')!).color).toBe(night.ink)
  })

  it('has the same policy as in the light', () => {
    const policyOf = (text: string) => /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(text)![1]
    const light = policyOf(frameDocument(plain, colours, 'https://a.test').document)
    expect(light).toContain("default-src 'none'; img-src data: blob: https://a.test;")
    for (const html of [plain, designed])
      expect(policyOf(frameDocument(html, night, 'https://a.test').document)).toBe(light)
  })
})
