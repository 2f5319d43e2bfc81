import type { MailboxRef } from '@tessera/api'
import { useQueryClient } from '@tanstack/react-query'
import { Field, Input, Select } from '@tessera/ui'
import { useState } from 'react'
import { t } from '@/shared/i18n'
import { textOf } from '@/shared/form'
import { RecordDialog } from '@/shared/record-dialog'
import { useServices } from '@/shared/services'
import { useTeams } from '@/shared/tickets/queries'
import { keys } from '@/shared/tickets/keys'

const NONE = '-'

export function MailboxDialog({ mailbox, onClose }: { mailbox: MailboxRef | null; onClose: () => void }) {
  const { api } = useServices()
  const client = useQueryClient()
  const teams = useTeams()
  const [team, setTeam] = useState(mailbox?.team_id ?? NONE)
  const team_id = team === NONE ? null : team

  async function save(data: FormData) {
    if (mailbox) await api.patchMailbox(mailbox.address, { team_id })
    else await api.addMailbox({ address: textOf(data, 'address'), team_id })
    await client.invalidateQueries({ queryKey: keys.mailboxes })
  }
  return (
    <RecordDialog
      title={mailbox ? t('mail.edit', { address: mailbox.address }) : t('mail.add')}
      submitLabel={t('action.save')}
      onClose={onClose}
      save={save}
      changed={team !== (mailbox?.team_id ?? NONE)}
    >
      {(errors) => (
        <>
          {!mailbox && (
            <Field label={t('mail.address')} hint={t('mail.addressHint')} error={errors['address']}>
              {(ids) => (
                <Input {...ids} name="address" type="text" inputMode="email" maxLength={320} autoComplete="off" />
              )}
            </Field>
          )}
          <Field label={t('mail.team')} hint={t('mail.teamHint')} error={errors['team_id']}>
            {({ id }) => (
              <Select
                id={id}
                value={team}
                onChange={setTeam}
                options={[
                  { value: NONE, label: t('properties.noTeam') },
                  ...teams.map(({ id: value, name }) => ({ value, label: name })),
                ]}
              />
            )}
          </Field>
        </>
      )}
    </RecordDialog>
  )
}
