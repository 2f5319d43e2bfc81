import type { Customer } from '@tessera/api'
import { useState } from 'react'
import { t } from '@/shared/i18n'
import { useDebounced } from '@/shared/search/use-debounced'
import { PickerField } from './picker-field'
import { useCompanies } from './queries'

const BY_DOMAIN = 'by-domain'
const NONE = 'none'

type Props = { customer: Customer | null; chosen: string | null; onChoose: (companyId: string | null) => void }

/** Where somebody works: as their addresses say, or as somebody said. */
export function CompanyField({ customer, chosen, onChoose }: Props) {
  const [typed, setTyped] = useState('')
  const q = useDebounced(typed.trim(), 150)
  const list = useCompanies(q)
  const found = list.data?.pages.flatMap((page) => page.items) ?? []
  const own = customer?.company
  const [picked, setPicked] = useState(own?.name)
  const byDomain =
    customer?.company_id === null && own ? t('people.byDomain', { name: own.name }) : t('people.byDomainOnly')
  const value = chosen ?? BY_DOMAIN
  const fixed = [
    { value: BY_DOMAIN, label: byDomain },
    { value: NONE, label: t('people.noCompany') },
  ]
  const shown = fixed.find((each) => each.value === value)?.label ?? picked
  return (
    <PickerField
      label={t('people.company')}
      value={value}
      shown={shown ?? ''}
      options={[...fixed, ...found.map(({ id, name }) => ({ value: id, label: name }))]}
      searchLabel={t('companies.find')}
      empty={t('companies.noneFound')}
      coming={q !== typed.trim() || list.isPending || list.isPlaceholderData}
      onSearch={setTyped}
      onPick={(id) => {
        setPicked(found.find((each) => each.id === id)?.name)
        onChoose(id === BY_DOMAIN ? null : id)
      }}
    />
  )
}
