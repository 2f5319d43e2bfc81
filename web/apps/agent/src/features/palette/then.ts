/** Closes the palette, then acts: what is run may open another layer and take the focus. */
export type Then = (act: () => void) => (value: string) => void
