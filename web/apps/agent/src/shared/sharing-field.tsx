import './i18n/pages'
import type { Sharing } from '@tessera/api'
import { Field, Select } from '@tessera/ui'
import { t } from '@/shared/i18n'
import { useMe } from '@/shared/tickets/queries'

const SHARINGS: Sharing[] = ['private', 'teams', 'everyone']

type Props = { sharing: Sharing; error: string | undefined; onChange: (sharing: Sharing) => void }

/** Who sees it besides its maker. */
export function SharingField({ sharing, error, onChange }: Props) {
  const me = useMe()
  const leads = me.role === 'admin' || me.role === 'supervisor'
  const offered = SHARINGS.filter((each) => each !== 'everyone' || leads || each === sharing)
  return (
    <Field label={t('macros.sharing')} error={error}>
      {({ id }) => (
        <Select
          id={id}
          value={sharing}
          onChange={(value) => onChange(value as Sharing)}
          options={offered.map((value) => ({ value, label: t(`macros.shared.${value}`) }))}
        />
      )}
    </Field>
  )
}
