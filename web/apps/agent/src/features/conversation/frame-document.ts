import inter from '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2?url'
import { isDesigned, onDark } from './mail-colours'

/** The page's own colours, read where the frame stands: a frame does not inherit variables. */
export interface FrameColours {
  ink: string
  quiet: string
  link: string
  line: string
  scheme: 'light' | 'dark'
}

export function coloursAt(element: Element): FrameColours {
  const style = getComputedStyle(element)
  const read = (name: string) => style.getPropertyValue(name)
  return {
    ink: read('--text-strong'),
    quiet: read('--text-quiet'),
    link: read('--text-accent'),
    line: read('--line'),
    scheme: style.colorScheme === 'dark' ? 'dark' : 'light',
  }
}

/** What a designed mail lies on in the dark: of the page's own stone, and a little less bright than a lamp. */
export const PAPER = '#f3f1ed'
export const ON_PAPER: FrameColours = {
  ink: '#1b1a18',
  quiet: '#5f5c57',
  link: '#00665c',
  line: '#d6d2cb',
  scheme: 'light',
}

/**
 * The whole document of the frame. The frame's sandbox allows no scripts, and this policy no connections and no images but
 * those of `imageSources` (in the policy's own words).
 */
export function frameDocument(
  html: string,
  colours: FrameColours,
  imageSources: string,
): { document: string; paper: boolean } {
  const designed = isDesigned(html)
  const paper = designed && colours.scheme === 'dark'
  const used = paper ? ON_PAPER : colours
  // What mails take for granted as white is the page's own sheet.
  const sheet = designed ? '' : 'body :not(mark){background-color:transparent!important}'
  const origin = location.origin
  const policy = `default-src 'none'; img-src data: blob: ${imageSources}; style-src 'unsafe-inline'; font-src ${origin}`
  return {
    paper,
    document: `<!doctype html><html><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}">
<base target="_blank"><style>
@font-face{font-family:'Inter Variable';font-weight:100 900;src:url('${new URL(inter, origin).href}') format('woff2')}
:root{color-scheme:${used.scheme}}
html{overflow-x:auto;overflow-y:hidden}
body{margin:0;padding:${paper ? '16px' : '1px 0'};font:13.5px/1.55 'Inter Variable',ui-sans-serif,system-ui,sans-serif;color:${used.ink};background:${paper ? PAPER : 'transparent'};overflow-wrap:anywhere}
body>:first-child{margin-top:0}body>:last-child{margin-bottom:0}
a[href]{color:${used.link}}img{max-width:100%;height:auto;color:${used.quiet}}img:not([src]):not([alt]),img[alt='']:not([src]){display:none}table{max-width:100%}pre{white-space:pre-wrap}
blockquote{margin:8px 0;padding-left:12px;border-left:2px solid ${used.line};color:${used.quiet}}${sheet}
</style></head><body dir="auto">${html}</body></html>`,
  }
}

/** In the dark, text that the mail coloured for an assumed white would vanish. */
export function relightText(document: Document, ink: string): void {
  for (const element of document.body.querySelectorAll<HTMLElement>('[style*="color" i], font[color]')) {
    const lit = onDark(getComputedStyle(element).color, ink)
    if (lit) element.style.setProperty('color', lit, 'important')
  }
}

/** `100vh` is as high as the frame, which is as high as what it holds: it would grow without end. A mail has no window. */
export function settleHeights(document: Document): void {
  for (const element of document.body.querySelectorAll('[style*="v" i]')) {
    const style = element.getAttribute('style')!
    const settled = style.replace(WINDOW_HEIGHTS, (_, count: string) => `${Number(count) * PX_OF_A_HUNDREDTH}px`)
    if (settled !== style) element.setAttribute('style', settled)
  }
}

const WINDOW_HEIGHTS = /(\d*\.?\d+)[sld]?v(?:h|b|min|max)\b/gi
const PX_OF_A_HUNDREDTH = 6
