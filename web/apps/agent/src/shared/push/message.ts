/** What a push says (`tessera.notices.pushing.payload`). */
export interface PushMessage {
  kind: string
  /** What happened, in English. */
  line?: string
  name?: string
  team?: boolean
  note?: boolean
  failed?: boolean
  ticket?: { id: string; number: number; subject: string } | null
  message_id?: string | null
}

/** The agent's words for it, which the page keeps for the worker: `{name}` stands for whoever did it. */
export type PushTexts = Record<string, string>

export interface Shown {
  title: string
  body: string
  /** Of one ticket only the newest is shown. */
  tag: string
  url: string
}

/** What a notification says and where it leads. */
export function shown(message: PushMessage, texts: PushTexts): Shown {
  const { ticket } = message
  const words = texts[textOf(message)]?.replaceAll('{name}', () => message.name || texts['somebody'] || '')
  const place = message.message_id ? `#${message.message_id}` : ''
  return {
    title: words ?? message.line ?? 'Tessera',
    body: ticket ? `#${ticket.number} ${ticket.subject}` : (texts['app'] ?? 'Tessera'),
    tag: ticket?.id ?? message.kind,
    url: ticket ? `/tickets/${ticket.id}${place}` : '/notifications',
  }
}

function textOf({ kind, team, note, failed }: PushMessage): string {
  if (kind === 'mentioned' && team) return 'mentionedTeam'
  if (kind === 'new_ticket' && team) return 'newForTeam'
  if (kind === 'colleague_wrote') return note ? 'wroteNote' : 'answered'
  if (kind === 'job_finished' && failed) return 'jobFailed'
  return kind
}
