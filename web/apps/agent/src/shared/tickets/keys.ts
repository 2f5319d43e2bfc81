/** Of what is asked from the server. Tickets' rows are in the replica (`shared/replica`). */
export const keys = {
  me: ['me'],
  agents: ['agents'],
  teams: ['teams'],
  macros: ['macros'],
  mailboxes: ['mailboxes'],
  adminAgents: ['admin', 'agents'],
  ticket: (id: string) => ['ticket', id],
  asOf: (id: string | undefined, at: string | null) => ['as-of', id, at],
} as const
