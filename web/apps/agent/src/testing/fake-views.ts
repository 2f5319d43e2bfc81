import { type View, newId } from '@tessera/api'
import type { Handler } from './fake-http'

export function savedViews(agent: { id: string }) {
  const made = (fields: Partial<View>): View => {
    const now = new Date().toISOString()
    return {
      id: newId(),
      name: '',
      icon: '',
      filter: { match: 'all', of: [] },
      sort: null,
      group: null,
      layout: 'list',
      columns: null,
      sharing: 'private',
      team_ids: [],
      owner_id: agent.id,
      created_at: now,
      updated_at: now,
      version: 1,
      ...fields,
    }
  }
  let all = [
    made({
      name: 'Urgent and nobody’s',
      icon: '🔥',
      filter: {
        match: 'all',
        of: [
          { field: 'priority', op: 'in', value: ['urgent', 'high'] },
          { field: 'assignee', op: 'in', value: ['none'] },
        ],
      },
      sharing: 'everyone',
    }),
    made({
      name: 'Due by tomorrow',
      filter: {
        match: 'all',
        of: [
          { field: 'status', op: 'in', value: ['open', 'pending', 'on_hold'] },
          { field: 'due', op: 'before', value: 'tomorrow' },
        ],
      },
      sort: { field: 'due', direction: 'asc' },
    }),
  ]
  const routes: [string, RegExp, Handler][] = [
    ['GET', /^\/views$/, () => ({ items: all })],
    ['POST', /^\/views$/, (body: Partial<View>) => (all = [...all, made(body)]).at(-1)],
    [
      'PATCH',
      /^\/views\/([^/]+)$/,
      (body: Partial<View>, [id]) => {
        const view = { ...all.find((each) => each.id === id)!, ...body }
        all = all.map((each) => (each.id === id ? view : each))
        return view
      },
    ],
    ['DELETE', /^\/views\/([^/]+)$/, (_, [id]) => void (all = all.filter((each) => each.id !== id))],
    [
      'PUT',
      /^\/views\/order$/,
      ({ ids }: { ids: string[] }) => void (all = ids.flatMap((id) => all.filter((each) => each.id === id))),
    ],
  ]
  return { routes }
}
