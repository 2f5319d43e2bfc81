import type { UseInfiniteQueryResult } from '@tanstack/react-query'
import { Button, EmptyState } from '@tessera/ui'
import { Plus } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { t } from '@/shared/i18n'
import { Page } from '@/shared/page'
import { useDebounced } from '@/shared/search/use-debounced'
import { useMayWrite } from '@/shared/tickets/queries'
import { RowList, type Rows, SearchField } from './rows'
import { CustomerTabs } from './tabs'

interface Texts {
  title: string
  add: string
  find: string
  /** Of an organization that has none yet. */
  none: readonly [title: string, text: string]
  /** When nothing begins so. */
  noneFound: readonly [title: string, text: string]
}

type Props<T> = {
  texts: Texts
  useList: (q: string) => UseInfiniteQueryResult<Rows<T>>
  row: (item: T) => ReactNode
  /** The dialog that adds one. */
  dialog: (close: () => void) => ReactNode
}

/** People or companies: found by how they begin, and added. */
export function ListPage<T extends { id: string }>({ texts, useList, row, dialog }: Props<T>) {
  const [typed, setTyped] = useState('')
  const [adding, setAdding] = useState(false)
  const mayWrite = useMayWrite()
  const q = useDebounced(typed.trim(), 150)
  const list = useList(q)
  const empty = list.data?.pages.every((page) => page.items.length === 0)
  const [title, text] = q ? texts.noneFound : texts.none
  const add = mayWrite && (
    <Button onClick={() => setAdding(true)}>
      <Plus size={14} aria-hidden="true" className="text-icon" />
      {texts.add}
    </Button>
  )
  return (
    <Page title={t('nav.customers')} action={add}>
      <CustomerTabs />
      <SearchField label={texts.find} value={typed} busy={list.isPlaceholderData} onChange={setTyped} />
      {list.isSuccess && empty && <EmptyState mosaic="search" title={title} text={text} />}
      <RowList label={texts.title} list={list} row={row} />
      {adding && dialog(() => setAdding(false))}
    </Page>
  )
}
