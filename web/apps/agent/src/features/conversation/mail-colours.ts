type Channels = readonly [red: number, green: number, blue: number]

/** Names that mails give to a sheet that is meant to be none. */
const WHITE_NAMES = new Set(['white', 'snow', 'ivory', 'ghostwhite', 'floralwhite', 'whitesmoke'])
const NO_COLOURS = new Set(['', 'transparent', 'inherit', 'initial', 'unset', 'none', 'currentcolor'])
const WHITISH = 235

/** Whether a mail was designed: what paints surfaces of its own, other than the white that mails take for granted. */
export function isDesigned(html: string): boolean {
  if (!/bgcolor|background/i.test(html)) return false
  const mail = new DOMParser().parseFromString(html, 'text/html')
  const named = (name: string) =>
    [...mail.querySelectorAll(`[${name}]`)].map((element) => element.getAttribute(name) ?? '')
  const declared = named('style').flatMap((style) => [...style.matchAll(BACKGROUND)].map(([, value]) => value!))
  return [...named('bgcolor'), ...declared].some(paints)
}

const BACKGROUND = /(?:^|;)\s*background(?:-color|-image)?\s*:([^;]+)/gi
/** The colour within what else a background may be said to have. */
const COLOUR = /rgba?\([^)]*\)|#[\da-f]{3,8}\b|^[\da-z]+/

function paints(background: string): boolean {
  const value = background.trim().toLowerCase()
  if (value.includes('url(')) return true
  const colour = COLOUR.exec(value)?.[0] ?? ''
  if (NO_COLOURS.has(colour) || WHITE_NAMES.has(colour) || /^rgba\(.*, ?0\)$/.test(colour)) return false
  const channels = channelsOf(colour)
  return !channels || Math.min(...channels) < WHITISH
}

/** Of what is dark in the dark themes, the lightest: what can be read on it can be read on all. */
const DARK = 0.02
const READABLE = 4.5
const GREYISH = 32

/**
 * What a text's colour becomes on a dark sheet, if it was chosen for a white one: what is nearly black or grey takes the ink,
 * and a colour gets lighter until it can be read. Null: it stays.
 */
export function onDark(colour: string, ink: string): string | null {
  const channels = channelsOf(colour)
  if (!channels || contrastOnDark(channels) >= READABLE) return null
  if (Math.max(...channels) - Math.min(...channels) < GREYISH) return ink
  for (let part = 0.05; part < 1; part += 0.05) {
    const lighter = channels.map((each) => Math.round(each + (255 - each) * part)) as unknown as Channels
    if (contrastOnDark(lighter) >= READABLE) return `rgb(${lighter.join(', ')})`
  }
  return ink
}

/** By WCAG's measure. */
function contrastOnDark(channels: Channels): number {
  const [red, green, blue] = channels.map((each) => {
    const share = each / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return (0.2126 * red! + 0.7152 * green! + 0.0722 * blue! + 0.05) / (DARK + 0.05)
}

/** Of `rgb(…)` and of what mails write; another notation is not known. */
function channelsOf(colour: string): Channels | null {
  const written = /^rgba?\(([^)]+)\)$/.exec(colour)?.[1]
  if (written) {
    const [red, green, blue] = written.split(/[ ,/]+/).map(Number)
    return [red!, green!, blue!].some(Number.isNaN) ? null : [red!, green!, blue!]
  }
  const hex = /^#?([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(colour)?.[1]
  if (!hex) return null
  const whole = hex.length === 3 ? [...hex].map((each) => each + each).join('') : hex
  return [0, 2, 4].map((at) => parseInt(whole.slice(at, at + 2), 16)) as unknown as Channels
}
