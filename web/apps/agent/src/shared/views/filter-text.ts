import {
  CHOICE_FIELDS,
  type Condition,
  type Filter,
  type FilterGroup,
  type OwnField,
  instantOf,
  isTimeField,
  ownFieldFrom,
  textOfField,
} from './filter'

const MOST_CONDITIONS = 50
const DEEPEST = 4
const PLAIN = /^[^\s,()"]+$/

/** A filter as it stands in an address: `status:open,pending -tag:vip due.before:today any(team:none assignee:me)`. */
export function textOf(filter: FilterGroup): string {
  return filter.match === 'all' ? filter.of.map(term).join(' ') : term(filter)
}

function term(filter: Filter): string {
  if ('match' in filter) return `${filter.match}(${filter.of.map(term).join(' ')})`
  const { op } = filter
  const field = textOfField(filter.field)
  if (!('value' in filter)) return `${field}.${op}`
  const values = [filter.value].flat().map((value) => (PLAIN.test(value) ? value : JSON.stringify(value)))
  const name = op === 'in' ? field : op === 'not_in' ? `-${field}` : `${field}.${op}`
  return `${name}:${values.join(',')}`
}

const TOKEN =
  /\s*(?:(all|any|none)\(|(\))|(-?)(own-[\w-]+|[a-z_]+)(?:\.([a-z]+))?(?::((?:"(?:[^"\\]|\\.)*"|[^\s,()"]+)(?:,(?:"(?:[^"\\]|\\.)*"|[^\s,()"]+))*))?)/y
const VALUE = /"(?:[^"\\]|\\.)*"|[^,]+/g

/** What `textOf` wrote. Null: it cannot be read. */
export function filterFrom(text: string): FilterGroup | null {
  const root: FilterGroup = { match: 'all', of: [] }
  const open = [root]
  let conditions = 0
  const tokens = new RegExp(TOKEN)
  const trimmed = text.trim()
  while (tokens.lastIndex < trimmed.length) {
    const match = tokens.exec(trimmed)
    if (!match) return null
    const [, group, end, not, field, op, values] = match
    if (end) {
      if (open.length === 1) return null
      open.pop()
      continue
    }
    const made: Filter | null = group
      ? { match: group as FilterGroup['match'], of: [] }
      : read(not!, field!, op, values)
    if (!made) return null
    open.at(-1)!.of.push(made)
    if ('match' in made) open.push(made)
    else conditions += 1
    if (open.length > DEEPEST || conditions > MOST_CONDITIONS) return null
  }
  return open.length === 1 ? root : null
}

function read(not: string, field: string, op: string | undefined, text: string | undefined): Condition | null {
  const values = valuesOf(text)
  const value = values?.[0]
  const own = ownFieldFrom(field)
  if (own) return readOwn(not, own, op, values)
  const choice = (CHOICE_FIELDS as readonly string[]).includes(field)
  if ((op === 'set' || op === 'unset') && (choice || isTimeField(field)) && !values) return { field, op } as Condition
  if (!values || value === undefined) return null
  if (choice && !op) return { field, op: not ? 'not_in' : 'in', value: values } as Condition
  if (field === 'subject' && op === 'contains') return { field, op, value }
  if (!isTimeField(field) || (op !== 'before' && op !== 'after')) return null
  return Number.isNaN(instantOf(value, 0)) ? null : { field, op, value }
}

function readOwn(not: string, field: OwnField, op: string | undefined, values: string[] | null): Condition | null {
  const value = values?.[0]
  if ((op === 'set' || op === 'unset') && !values) return { field, op }
  if (!values || value === undefined) return null
  if (!op) return { field, op: not ? 'not_in' : 'in', value: values }
  if (op === 'contains') return { field, op, value }
  if (op !== 'before' && op !== 'after') return null
  return Number.isNaN(instantOf(value, 0)) && Number.isNaN(Number(value)) ? null : { field, op, value }
}

function valuesOf(text: string | undefined): string[] | null {
  try {
    return text?.match(VALUE)?.map((each) => (each.startsWith('"') ? (JSON.parse(each) as string) : each)) ?? null
  } catch {
    return null
  }
}
