// @vitest-environment jsdom
import { expect, it } from 'vitest'
import { frameDocument } from './frame-document'

const colours = { ink: 'black', quiet: 'gray', link: 'green', line: 'silver', scheme: 'light' } as const

it('says what a picture shows that is not there, and takes no link for one that leads nowhere', () => {
  const mail = '<a href="https://a.test">a</a><a>b</a><img alt="Our logo"><img alt=""><img>'
  document.documentElement.innerHTML = frameDocument(mail, colours, '').document
  const shown = (selector: string) => [...document.querySelectorAll(selector)].map((each) => getComputedStyle(each))
  expect(shown('img').map(({ display }) => display === 'none')).toEqual([false, true, true])
  expect(shown('a').map(({ color }) => color)).toEqual(['rgb(0, 128, 0)', 'rgb(0, 0, 0)'])
})
