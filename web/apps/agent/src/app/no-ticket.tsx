import { EmptyState, Kbd } from '@tessera/ui'
import { t } from '@/shared/i18n'

export function NoTicket() {
  return (
    <EmptyState
      mosaic="inbox"
      title={t('empty.noTicket')}
      text={t('empty.noTicketText')}
      action={
        <>
          <Kbd keys="j" />
          <Kbd keys="k" />
          <Kbd keys="enter" />
        </>
      }
    />
  )
}
