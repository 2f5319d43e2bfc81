/** Every command of the app, once: the palette, the help and the tooltips all read this list. */
export const COMMANDS = {
  palette: { keys: ['mod+k'], group: 'general' },
  /** Ctrl+N is the browser's own in a tab; an installed app gets it. */
  newTicket: { keys: ['c', 'mod+n'], group: 'general' },
  search: { keys: ['/'], group: 'general' },
  goInbox: { keys: ['g i'], group: 'general' },
  goMine: { keys: ['g m'], group: 'general' },
  goUnassigned: { keys: ['g u'], group: 'general' },
  goDrafts: { keys: ['g d'], group: 'general' },
  help: { keys: ['?'], group: 'general' },
  undo: { keys: ['mod+z'], group: 'general' },
  redo: { keys: ['mod+shift+z', 'mod+y'], group: 'general' },
  toggleSidebar: { keys: ['['], group: 'general' },
  toggleProperties: { keys: [']'], group: 'general' },
  next: { keys: ['j', 'arrowdown'], group: 'list' },
  previous: { keys: ['k', 'arrowup'], group: 'list' },
  open: { keys: ['enter', 'o'], group: 'list' },
  select: { keys: ['x'], group: 'list' },
  selectNext: { keys: ['shift+j', 'shift+arrowdown'], group: 'list' },
  selectPrevious: { keys: ['shift+k', 'shift+arrowup'], group: 'list' },
  selectAll: { keys: ['mod+a'], group: 'list' },
  toggleUnread: { keys: ['u'], group: 'list' },
  back: { keys: ['escape'], group: 'list' },
  reply: { keys: ['r'], group: 'ticket' },
  note: { keys: ['n'], group: 'ticket' },
  send: { keys: ['mod+enter'], group: 'ticket' },
  macro: { keys: ['m'], group: 'ticket' },
  sendLater: { keys: ['mod+shift+enter'], group: 'ticket' },
  assign: { keys: ['a'], group: 'ticket' },
  assignToMe: { keys: ['i'], group: 'ticket' },
  status: { keys: ['s'], group: 'ticket' },
  priority: { keys: ['p'], group: 'ticket' },
  team: { keys: ['shift+t'], group: 'ticket' },
  tags: { keys: ['t'], group: 'ticket' },
  type: { keys: ['y'], group: 'ticket' },
  due: { keys: ['d'], group: 'ticket' },
  snooze: { keys: ['h'], group: 'ticket' },
  follow: { keys: ['f'], group: 'ticket' },
  merge: { keys: ['shift+m'], group: 'ticket' },
  close: { keys: ['mod+shift+c'], group: 'ticket' },
  deleteTicket: { keys: ['mod+backspace'], group: 'ticket' },
  jobs: { keys: ['g j'], group: 'general' },
  signOut: { keys: ['g q'], group: 'general' },
} as const satisfies Record<string, { keys: readonly string[]; group: 'general' | 'list' | 'ticket' }>

export type CommandId = keyof typeof COMMANDS
export const COMMAND_IDS = Object.keys(COMMANDS) as CommandId[]
export const GROUPS = ['general', 'list', 'ticket'] as const

/** The first of a command's keys, to be shown. */
export function keysOf(id: CommandId): string | undefined {
  return COMMANDS[id].keys[0]
}
