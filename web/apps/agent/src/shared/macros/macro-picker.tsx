import type { Macro } from '@tessera/api'
import { Picker } from '@tessera/ui'
import type { ReactNode } from 'react'
import { t } from '@/shared/i18n'
import { useMacroList } from './use-macros'

type Props = {
  open: boolean
  onOpenChange: (open: boolean) => void
  onPick: (macro: Macro) => void
  /** See `Picker`. */
  returnFocus?: boolean
  /** The button. */
  children: ReactNode
}

/** Finds a macro by typing. They are asked for when somebody looks for one. */
export function MacroPicker({ open, onOpenChange, onPick, returnFocus = false, children }: Props) {
  const list = useMacroList(open)
  const macros = list.data?.items ?? []
  function pick(id: string) {
    onOpenChange(false)
    const macro = macros.find((each) => each.id === id)
    if (macro) onPick(macro)
  }
  return (
    <Picker
      label={t('macros.use')}
      value=""
      options={macros.map(({ id, name, folder }) => ({ value: id, label: name, hint: folder, keywords: [folder] }))}
      coming={list.isPending}
      open={open}
      onOpenChange={onOpenChange}
      onPick={pick}
      returnFocus={returnFocus}
      searchLabel={t('macros.search')}
      empty={t(list.isPending ? 'macros.loading' : list.isError ? 'admin.failedTitle' : 'macros.nothing')}
    >
      {children}
    </Picker>
  )
}
