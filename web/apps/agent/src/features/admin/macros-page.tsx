import '@/shared/i18n/settings'
import type { Macro } from '@tessera/api'
import { useQueryClient } from '@tanstack/react-query'
import { Button, EmptyState, IconButton, passFocus } from '@tessera/ui'
import { Pencil, Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { t } from '@/shared/i18n'
import { useMacroList } from '@/shared/macros/use-macros'
import { keys } from '@/shared/tickets/keys'
import { LoadFailed, Page, RowsSkeleton } from '@/shared/page'
import { useServices } from '@/shared/services'
import { useMe } from '@/shared/tickets/queries'
import { useDeed } from '@/shared/tickets/use-deed'
import { MacroDialog } from './macro-dialog'

/** All macros that one may see, by folder. One's own can be changed; leads change the shared ones too. */
export function MacrosPage() {
  const list = useMacroList()
  const [editing, setEditing] = useState<Macro | 'new' | null>(null)
  const macros = list.data?.items ?? []
  const folders = [...new Set(macros.map((macro) => macro.folder))]
  const add = (
    <Button onClick={() => setEditing('new')}>
      <Plus size={14} aria-hidden="true" className="text-icon" />
      {t('macro.new')}
    </Button>
  )
  return (
    <Page title={t('macros.title')} text={t('macro.text')} action={macros.length > 0 && add}>
      {list.isPending && <RowsSkeleton />}
      {list.isError && !list.data && <LoadFailed onRetry={() => void list.refetch()} />}
      {list.data && macros.length === 0 && (
        <EmptyState mosaic="inbox" title={t('macro.noneTitle')} text={t('macro.noneText')} action={add} />
      )}
      {folders.map((folder) => (
        <section key={folder} aria-label={folder || t('macro.noFolder')} className="mb-8">
          <h2 className="mb-2 font-semibold text-strong">{folder || t('macro.noFolder')}</h2>
          <ul className="border-t border-line">
            {macros
              .filter((macro) => macro.folder === folder)
              .map((macro) => (
                <Row key={macro.id} macro={macro} onEdit={() => setEditing(macro)} />
              ))}
          </ul>
        </section>
      ))}
      {editing && (
        <MacroDialog
          macro={editing === 'new' ? null : editing}
          folders={folders}
          variables={list.data?.variables ?? []}
          onClose={() => setEditing(null)}
        />
      )}
    </Page>
  )
}

function Row({ macro, onEdit }: { macro: Macro; onEdit: () => void }) {
  const me = useMe()
  const remove = useRemove(macro)
  const mayChange = macro.owner_id === me.id || me.role === 'admin' || me.role === 'supervisor'
  const detail = [t(`macros.shared.${macro.sharing}`), t('macro.used', { count: macro.usage_count })].join(' · ')
  return (
    <li ref={passFocus} className="flex min-h-14 items-center gap-1 border-b border-line py-2" data-testid="macro-row">
      <div className="min-w-0 flex-1">
        <bdi className="block truncate font-medium text-strong">{macro.name}</bdi>
        <p className="truncate text-xs text-quiet">{detail}</p>
      </div>
      {mayChange && (
        <>
          <IconButton icon={Pencil} size={15} label={t('macro.edit', { name: macro.name })} onClick={onEdit} />
          <IconButton icon={Trash2} size={15} label={t('macro.delete', { name: macro.name })} onClick={remove} />
        </>
      )}
    </li>
  )
}

/** Deletes at once; Undo makes the same macro anew, which is another then. */
function useRemove(macro: Macro): () => void {
  const { api } = useServices()
  const client = useQueryClient()
  const deed = useDeed()
  const { name, folder, html, actions, sharing, team_ids } = macro
  const readAgain = () => client.invalidateQueries({ queryKey: keys.macros })
  return () => {
    let { id } = macro
    async function makeAgain() {
      const made = await api.createMacro({ name, folder, html, actions, sharing, team_ids })
      id = made.id
    }
    void deed(
      t('macro.deleted', { name }),
      () => api.deleteMacro(id).finally(readAgain),
      () => makeAgain().finally(readAgain),
    )
  }
}
