/** Stands apart from what is kept there: the first load asks only whether there is any. */
export const UNSAVED = 'tessera.unsaved-drafts'

export const isAnyUnsaved = (): boolean => localStorage.getItem(UNSAVED) !== null
