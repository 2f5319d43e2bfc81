// @vitest-environment jsdom
import Color from 'colorjs.io'
import { describe, expect, it } from 'vitest'
import { isDesigned, onDark } from './mail-colours'

describe('a mail that was designed', () => {
  it.each([
    '<table bgcolor="#336699"><tr><td>x</td></tr></table>',
    '<table bgcolor="f0c000"><tr><td>x</td></tr></table>',
    '<a style="background: teal; color: #fff">Pay</a>',
    '<p style="BACKGROUND-COLOR: rgb(255, 243, 205)">Careful</p>',
    '<div style="color: red; background-image:url(https://a.test/x.png)">x</div>',
    '<div style="background: no-repeat #036">x</div>',
    '<div style="background: linear-gradient(#fff, #eee)">x</div>',
  ])('paints surfaces of its own: %s', (html) => expect(isDesigned(html)).toBe(true))

  it.each([
    '<p>Only words about background colours</p>',
    '<div style="background:#ffffff;color:#222">x</div>',
    '<body bgcolor="#FFF"><table bgcolor="white"><tr><td style="background-color: #f4f4f4">x</td></tr></table>',
    '<span style="background-color: transparent">x</span><p style="background: none">y</p>',
    '<span style="background-color: rgba(0, 0, 0, 0)">x</span>',
    '<p style="background: #fefefe none repeat scroll 0 0">x</p>',
  ])('is not one on the white that mails take for granted: %s', (html) => expect(isDesigned(html)).toBe(false))
})

describe('a colour that was chosen for white, in the dark', () => {
  it.each(['rgb(0, 0, 0)', 'rgb(34, 34, 34)', 'rgb(80, 80, 90)'])('is the ink if it is no colour: %s', (colour) =>
    expect(onDark(colour, 'ink')).toBe('ink'),
  )
  it.each(['rgb(5, 99, 193)', 'rgb(200, 0, 0)', 'rgb(0, 0, 255)', 'rgb(0, 80, 30)'])('can be read: %s', (colour) => {
    const lit = onDark(colour, 'ink')!
    expect(new Color(lit).contrastWCAG21(new Color('#262624'))).toBeGreaterThanOrEqual(4.5)
    const [before, after] = [colour, lit].map((each) => new Color(each).to('oklch').coords[2]!)
    expect(Math.abs(before! - after!)).toBeLessThan(25)
  })
  it.each(['rgb(240, 240, 240)', 'rgb(255, 180, 0)', 'oklch(0.2 0 0)'])(
    'stays if it can be, or is not known: %s',
    (colour) => expect(onDark(colour, 'ink')).toBeNull(),
  )
})
