interface Command {
  keys: readonly string[]
  group: 'general' | 'list' | 'ticket'
  /** Without this permission nobody is told of it. */
  needs?: 'tickets:write' | 'tickets:delete'
  /** It leads into a field or a layer: what is typed next is for that, also while it is being fetched. */
  opens?: true
}

/** Every command of the app, once: the palette, the help and the tooltips all read this list. */
export const COMMANDS = {
  palette: { keys: ['mod+k'], group: 'general', opens: true },
  /** Ctrl+N is the browser's own in a tab; an installed app gets it. */
  newTicket: { keys: ['c', 'mod+n'], group: 'general', needs: 'tickets:write', opens: true },
  search: { keys: ['/'], group: 'general', opens: true },
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
  help: { keys: ['?'], group: 'general', opens: true },
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
  filter: { keys: ['shift+f'], group: 'list', opens: true },
  arrange: { keys: ['shift+d'], group: 'list', opens: true },
  left: { keys: ['arrowleft'], group: 'list' },
  right: { keys: ['arrowright'], group: 'list' },
  moveLeft: { keys: ['shift+arrowleft'], group: 'list', needs: 'tickets:write' },
  moveRight: { keys: ['shift+arrowright'], group: 'list', needs: 'tickets:write' },
  layoutSplit: { keys: ['v s'], group: 'list' },
  layoutList: { keys: ['v l'], group: 'list' },
  layoutBoard: { keys: ['v b'], group: 'list' },
  back: { keys: ['escape'], group: 'list' },
  reply: { keys: ['r'], group: 'ticket', needs: 'tickets:write', opens: true },
  note: { keys: ['n'], group: 'ticket', needs: 'tickets:write', opens: true },
  forward: { keys: ['w'], group: 'ticket', needs: 'tickets:write', opens: true },
  send: { keys: ['mod+enter'], group: 'ticket', needs: 'tickets:write' },
  sendResolved: { keys: ['mod+alt+enter'], group: 'ticket', needs: 'tickets:write' },
  macro: { keys: ['m'], group: 'ticket', needs: 'tickets:write', opens: true },
  sendLater: { keys: ['mod+shift+enter'], group: 'ticket', needs: 'tickets:write', opens: true },
  assign: { keys: ['a'], group: 'ticket', needs: 'tickets:write', opens: true },
  assignToMe: { keys: ['i'], group: 'ticket', needs: 'tickets:write' },
  status: { keys: ['s'], group: 'ticket', needs: 'tickets:write', opens: true },
  priority: { keys: ['p'], group: 'ticket', needs: 'tickets:write', opens: true },
  team: { keys: ['shift+t'], group: 'ticket', needs: 'tickets:write', opens: true },
  tags: { keys: ['t'], group: 'ticket', needs: 'tickets:write', opens: true },
  type: { keys: ['y'], group: 'ticket', needs: 'tickets:write', opens: true },
  due: { keys: ['d'], group: 'ticket', needs: 'tickets:write', opens: true },
  snooze: { keys: ['h'], group: 'ticket', needs: 'tickets:write', opens: true },
  follow: { keys: ['f'], group: 'ticket' },
  requester: { keys: ['shift+r'], group: 'ticket', needs: 'tickets:write', opens: true },
  merge: { keys: ['shift+m'], group: 'ticket', needs: 'tickets:write', opens: true },
  history: { keys: ['shift+h'], group: 'ticket' },
  link: { keys: ['shift+l'], group: 'ticket', needs: 'tickets:write', opens: true },
  /** On screens that have room for two. */
  beside: { keys: ['b', 'alt+enter'], group: 'ticket' },
  otherTicket: { keys: ['shift+b'], group: 'ticket' },
  close: { keys: ['mod+shift+c'], group: 'ticket', needs: 'tickets:write' },
  deleteTicket: { keys: ['mod+backspace'], group: 'ticket', needs: 'tickets:delete' },
  jobs: { keys: ['g j'], group: 'general', needs: 'tickets:write', opens: true },
  waiting: { keys: ['g w'], group: 'general', needs: 'tickets:write', opens: true },
  away: { keys: ['g a'], group: 'general', needs: 'tickets:write', opens: true },
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

/** Whether it does something to a ticket, or to all that are chosen; these lead to one. */
export function actsOnTicket(id: CommandId): boolean {
  if (id === 'beside' || id === 'otherTicket') return false
  return COMMANDS[id].group === 'ticket' || id === 'toggleUnread'
}

export function opensField(id: CommandId): boolean {
  const { opens }: Command = COMMANDS[id]
  return opens === true
}

export const GROUPS = ['general', 'list', 'ticket'] as const
