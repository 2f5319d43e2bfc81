/** Of what is asked from the server. Tickets' rows are in the replica (`shared/replica`). */
export const keys = {
  me: ['me'],
  agents: ['agents'],
  teams: ['teams'],
  ticket: (id: string) => ['ticket', id],
} as const
