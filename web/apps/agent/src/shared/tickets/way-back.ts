/** What a step of the browser's history keeps besides its address, so that a ticket leads back to where it was opened from. */
declare module '@tanstack/react-router' {
  interface HistoryState {
    /** The ticket was opened from a search or another page, which is the step before. */
    found?: true
    /** On the search: the ticket that was opened from it last. */
    opened?: string
  }
}

export {}
