import type { Activity, Message, TicketDetail, TicketSummary } from '@tessera/api'

/** A ticket like any other; say only what matters. */
export function aTicket(rest: Partial<TicketSummary> = {}): TicketSummary {
  return {
    id: '0196a000-0000-7000-8000-000000000001',
    number: 1042,
    subject: 'Invoice shows the wrong address',
    status: 'open',
    priority: 'normal',
    channel: 'email',
    requester: { id: '0196a000-0000-7000-8000-0000000000c1', name: 'Mira Halvorsen', email: 'mira@halvorsen.test' },
    assignee_id: null,
    team_id: null,
    preview: 'Could you correct it and send the invoice again?',
    message_count: 1,
    last_message_at: '2026-05-01T10:00:00.000Z',
    last_message_by: 'customer',
    created_at: '2026-05-01T10:00:00.000Z',
    updated_at: '2026-05-01T10:00:00.000Z',
    version: 1,
    deleted_at: null,
    last_change_id: null,
    type: null,
    tags: [],
    due_at: null,
    snoozed_until: null,
    follower_ids: [],
    merged_into: null,
    ...rest,
  }
}

export function aMessage(rest: Partial<Message> = {}): Message {
  return {
    id: '0196a000-0000-7000-8000-0000000000a1',
    entry: 'message',
    kind: 'reply',
    channel: 'email',
    author_type: 'customer',
    author_id: '0196a000-0000-7000-8000-0000000000c1',
    author_name: 'Mira Halvorsen',
    author_email: 'mira@halvorsen.test',
    to: [{ id: null, name: 'Acme Support', email: 'support@acme.test' }],
    cc: [],
    bcc: [],
    text: 'Could you correct it and send the invoice again?',
    html: null,
    quoted_text: null,
    quoted_html: null,
    attachments: [],
    created_at: '2026-05-01T10:00:00.000Z',
    delivery: null,
    delivery_detail: null,
    send_at: null,
    then_status: null,
    then_status_id: null,
    sender_check: 'passed',
    automatic: false,
    has_original: true,
    reply_to: null,
    forward_of: null,
    forward_files: [],
    reactions: [],
    edited_at: null,
    redaction: null,
    ...rest,
  }
}

export function anActivity(rest: Partial<Activity> = {}): Activity {
  return {
    id: '0196a000-0000-7000-8000-0000000000e1',
    entry: 'activity',
    type: 'ticket.status_changed',
    actor_type: 'agent',
    actor_id: '0196a000-0000-7000-8000-0000000000b1',
    actor_name: 'Jonas Weber',
    changes: { status: { from: 'open', to: 'pending' } },
    created_at: '2026-05-01T10:05:00.000Z',
    ...rest,
  }
}

export function aTicketDetail(rest: Partial<TicketDetail> = {}): TicketDetail {
  return {
    ...aTicket(),
    participants: [],
    merged_ids: [],
    split_from: null,
    links: [],
    metadata: {},
    resolved_at: null,
    entries: { items: [aMessage()], next_cursor: null },
    ...rest,
  }
}
