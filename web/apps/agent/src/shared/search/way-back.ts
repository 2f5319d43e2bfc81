/** What a step of the browser's history keeps besides its address, so that a ticket leads back into the search that found it. */
declare module '@tanstack/react-router' {
  interface HistoryState {
    /** The ticket was opened from a search, which is the step before. */
    found?: true
    /** On the search: the ticket that was opened from it last. */
    opened?: string
  }
}

export {}
