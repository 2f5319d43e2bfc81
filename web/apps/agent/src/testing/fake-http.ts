import type { TicketDetail, TicketSummary } from '@tessera/api'

export type Handler = (body: never, match: string[], query: URLSearchParams) => unknown

/** How a changed ticket is kept and told of. */
export interface Save {
  changed: (ticket: TicketDetail) => TicketSummary
  unchanged: (ticket: TicketDetail) => TicketSummary
}

/** Raised by a handler to answer with a problem. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly detail: string,
    /** The fields at fault. */
    readonly fields: string[] = [],
  ) {
    super(detail)
  }

  problem(): object {
    const errors = this.fields.map((field) => ({ field, message: this.detail }))
    return { title: 'Refused', status: this.status, detail: this.detail, errors }
  }
}
