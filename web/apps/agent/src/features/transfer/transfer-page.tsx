import '@/shared/i18n/settings'
import { t } from '@/shared/i18n'
import { Page } from '@/shared/page'
import { useMe } from '@/shared/tickets/queries'
import { Setting } from '@/shared/setting'
import { ExportForm } from './export-form'
import { ImportForm } from './import-form'

/** Records out into a file, and in from one. Leads take out, administrators also bring in. */
export function TransferPage() {
  const me = useMe()
  return (
    <Page title={t('transfer.title')} text={t('transfer.text')}>
      <div className="flex flex-col gap-10">
        <Setting id="export">
          <ExportForm />
        </Setting>
        {me.role === 'admin' && (
          <Setting id="import">
            <ImportForm />
          </Setting>
        )}
      </div>
    </Page>
  )
}
