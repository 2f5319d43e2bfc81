import type { Catalogue, CustomField, OwnStatus, TagDefinition } from '@tessera/api'
import type { Handler } from './fake-http'
import { Refusal } from './fake-http'

const AT = '2026-11-02T09:00:00.000Z'

export function aField(fields: Partial<CustomField>): CustomField {
  const everybody = { roles: [], team_ids: [] }
  return {
    id: 'field',
    name: 'Field',
    type: 'text',
    of: 'ticket',
    description: '',
    options: [],
    pattern: '',
    hint: '',
    required_at: null,
    visible_to: everybody,
    editable_by: everybody,
    depends_on: null,
    editable: true,
    deleted: false,
    version: 1,
    updated_at: AT,
    ...fields,
  }
}

const aStatus = (fields: Partial<OwnStatus>): OwnStatus => ({
  id: 'status',
  name: 'Status',
  category: 'open',
  colour: 'grey',
  deleted: false,
  version: 1,
  updated_at: AT,
  ...fields,
})

const aTag = (name: string, colour: TagDefinition['colour']): TagDefinition => ({
  id: name,
  name,
  colour,
  aliases: [],
  deleted: false,
  version: 1,
  updated_at: AT,
})

const options = (...labels: string[]) =>
  labels.map((label) => ({ id: label.toLowerCase().replaceAll(' ', '_'), label, archived: false }))

type Kind = 'statuses' | 'tags' | 'fields'

/** The organization's definitions, in memory. */
export function catalogue() {
  const all: Catalogue = {
    version: 1,
    statuses: [
      aStatus({ id: 'parts', name: 'Waiting for parts', category: 'on_hold', colour: 'violet' }),
      aStatus({ id: 'escalated', name: 'Escalated', category: 'open', colour: 'red' }),
    ],
    tags: [aTag('billing', 'amber'), aTag('bug', 'red'), aTag('delivery', 'blue'), aTag('vip', 'violet')],
    fields: [
      aField({
        id: 'product',
        name: 'Product',
        type: 'one_of',
        options: options('Espresso machine', 'Grinder', 'Kettle'),
      }),
      aField({
        id: 'serial',
        name: 'Serial number',
        type: 'pattern',
        pattern: '[A-Z]{2}-[0-9]{6}',
        hint: 'Two letters, a hyphen, six digits: AB-123456',
        depends_on: { field_id: 'product', values: ['espresso_machine', 'grinder'] },
      }),
      aField({ id: 'bought', name: 'Bought on', type: 'date' }),
      aField({ id: 'plan', name: 'Plan', of: 'person', type: 'one_of', options: options('Free', 'Gold') }),
      aField({ id: 'vat', name: 'VAT number', of: 'company' }),
      aField({ id: 'cause', name: 'Root cause', type: 'text', required_at: 'closing' }),
    ],
  }

  function create(kind: Kind, body: { name: string }) {
    const id = body.name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '_')
    const made = {
      fields: aField({ ...body, id }),
      statuses: aStatus({ ...body, id }),
      tags: { ...aTag(body.name, 'grey'), ...body },
    }[kind]
    ;(all[kind] as unknown[]).push(made)
    return made
  }
  function change(kind: Kind, id: string, body: object) {
    const found = (all[kind] as { id: string; version: number }[]).find((each) => each.id === id)
    if (!found) throw new Refusal(404, 'There is no such thing.')
    return Object.assign(found, body, { version: found.version + 1 })
  }
  function arrange({ kind, ids }: { kind: 'status' | 'field'; ids: string[] }) {
    const list = (kind === 'status' ? all.statuses : all.fields) as { id: string }[]
    const place = (id: string) => (ids.includes(id) ? ids.indexOf(id) : ids.length)
    list.sort((a, b) => place(a.id) - place(b.id))
  }
  const kinds: Kind[] = ['statuses', 'tags', 'fields']
  const routes: [string, RegExp, Handler][] = [
    ['GET', /^\/catalogue$/, () => structuredClone(all)],
    ...kinds.flatMap((kind): [string, RegExp, Handler][] => [
      ['POST', new RegExp(`^/admin/${kind}$`), (body: { name: string }) => create(kind, body)],
      ['PATCH', new RegExp(`^/admin/${kind}/([^/]+)$`), (body: object, [id]) => change(kind, id!, body)],
    ]),
    [
      'POST',
      /^\/admin\/tags\/([^/]+)\/merge$/,
      (body: { into: string }, [id]) => {
        all.tags = all.tags.filter((tag) => tag.id !== id)
        return all.tags.find((tag) => tag.id === body.into)
      },
    ],
    ['POST', /^\/admin\/catalogue\/order$/, (body: { kind: 'status' | 'field'; ids: string[] }) => arrange(body)],
  ]
  return { routes }
}
