// Pictures of every screen and component, and axe on each: `npm run screens -- [--only ticket] [--out folder]`.
// Reads storybook-static (npm run build-storybook); uses the system's Chromium (CHROMIUM names another).
import { createReadStream, existsSync } from 'node:fs'
import { mkdir, readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { chromium } from 'playwright-core'

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    out: { type: 'string', default: 'test-results/screens' },
    theme: { type: 'string', multiple: true, default: ['light', 'dark', 'contrast'] },
    width: { type: 'string', multiple: true, default: ['360', '768', '1440', '2560'] },
  },
})
const ROOT = fileURLToPath(new URL('../storybook-static/', import.meta.url))
const AXE = fileURLToPath(new URL('../node_modules/axe-core/axe.min.js', import.meta.url))
const TYPES = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
}
const SETTLE_MS = 900

function serve() {
  const server = createServer((request, response) => {
    const path = join(ROOT, decodeURIComponent(new URL(request.url, 'http://x').pathname))
    if (!path.startsWith(ROOT) || !existsSync(path)) return response.writeHead(404).end()
    response.setHeader('Content-Type', TYPES[extname(path)] ?? 'application/octet-stream')
    return createReadStream(path).pipe(response)
  })
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)))
}

/** The violations of the page as lines for a person. A mail's frame allows no scripts, so axe stays outside of it. */
async function violations(page, story) {
  await page.addScriptTag({ path: AXE })
  // A menu that is looked at alone floats beside the landmarks; on a screen the page around it has them.
  const rules = { region: { enabled: story.title !== 'UI/Layers' } }
  const run = (options) => globalThis.axe.run(document, { resultTypes: ['violations'], iframes: false, ...options })
  const found = await page.evaluate(run, { rules })
  return found.violations.map(
    (each) => `${each.id} (${each.impact}): ${each.nodes.map((node) => node.target.join(' ')).join(', ')}`,
  )
}

async function look(browser, origin, story, theme, width) {
  const phone = width < 600
  const context = await browser.newContext({
    viewport: { width, height: phone ? 740 : width > 2000 ? 1300 : 900 },
    hasTouch: phone,
    isMobile: phone,
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  await page.goto(`${origin}/iframe.html?id=${story.id}&viewMode=story&globals=theme:${theme}`)
  await page.waitForLoadState('networkidle')
  await page.waitForTimeout(SETTLE_MS)
  await page.screenshot({ path: join(values.out, `${story.id}-${width}-${theme}.png`) })
  const lines = await violations(page, story)
  await context.close()
  return lines
}

const index = JSON.parse(await readFile(join(ROOT, 'index.json'), 'utf8'))
const stories = Object.values(index.entries).filter((entry) => entry.type === 'story' && entry.id.includes(values.only))
await mkdir(values.out, { recursive: true })
const server = await serve()
const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
})

let bad = 0
let looked = 0
for (const story of stories) {
  // Components are looked at in every theme; only screens change with the width.
  const widths = story.title === 'Screens' ? values.width.map(Number) : [1440]
  for (const theme of values.theme) {
    for (const width of widths) {
      const lines = await look(browser, `http://127.0.0.1:${server.address().port}`, story, theme, width)
      looked += 1
      bad += lines.length
      for (const line of lines) console.log(`${story.id} ${theme} ${width}: ${line}`)
    }
  }
}
await browser.close()
server.close()
console.log(`${looked} pictures in ${values.out}, ${bad} axe violations`)
process.exit(bad > 0 ? 1 : 0)
