// What the built app costs to load, gzipped, held against its budgets. Exits with 1 when one is exceeded.
import { readFile, readdir } from 'node:fs/promises'
import { gzipSync } from 'node:zlib'

const KB = 1024
const DIST = new URL('../apps/agent/dist/', import.meta.url)
const BUDGETS = {
  'sign-in (JS)': 145 * KB,
  // What the inbox needs for its first row.
  'first load, signed in (JS)': 197 * KB,
  'styles (CSS)': 16 * KB,
  // What the list asks for once its rows are there: menus, pickers, keys.
  'a moment later (JS)': 75 * KB,
  // Reactions, threads, forwards, editing, links, who else is here.
  'ticket page, without the editor (JS)': 53 * KB,
  'editor (JS)': 140 * KB,
}

const sizeOf = async (name) => gzipSync(await readFile(new URL(name, DIST)), { level: 9 }).length

/** A chunk with everything that it imports statically. */
async function closure(names, seen = new Set()) {
  for (const name of names) {
    if (seen.has(name)) continue
    seen.add(name)
    const code = await readFile(new URL(name, DIST), 'utf8')
    const imported = [...code.matchAll(/(?:from|import)\s*["']\.\/([\w.-]+\.js)["']/g)].map(
      (match) => `assets/${match[1]}`,
    )
    await closure(imported, seen)
  }
  return seen
}

const total = async (names) => (await Promise.all([...names].map(sizeOf))).reduce((sum, size) => sum + size, 0)

const html = await readFile(new URL('index.html', DIST), 'utf8')
const entries = [...html.matchAll(/(?:src|href)="\/((?:assets\/)?[\w.-]+\.js)"/g)].map((match) => match[1])
const files = (await readdir(new URL('assets/', DIST))).map((name) => `assets/${name}`)
const chunk = (prefix) => files.filter((name) => name.startsWith(`assets/${prefix}-`) && name.endsWith('.js'))

const signIn = await closure(entries)
const first = await closure(chunk('workspace'), new Set(signIn))
const beyond = async (names, ...known) =>
  new Set([...(await closure(names))].filter((name) => !known.some((each) => each.has(name))))
const later = await beyond(chunk('later'), first)
const ticket = await beyond(chunk('ticket-page'), first, later)
const editor = await beyond(chunk('editor'), first, later, ticket)

const measured = {
  'sign-in (JS)': await total(signIn),
  'first load, signed in (JS)': await total(first),
  'styles (CSS)': await total(files.filter((name) => name.endsWith('.css'))),
  'a moment later (JS)': await total(later),
  'ticket page, without the editor (JS)': await total(ticket),
  'editor (JS)': await total(editor),
}

let exceeded = false
for (const [name, size] of Object.entries(measured)) {
  const over = size > BUDGETS[name]
  exceeded ||= over
  console.log(
    `${over ? 'OVER' : 'ok  '} ${(size / KB).toFixed(1).padStart(6)} KB of ${BUDGETS[name] / KB} KB gz  ${name}`,
  )
}
const leaked = files.filter((name) => /fake/.test(name))
if (leaked.length > 0) {
  console.log(`OVER the fake API is in the bundle: ${leaked.join(', ')}`)
  exceeded = true
}
process.exit(exceeded ? 1 : 0)
