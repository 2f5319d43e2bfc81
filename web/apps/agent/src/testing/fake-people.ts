import type { AgentDetail, Me, Team } from '@tessera/api'

const at = '2026-01-05T09:00:00.000Z'
const agent = (n: number, name: string, role: AgentDetail['role'], team_ids: string[]): AgentDetail => ({
  id: `0196a000-0000-7000-8000-0000000000b${n}`,
  name,
  email: `${name.split(' ')[0]!.toLowerCase()}@acme.test`,
  role,
  team_ids,
  active: true,
  away: false,
  away_until: null,
  ticket_scope: 'all',
  skills: [],
  languages: [],
  capacity: null,
  working_hours: null,
  created_at: at,
  updated_at: at,
  version: 1,
})

export const TEAMS: Team[] = [
  { id: '0196a000-0000-7000-8000-0000000000d1', name: 'Orders', routing: 'round_robin', signature: '', version: 1 },
  {
    id: '0196a000-0000-7000-8000-0000000000d2',
    name: 'Technical',
    routing: 'manual',
    signature: '<p>{{agent.first_name}} from Technical</p>',
    version: 1,
  },
]
const [orders, technical] = TEAMS.map((team) => team.id) as [string, string]

export const AGENTS: AgentDetail[] = [
  agent(1, 'Jonas Weber', 'admin', [orders, technical]),
  agent(2, 'Amara Okafor', 'agent', [orders]),
  agent(3, 'Lucía Fernández', 'agent', [technical]),
  agent(4, 'Tom Nakamura', 'supervisor', [orders]),
  agent(5, 'Ida Lindqvist', 'viewer', []),
]

const PERMISSIONS: Record<string, Me['permissions']> = {
  admin: ['tickets:read', 'tickets:write', 'tickets:delete', 'agents:read', 'reports:read', 'kb:read', 'admin'],
  supervisor: ['tickets:read', 'tickets:write', 'tickets:delete', 'agents:read', 'reports:read'],
  agent: ['tickets:read', 'tickets:write', 'kb:read'],
  viewer: ['tickets:read', 'reports:read'],
}

export function meAs(who: AgentDetail): Me {
  return {
    id: who.id,
    email: who.email,
    name: who.name,
    role: who.role,
    permissions: PERMISSIONS[who.role]!,
    team_ids: who.team_ids,
    ticket_scope: who.ticket_scope,
    organization: { id: '0196a000-0000-7000-8000-000000000001', name: 'Acme', slug: 'acme', hue: null },
    created_at: who.created_at,
  }
}
