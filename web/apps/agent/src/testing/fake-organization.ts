import type {
  AuditRecord,
  MailboxRef,
  Me,
  OrganizationDetail,
  PatchOrganization,
  PreviewMail,
  PreviewedMail,
} from '@tessera/api'
import type { Handler } from './fake-http'
import { TEAMS } from './fake-people'

/** The organization itself: what it is called, how it looks, where it is written to. */
export function fakeOrganization(me: Me): [string, RegExp, Handler][] {
  const organization: OrganizationDetail = {
    name: me.organization.name,
    hue: null,
    mail_header: '',
    mail_footer: '<p>Acme Ltd · Harbour Street 1 · Bristol</p>',
    language: null,
    version: 1,
  }
  const mailboxes: MailboxRef[] = [
    { address: 'orders@acme.test', team_id: TEAMS[0]!.id },
    { address: 'support@acme.test', team_id: null },
  ]
  return [
    ['GET', /^\/mailboxes$/, () => ({ items: mailboxes })],
    ['GET', /^\/admin\/organization$/, () => organization],
    [
      'PATCH',
      /^\/admin\/organization$/,
      (change: PatchOrganization) => {
        Object.assign(organization, change, { version: organization.version + 1 })
        Object.assign(me.organization, { name: organization.name, hue: organization.hue })
        return organization
      },
    ],
    ['GET', /^\/admin\/audit$/, () => ({ items: [recordOf(me)], next_cursor: null })],
    ['POST', /^\/admin\/organization\/mail-preview$/, (asked: PreviewMail) => previewed(asked, me)],
  ]
}

function recordOf(me: Me): AuditRecord {
  return {
    id: '0196a000-0000-7000-8000-0000000000e9',
    timestamp: '2026-05-01T10:00:00.000Z',
    actor: { type: 'agent', id: me.id, ip: '192.0.2.7' },
    action: 'organization.updated',
    resource: { type: 'organization', id: me.organization.id },
    changes: { hue: { from: null, to: 265 }, name: { from: 'Acme', to: 'Acme Ltd' } },
    previous_hash: '0'.repeat(64),
    hash: 'a'.repeat(64),
  }
}

function previewed(
  { mail_header, mail_footer, customer, subject, question, answer }: PreviewMail,
  me: Me,
): PreviewedMail {
  const quote = `<p>${customer}:</p><blockquote>${question}</blockquote>`
  return {
    sender: `${me.name} (${me.organization.name})`,
    subject: `Re: ${subject} [#1042]`,
    text: answer,
    html: `<body><div>${mail_header ?? ''}</div><p>${answer}</p><div>${mail_footer ?? ''}</div>${quote}</body>`,
  }
}
