import { EmptyState, Kbd } from '@tessera/ui'
import { useTranslation } from 'react-i18next'

export function NoTicket() {
  const { t } = useTranslation()
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
