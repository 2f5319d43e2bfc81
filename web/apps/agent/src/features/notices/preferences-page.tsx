import '@/shared/i18n/settings'
import type { NoticeChannel, NoticeKind, NoticePreferences } from '@tessera/api'
import { useQuery } from '@tanstack/react-query'
import { Button } from '@tessera/ui'
import { t } from '@/shared/i18n'
import { chime } from '@/shared/notices/chime'
import { LoadFailed, Page, RowsSkeleton } from '@/shared/page'
import { usePreferences } from '@/shared/preferences'
import { useServices } from '@/shared/services'
import { preferencesQuery, useChoosePreferences } from './preferences'
import { PushSection } from './push-section'
import { QuietSection } from './quiet-section'
import { SettingsPart } from '@/shared/settings-part'

const CHANNELS: NoticeChannel[] = ['app', 'email', 'push']
const KINDS: NoticeKind[] = [
  'mentioned',
  'assigned',
  'customer_replied',
  'colleague_wrote',
  'new_ticket',
  'woke',
  'reply_failed',
  'status_kept',
  'job_finished',
]

/** Of what one is told, how, and when not. Every tick is saved at once. */
export function NoticePreferencesPage() {
  const { api } = useServices()
  const chosen = useQuery(preferencesQuery(api))
  return (
    <Page title={t('settings.section.notifications')} text={t('noticeSettings.text')}>
      {/* As high as the table, and what stands below comes with it. */}
      {chosen.isPending && <RowsSkeleton rows={8} />}
      {chosen.isError && !chosen.data && <LoadFailed onRetry={() => void chosen.refetch()} />}
      {chosen.data && <Choices channels={chosen.data.channels} />}
      {!chosen.isPending && (
        <div className="mt-9 flex max-w-2xl flex-col gap-9">
          <PushSection />
          {chosen.data && <QuietSection quiet={chosen.data.quiet} />}
          <Sound />
        </div>
      )}
    </Page>
  )
}

function Choices({ channels }: { channels: NoticePreferences['channels'] }) {
  const choose = useChoosePreferences()
  function tick(kind: NoticeKind, channel: NoticeChannel, wanted: boolean) {
    const others = (channels[kind] ?? []).filter((each) => each !== channel)
    void choose({ channels: { [kind]: wanted ? [...others, channel] : others } })
  }
  return (
    <table className="w-full max-w-2xl border-t border-line text-sm">
      <thead>
        <tr className="border-b border-line text-xs text-quiet">
          <th scope="col" className="py-2 pe-3 text-start font-medium">
            {t('noticeSettings.what')}
          </th>
          {CHANNELS.map((channel) => (
            <th key={channel} scope="col" className="w-14 px-1 py-2 text-center font-medium md:w-24">
              {t(`noticeSettings.channel.${channel}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {KINDS.map((kind) => (
          <tr key={kind} className="border-b border-line">
            <th scope="row" className="py-2.5 pe-3 text-start font-normal text-strong">
              {t(`noticeSettings.kind.${kind}`)}
            </th>
            {CHANNELS.map((channel) => (
              <td key={channel} className="p-0 text-center">
                {isOffered(kind, channel) && (
                  <label className="flex min-h-11 items-center justify-center">
                    <input
                      type="checkbox"
                      className="size-4 accent-accent"
                      checked={channels[kind]?.includes(channel) ?? false}
                      aria-label={`${t(`noticeSettings.kind.${kind}`)}: ${t(`noticeSettings.channel.${channel}`)}`}
                      onChange={(event) => tick(kind, channel, event.target.checked)}
                    />
                  </label>
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** A job is nothing to write a mail about. */
const isOffered = (kind: NoticeKind, channel: NoticeChannel) => !(kind === 'job_finished' && channel === 'email')

function Sound() {
  const { sound, set } = usePreferences()
  return (
    <SettingsPart id="sound" title={t('noticeSettings.sound')}>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <label className="flex min-h-11 items-center gap-2.5 text-strong">
          <input
            type="checkbox"
            className="size-4 accent-accent"
            checked={sound}
            onChange={(event) => set({ sound: event.target.checked })}
          />
          {t('noticeSettings.soundText')}
        </label>
        <Button size="sm" variant="ghost" onClick={chime}>
          {t('noticeSettings.play')}
        </Button>
      </div>
    </SettingsPart>
  )
}
