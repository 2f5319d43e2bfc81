import { readFileSync } from 'node:fs'
import Color from 'colorjs.io'
import { describe, expect, it } from 'vitest'
import { PAIRS, TILE_HUES } from './pairs'

const css = ['raw', 'semantic', 'component']
  .map((name) => readFileSync(new URL(`./${name}.css`, import.meta.url), 'utf8'))
  .join('\n')
  .replace(/\/\*[\s\S]*?\*\//g, '')

/** An organization's brand is one hue, any of them. */
const BRAND_HUES = Array.from({ length: 36 }, (_, index) => index * 10)

/** The custom properties that hold under a theme, with later and more specific rules winning. */
function variablesOf(theme: string): Map<string, string> {
  const found = new Map<string, string>()
  const blocks = [...css.matchAll(/((?::root[^{,]*,?\s*)+)\{([^}]*)\}/g)]
  for (const wantsTheme of [false, true]) {
    for (const [, selector = '', body = ''] of blocks) {
      const themed = selector.includes('data-theme')
      if (selector.includes('data-density') || themed !== wantsTheme) continue
      if (themed && !selector.includes(`'${theme}'`)) continue
      for (const [, name = '', value = ''] of body.matchAll(/(--[\w-]+):\s*([^;]+);/g)) found.set(name, value.trim())
    }
  }
  return found
}

function resolve(variables: Map<string, string>, value: string): string {
  const resolved = value.replace(/var\((--[\w-]+)\)/g, (_, name: string) => {
    const next = variables.get(name)
    if (next === undefined) throw new Error(`no such token: ${name}`)
    return resolve(variables, next)
  })
  return resolved
}

function ratio(variables: Map<string, string>, front: string, back: string): number {
  const [a, b] = [front, back].map((value) => new Color(resolve(variables, value)).toGamut({ space: 'srgb' }))
  return a!.contrastWCAG21(b!)
}

describe.each(['light', 'dark', 'contrast', 'contrast-dark'])('contrast in %s', (theme) => {
  const variables = variablesOf(theme)
  const high = theme.startsWith('contrast')

  it.each(
    PAIRS.flatMap((pair) => pair.backs.map((back) => [pair.front, back, high ? pair.contrast : pair.min] as const)),
  )('%s on %s is at least %s:1', (front, back, min) => {
    expect(ratio(variables, `var(${front})`, `var(${back})`)).toBeGreaterThanOrEqual(min)
  })

  it.each(TILE_HUES)('initials on the tile of hue %s', (hue) => {
    const ink = `oklch(var(--tile-ink-l) 0.06 ${hue})`
    const tile = `oklch(var(--tile-l) var(--tile-c) ${hue})`
    expect(ratio(variables, ink, tile)).toBeGreaterThanOrEqual(high ? 7 : 4.5)
  })

  it.each(BRAND_HUES)('the accent in the brand hue %s', (hue) => {
    const branded = new Map(variables).set('--accent-hue', String(hue))
    for (const pair of PAIRS) {
      for (const back of pair.backs) {
        const found = ratio(branded, `var(${pair.front})`, `var(${back})`)
        expect(found, `${pair.front} on ${back}`).toBeGreaterThanOrEqual(high ? pair.contrast : pair.min)
      }
    }
  })
})
