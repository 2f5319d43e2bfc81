import type { Person } from '@tessera/api'
import { Avatar, IconButton } from '@tessera/ui'
import { Copy } from 'lucide-react'
import type { ReactNode } from 'react'
import { copyText } from '@/shared/clipboard'
import { t } from '@/shared/i18n'
import { showToast } from '@/shared/toasts'

export function PersonLine({ person, children }: { person: Person; children?: ReactNode }) {
  async function copy() {
    await copyText(person.email)
    showToast({ text: t('done.copied') })
  }
  return (
    <div className="flex items-center gap-2.5 px-2 py-1">
      <Avatar name={person.name || person.email} size={32} title={false} />
      <div className="min-w-0 flex-1">
        {person.name && (
          <p dir="auto" className="truncate font-medium text-strong rtl:text-right">
            {person.name}
          </p>
        )}
        <p dir="auto" className="truncate text-xs text-quiet rtl:text-right" title={person.email}>
          {person.email}
        </p>
      </div>
      <IconButton icon={Copy} size={14} label={t('properties.copyEmail')} onClick={() => void copy()} />
      {children}
    </div>
  )
}
