import { useQueryClient } from '@tanstack/react-query'
import { IconButton } from '@tessera/ui'
import { Archive, ArchiveRestore, Pencil, Trash2 } from 'lucide-react'
import type { ReactNode } from 'react'
import { t } from '@/shared/i18n'
import { CATALOGUE } from '@/shared/catalogue/queries'
import { useDeed } from '@/shared/tickets/use-deed'

type Props = {
  name: string
  /** Null for what is deleted: it can only come back. */
  onEdit: (() => void) | null
  setDeleted: (deleted: boolean) => Promise<unknown>
  /** It is said to be archived: tickets that have it go on having it. */
  archived?: boolean
  children?: ReactNode
}

/** What can be done with a definition: it is edited, taken away with Undo, and brought back. */
export function RowButtons({ name, onEdit, setDeleted, archived = false, children }: Props) {
  const client = useQueryClient()
  const deed = useDeed()
  const put = (deleted: boolean) => setDeleted(deleted).finally(() => client.invalidateQueries({ queryKey: CATALOGUE }))

  function set(deleted: boolean): void {
    const gone = archived ? 'catalogue.archivedDone' : 'catalogue.deleted'
    const text = t(deleted ? gone : 'catalogue.restored', { name })
    void deed(
      text,
      () => put(deleted),
      () => put(!deleted),
    )
  }
  if (!onEdit) {
    return (
      <IconButton icon={ArchiveRestore} size={15} label={t('catalogue.restore', { name })} onClick={() => set(false)} />
    )
  }
  return (
    <>
      {children}
      <IconButton icon={Pencil} size={15} label={t('catalogue.edit', { name })} onClick={onEdit} />
      <IconButton
        icon={archived ? Archive : Trash2}
        size={15}
        label={t(archived ? 'catalogue.archive' : 'catalogue.delete', { name })}
        onClick={() => set(true)}
      />
    </>
  )
}
