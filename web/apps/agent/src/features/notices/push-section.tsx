import type { PushDevice } from '@tessera/api'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Badge, Button, useNow } from '@tessera/ui'
import { useState } from 'react'
import { t, LOCALE } from '@/shared/i18n'
import { ownDevice, pushState, subscribe, unsubscribe } from '@/shared/push/subscription'
import { useServices } from '@/shared/services'
import { outcomeOf } from '@/shared/tickets/changes'
import { useMe } from '@/shared/tickets/queries'
import { useExplain } from '@/shared/tickets/use-explain'
import { formatWhen } from '@/shared/time/format'
import { showToast } from '@/shared/toasts'
import { SettingsPart } from '@/shared/settings-part'

const PUSH = ['push'] as const

/** Push messages: in this browser, and in the others that one turned it on in. */
export function PushSection() {
  const { api } = useServices()
  const client = useQueryClient()
  const me = useMe()
  const [busy, setBusy] = useState(false)
  const here = useQuery({ queryKey: [...PUSH, 'here', me.id], queryFn: () => pushState(me.id), staleTime: 0 })
  const devices = useQuery({ queryKey: [...PUSH, 'devices'], queryFn: async () => (await api.push()).devices })

  async function turn(on: boolean) {
    setBusy(true)
    try {
      await (on ? subscribe(api, me.id) : unsubscribe(api))
    } catch {
      showToast({ tone: 'danger', text: t('push.failed'), detail: t('push.failedDetail') })
    }
    await client.invalidateQueries({ queryKey: PUSH })
    setBusy(false)
  }
  return (
    <SettingsPart id="push" title={t('push.title')} text={t('push.text')}>
      <div role="status" className="flex min-h-11 items-center gap-3">
        {here.data === 'off' && (
          <Button busy={busy} onClick={() => void turn(true)}>
            {t('push.turnOn')}
          </Button>
        )}
        {here.data === 'on' && (
          <>
            <Badge>{t('push.isOn')}</Badge>
            <Button variant="ghost" busy={busy} onClick={() => void turn(false)}>
              {t('push.turnOff')}
            </Button>
          </>
        )}
        {(here.data === 'unsupported' || here.data === 'denied') && (
          <p className="max-w-(--measure) text-quiet">{t(`push.${here.data}`)}</p>
        )}
      </div>
      {devices.data && devices.data.length > 0 && <Devices devices={devices.data} />}
    </SettingsPart>
  )
}

function Devices({ devices }: { devices: PushDevice[] }) {
  const { api } = useServices()
  const client = useQueryClient()
  const explain = useExplain()
  const now = useNow()
  const own = ownDevice()

  async function change(work: () => Promise<unknown>) {
    await work().catch((error: unknown) => explain(outcomeOf(error)))
    await client.invalidateQueries({ queryKey: PUSH })
  }
  const remove = ({ id }: PushDevice) => change(() => (id === own ? unsubscribe(api) : api.removePushDevice(id)))
  const tryOut = ({ id }: PushDevice) =>
    change(async () => {
      const { reached } = await api.tryPushDevice(id)
      showToast({ text: t(reached ? 'push.sent' : 'push.gone') })
    })
  return (
    <ul aria-label={t('push.devices')} className="mt-2 border-t border-line">
      {devices.map((device) => (
        <li key={device.id} className="flex min-h-11 flex-wrap items-center gap-x-3 border-b border-line py-1">
          <span className="min-w-0 flex-1 truncate text-strong">
            {device.name || t('push.device')}
            {device.id === own && <span className="text-quiet"> ({t('push.here')})</span>}
          </span>
          <span className="text-xs text-quiet">{t('push.heard', { when: formatWhen(device.heard, now, LOCALE) })}</span>
          <Button size="sm" variant="ghost" onClick={() => void tryOut(device)}>
            {t('push.try')}
          </Button>
          <Button size="sm" variant="ghost" onClick={() => void remove(device)}>
            {t('push.remove')}
          </Button>
        </li>
      ))}
    </ul>
  )
}
