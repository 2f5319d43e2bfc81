import type { Customer } from '@tessera/api'
import { Button, Picker } from '@tessera/ui'
import { ChevronsUpDown } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useDebounced } from '@/shared/search/use-debounced'
import { useCompanies } from './queries'

const BY_DOMAIN = 'by-domain'
const NONE = 'none'

type Props = { customer: Customer | null; chosen: string | null; onChoose: (companyId: string | null) => void }

/** Where somebody works: as their addresses say, or as somebody said. */
export function CompanyField({ customer, chosen, onChoose }: Props) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState('')
  const [open, setOpen] = useState(false)
  const found = useCompanies(useDebounced(typed.trim(), 150)).data?.pages.flatMap((page) => page.items) ?? []
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
    <div className="flex flex-col gap-1">
      <span aria-hidden="true" className="text-xs font-medium text-strong">
        {t('people.company')}
      </span>
      <Picker
        label={t('people.company')}
        value={value}
        options={[...fixed, ...found.map(({ id, name }) => ({ value: id, label: name }))]}
        open={open}
        onOpenChange={setOpen}
        onSearch={setTyped}
        onPick={(id) => {
          setOpen(false)
          setPicked(found.find((each) => each.id === id)?.name)
          onChoose(id === BY_DOMAIN ? null : id)
        }}
        searchLabel={t('companies.find')}
        empty={t('companies.noneFound')}
      >
        <Button className="justify-between" aria-label={`${t('people.company')}: ${shown}`}>
          <bdi className="truncate">{shown}</bdi>
          <ChevronsUpDown size={14} aria-hidden="true" className="text-icon" />
        </Button>
      </Picker>
    </div>
  )
}
