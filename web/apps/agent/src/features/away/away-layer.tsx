import '@/shared/i18n/pages'
import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { Field, Input } from '@tessera/ui'
import { useEffect, useEffectEvent, useState } from 'react'
import { t } from '@/shared/i18n'
import { textOf } from '@/shared/form'
import { RecordDialog } from '@/shared/record-dialog'
import { useServices } from '@/shared/services'
import { useAmAway } from '@/shared/tickets/away'
import { keys } from '@/shared/tickets/cache'
import { outcomeOf } from '@/shared/tickets/changes'
import { useExplain } from '@/shared/tickets/use-explain'
import { toLocalInput } from '@/shared/time/choices'
import { showToast } from '@/shared/toasts'

/** Asks until when one is away; who is away is back at once. */
export function AwayLayer({ onClose }: { onClose: () => void }) {
  const now = useAmAway()
  // As it was when it was asked for: coming back must not ask to go.
  const [away] = useState(now)
  return away ? <Back onClose={onClose} /> : <AwayDialog onClose={onClose} />
}

const refresh = (client: QueryClient) => client.invalidateQueries({ queryKey: keys.agents })

function Back({ onClose }: { onClose: () => void }) {
  const { api } = useServices()
  const client = useQueryClient()
  const explain = useExplain()
  const comeBack = useEffectEvent(async () => {
    try {
      await api.setAway({ away: false, hand_back: false })
      await refresh(client)
      showToast({ text: t('away.back') })
    } catch (error) {
      explain(outcomeOf(error))
    }
    onClose()
  })
  useEffect(() => void comeBack(), [])
  return null
}

function AwayDialog({ onClose }: { onClose: () => void }) {
  const { api } = useServices()
  const client = useQueryClient()
  const [now] = useState(() => new Date())

  async function save(data: FormData) {
    const until = textOf(data, 'until')
    await api.setAway({
      away: true,
      until: until ? new Date(until).toISOString() : null,
      hand_back: data.has('hand_back'),
    })
    await refresh(client)
  }
  return (
    <RecordDialog title={t('away.title')} submitLabel={t('away.submit')} save={save} onClose={onClose}>
      {(errors) => (
        <>
          <p className="text-quiet">{t('away.explain')}</p>
          <Field label={t('away.until')} hint={t('away.untilHint')} error={errors['until']}>
            {(ids) => <Input {...ids} type="datetime-local" name="until" min={toLocalInput(now)} />}
          </Field>
          <label className="flex min-h-8 items-center gap-2 text-strong pointer-coarse:min-h-11">
            <input type="checkbox" name="hand_back" className="size-4 accent-accent" />
            {t('away.handBack')}
          </label>
        </>
      )}
    </RecordDialog>
  )
}
