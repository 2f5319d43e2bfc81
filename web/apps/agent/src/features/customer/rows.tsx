import type { Company, Customer } from '@tessera/api'
import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Avatar, Input, Spinner } from '@tessera/ui'
import { Ban, Building2 } from 'lucide-react'
import { type ReactNode } from 'react'
import { t } from '@/shared/i18n'
import { useRowKeys } from '@/shared/hotkeys/use-row-keys'
import { MoreButton } from '@/shared/more-button'
import { LoadFailed, RowsSkeleton } from '@/shared/page'

const ROW =
  'flex min-h-14 items-center gap-3 border-b border-line px-2 py-2 outline-offset-[-2px] hover:bg-hover focus-visible:bg-hover'

/** `at`: the company that all of these are at, which is not said of each. */
export function PersonRow({ person, at }: { person: Customer; at?: string }) {
  const { id, name, email, emails, company, blocked } = person
  return (
    <Link to="/people/$customerId" params={{ customerId: id }} data-row className={ROW}>
      <Avatar name={name || email} size={32} title={false} />
      <span className="flex min-w-0 flex-1 flex-col">
        <bdi className="truncate font-medium text-strong">{name || email}</bdi>
        <span className="truncate text-xs text-quiet">
          {name ? email : ''}
          {emails.length > 1 && ` +${emails.length - 1}`}
        </span>
      </span>
      {blocked && (
        <span className="flex items-center gap-1 text-xs text-danger-text">
          <Ban size={13} aria-hidden="true" />
          {t('people.blocked')}
        </span>
      )}
      {company && company.id !== at && (
        <bdi className="max-w-40 truncate text-xs text-quiet max-md:hidden">{company.name}</bdi>
      )}
    </Link>
  )
}

export function CompanyRow({ company: { id, name, domains } }: { company: Company }) {
  return (
    <Link to="/companies/$companyId" params={{ companyId: id }} data-row className={ROW}>
      <span className="flex size-8 shrink-0 items-center justify-center rounded-tile bg-hover text-icon">
        <Building2 size={16} aria-hidden="true" />
      </span>
      <span className="flex min-w-0 flex-1 flex-col">
        <bdi className="truncate font-medium text-strong">{name}</bdi>
        <span className="truncate text-xs text-quiet">{domains.join(', ')}</span>
      </span>
    </Link>
  )
}

export type Rows<T> = InfiniteData<{ items: T[] }>
type ListProps<T> = { label: string; list: UseInfiniteQueryResult<Rows<T>>; row: (item: T) => ReactNode }

/** Rows that J and K go through; the rest on demand. */
export function RowList<T extends { id: string }>({ label, list, row }: ListProps<T>) {
  const rows = useRowKeys<HTMLDivElement>('[data-row]')
  if (list.isPending) return <RowsSkeleton />
  if (!list.data) return <LoadFailed onRetry={() => void list.refetch()} />
  return (
    <div ref={rows}>
      <div role="list" aria-label={label} className="border-t border-line">
        {list.data.pages
          .flatMap((page) => page.items)
          .map((item) => (
            <div role="listitem" key={item.id}>
              {row(item)}
            </div>
          ))}
      </div>
      <MoreButton list={list} label={t('people.more')} />
    </div>
  )
}

type SearchProps = { label: string; value: string; busy: boolean; onChange: (value: string) => void }

export function SearchField({ label, value, busy, onChange }: SearchProps) {
  return (
    <div className="relative mb-4 max-w-96">
      <Input
        type="search"
        aria-label={label}
        placeholder={label}
        value={value}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => onChange(event.target.value)}
      />
      {busy && (
        <span className="absolute inset-y-0 end-2 flex items-center">
          <Spinner label={label} size={14} />
        </span>
      )}
    </div>
  )
}
