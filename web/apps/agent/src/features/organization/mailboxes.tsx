import type { MailboxRef } from '@tessera/api'
import { useQueryClient } from '@tanstack/react-query'
import { Button, IconButton, passFocus } from '@tessera/ui'
import { Pencil, Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { t } from '@/shared/i18n'
import { LoadFailed } from '@/shared/page'
import { useServices } from '@/shared/services'
import { SettingsPart } from '@/shared/settings-part'
import { useTeams } from '@/shared/tickets/queries'
import { useDeed } from '@/shared/tickets/use-deed'
import { MailboxDialog } from './mailbox-dialog'
import { keys } from '@/shared/tickets/keys'
import { useMailboxes } from './queries'

/** The addresses whose mails become tickets, and with which team these begin. */
export function Mailboxes() {
  const list = useMailboxes()
  const teams = useTeams()
  const remove = useRemove()
  const [editing, setEditing] = useState<MailboxRef | 'new' | null>(null)
  const beginsIn = ({ team_id }: MailboxRef) => teams.find(({ id }) => id === team_id)?.name
  return (
    <SettingsPart id="addresses" title={t('mail.addresses')} text={t('mail.addressesText')}>
      {list.isError && !list.data && <LoadFailed onRetry={() => void list.refetch()} />}
      <ul className="border-t border-line">
        {list.data?.items.map((mailbox) => (
          <li
            key={mailbox.address}
            ref={passFocus}
            data-testid="mailbox"
            className="flex min-h-12 items-center gap-3 border-b border-line"
          >
            <div className="flex min-w-0 flex-1 flex-col py-1.5 md:flex-row md:gap-3">
              <bdi className="min-w-0 flex-1 truncate font-medium text-strong">{mailbox.address}</bdi>
              <span className="min-w-0 truncate text-quiet">
                {beginsIn(mailbox) ? t('mail.beginsIn', { team: beginsIn(mailbox) }) : t('properties.noTeam')}
              </span>
            </div>
            <IconButton
              icon={Pencil}
              size={15}
              label={t('mail.edit', { address: mailbox.address })}
              onClick={() => setEditing(mailbox)}
            />
            <IconButton
              icon={Trash2}
              size={15}
              label={t('mail.remove', { address: mailbox.address })}
              onClick={() => remove(mailbox)}
            />
          </li>
        ))}
      </ul>
      <Button className="mt-3" onClick={() => setEditing('new')}>
        <Plus size={14} aria-hidden="true" className="text-icon" />
        {t('mail.add')}
      </Button>
      {editing && <MailboxDialog mailbox={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />}
    </SettingsPart>
  )
}

/** Removes an address at once, with the way back. */
function useRemove(): (mailbox: MailboxRef) => void {
  const { api } = useServices()
  const client = useQueryClient()
  const deed = useDeed()
  const readAgain = () => client.invalidateQueries({ queryKey: keys.mailboxes })
  return (mailbox) =>
    void deed(
      t('mail.removed', { address: mailbox.address }),
      () => api.removeMailbox(mailbox.address).finally(readAgain),
      () => api.addMailbox(mailbox).finally(readAgain),
      t('mail.removedDetail'),
    )
}
