import { Input } from '@tessera/ui'
import { t } from '@/shared/i18n'
import { KnownPeople } from '@/shared/people/known-people'

type Props = {
  id: string
  'aria-describedby': string | undefined
  'aria-invalid': true | undefined
  value: string
  onType: (text: string) => void
  onPick: (person: { name: string; email: string }) => void
}

/** Whose ticket it is: an address, or somebody known, found by how their name or address begins. */
export function RequesterInput({ value, onType, onPick, ...ids }: Props) {
  return (
    <KnownPeople typed={value} label={t('people.title')} onPick={onPick}>
      {(field) => (
        <Input
          {...ids}
          {...field}
          // The next person is not this one.
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          inputMode="email"
          maxLength={320}
          dir="auto"
          value={value}
          onChange={(event) => onType(event.target.value)}
        />
      )}
    </KnownPeople>
  )
}
