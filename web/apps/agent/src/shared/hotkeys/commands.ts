interface Command {
  keys: readonly string[]
  group: 'general' | 'list' | 'ticket'
  /** Without this permission nobody is told of it. */
  needs?: 'tickets:write' | 'tickets:delete'
}

/** Every command of the app, once: the palette, the help and the tooltips all read this list. */
export const COMMANDS = {
  palette: { keys: ['mod+k'], group: 'general' },
  /** Ctrl+N is the browser's own in a tab; an installed app gets it. */
  newTicket: { keys: ['c', 'mod+n'], group: 'general', needs: 'tickets:write' },
  search: { keys: ['/'], group: 'general' },
  goInbox: { keys: ['g i'], group: 'general' },
  goMine: { keys: ['g m'], group: 'general' },
  goUnassigned: { keys: ['g u'], group: 'general' },
  goDashboard: { keys: ['g o'], group: 'general' },
  goActivity: { keys: ['g f'], group: 'general' },
  goPeople: { keys: ['g p'], group: 'general' },
  goCompanies: { keys: ['g c'], group: 'general' },
  goDrafts: { keys: ['g d'], group: 'general', needs: 'tickets:write' },
  goScheduled: { keys: ['g l'], group: 'general', needs: 'tickets:write' },
  goSettings: { keys: ['g s'], group: 'general' },
  goNotices: { keys: ['g n'], group: 'general' },
  help: { keys: ['?'], group: 'general' },
  undo: { keys: ['mod+z'], group: 'general' },
  redo: { keys: ['mod+shift+z', 'mod+y'], group: 'general' },
  toggleSidebar: { keys: ['['], group: 'general' },
  toggleProperties: { keys: [']'], group: 'general' },
  next: { keys: ['j', 'arrowdown'], group: 'list' },
  previous: { keys: ['k', 'arrowup'], group: 'list' },
  open: { keys: ['enter', 'o'], group: 'list' },
  select: { keys: ['x'], group: 'list', needs: 'tickets:write' },
  selectNext: { keys: ['shift+j', 'shift+arrowdown'], group: 'list', needs: 'tickets:write' },
  selectPrevious: { keys: ['shift+k', 'shift+arrowup'], group: 'list', needs: 'tickets:write' },
  selectAll: { keys: ['mod+a'], group: 'list', needs: 'tickets:write' },
  toggleUnread: { keys: ['u'], group: 'list' },
  filter: { keys: ['shift+f'], group: 'list' },
  arrange: { keys: ['shift+d'], group: 'list' },
  left: { keys: ['arrowleft'], group: 'list' },
  right: { keys: ['arrowright'], group: 'list' },
  moveLeft: { keys: ['shift+arrowleft'], group: 'list', needs: 'tickets:write' },
  moveRight: { keys: ['shift+arrowright'], group: 'list', needs: 'tickets:write' },
  layoutSplit: { keys: ['v s'], group: 'list' },
  layoutList: { keys: ['v l'], group: 'list' },
  layoutBoard: { keys: ['v b'], group: 'list' },
  back: { keys: ['escape'], group: 'list' },
  reply: { keys: ['r'], group: 'ticket', needs: 'tickets:write' },
  note: { keys: ['n'], group: 'ticket', needs: 'tickets:write' },
  forward: { keys: ['w'], group: 'ticket', needs: 'tickets:write' },
  send: { keys: ['mod+enter'], group: 'ticket', needs: 'tickets:write' },
  macro: { keys: ['m'], group: 'ticket', needs: 'tickets:write' },
  sendLater: { keys: ['mod+shift+enter'], group: 'ticket', needs: 'tickets:write' },
  assign: { keys: ['a'], group: 'ticket', needs: 'tickets:write' },
  assignToMe: { keys: ['i'], group: 'ticket', needs: 'tickets:write' },
  status: { keys: ['s'], group: 'ticket', needs: 'tickets:write' },
  priority: { keys: ['p'], group: 'ticket', needs: 'tickets:write' },
  team: { keys: ['shift+t'], group: 'ticket', needs: 'tickets:write' },
  tags: { keys: ['t'], group: 'ticket', needs: 'tickets:write' },
  type: { keys: ['y'], group: 'ticket', needs: 'tickets:write' },
  due: { keys: ['d'], group: 'ticket', needs: 'tickets:write' },
  snooze: { keys: ['h'], group: 'ticket', needs: 'tickets:write' },
  follow: { keys: ['f'], group: 'ticket' },
  requester: { keys: ['shift+r'], group: 'ticket', needs: 'tickets:write' },
  merge: { keys: ['shift+m'], group: 'ticket', needs: 'tickets:write' },
  history: { keys: ['shift+h'], group: 'ticket' },
  link: { keys: ['shift+l'], group: 'ticket', needs: 'tickets:write' },
  /** On screens that have room for two. */
  beside: { keys: ['b', 'alt+enter'], group: 'ticket' },
  otherTicket: { keys: ['shift+b'], group: 'ticket' },
  close: { keys: ['mod+shift+c'], group: 'ticket', needs: 'tickets:write' },
  deleteTicket: { keys: ['mod+backspace'], group: 'ticket', needs: 'tickets:delete' },
  jobs: { keys: ['g j'], group: 'general', needs: 'tickets:write' },
  waiting: { keys: ['g w'], group: 'general', needs: 'tickets:write' },
  away: { keys: ['g a'], group: 'general', needs: 'tickets:write' },
  quiet: { keys: ['g z'], group: 'general' },
  signOut: { keys: ['g q'], group: 'general' },
} as const satisfies Record<string, Command>

export type CommandId = keyof typeof COMMANDS
export const COMMAND_IDS = Object.keys(COMMANDS) as CommandId[]

/** Whether somebody with these permissions can do it at all. */
export function isFor(id: CommandId, permissions: readonly string[]): boolean {
  const { needs }: Command = COMMANDS[id]
  return !needs || permissions.includes(needs)
}
export const GROUPS = ['general', 'list', 'ticket'] as const
