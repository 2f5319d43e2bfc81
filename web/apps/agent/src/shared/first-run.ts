const KEY = 'tessera.first-steps'

/** Whether somebody here said that they need no guide. */
export const isGuided = () => localStorage.getItem(KEY) !== null

export const leaveGuide = () => localStorage.setItem(KEY, 'left')
