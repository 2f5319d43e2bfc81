import type { NoticePreferences } from '@tessera/api'
import { Link } from '@tanstack/react-router'
import { Button, cn, useNow } from '@tessera/ui'
import { BellOff } from 'lucide-react'
import { t } from '@/shared/i18n'
import { type Choice, choicesAt } from '@/shared/time/choices'
import { useChoosePreferences } from './preferences'
import { SettingsPart } from '@/shared/settings-part'
import { useQuiet } from './use-quiet'

type Quiet = NoticePreferences['quiet']
const OFFERED = ['inAnHour', 'thisEvening', 'tomorrow', 'nextMonday'] as const
const isOffered = (choice: Choice): choice is (typeof OFFERED)[number] =>
  (OFFERED as readonly Choice[]).includes(choice)

/** Do not disturb: for a while, and always outside working hours. */
export function QuietSection({ quiet }: { quiet: Quiet }) {
  const choose = useChoosePreferences()
  const now = useNow()
  const set = (change: Partial<Pick<Quiet, 'until' | 'off_hours'>>) =>
    void choose({ quiet: { until: quiet.until, off_hours: quiet.off_hours, ...change } })
  const kept = useQuiet()
  return (
    <SettingsPart id="quiet" title={t('quiet.title')} text={t('quiet.text')}>
      <div role="status" className="flex min-h-11 flex-wrap items-center gap-2">
        {kept && (
          <span className={cn('flex items-center gap-2 text-strong', !kept.byHand && 'basis-full')}>
            <BellOff size={15} aria-hidden="true" className="text-icon" />
            {kept.text}
          </span>
        )}
        {kept?.byHand ? (
          <Button size="sm" onClick={() => set({ until: null })}>
            {t('quiet.end')}
          </Button>
        ) : (
          choicesAt(new Date(now)).map(
            ({ choice, at }) =>
              isOffered(choice) && (
                <Button key={choice} size="sm" onClick={() => set({ until: at.toISOString() })}>
                  {t(`quiet.${choice}`)}
                </Button>
              ),
          )
        )}
      </div>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <label className="flex min-h-11 items-center gap-2.5 text-strong">
          <input
            type="checkbox"
            className="size-4 accent-accent"
            checked={quiet.off_hours}
            onChange={(event) => set({ off_hours: event.target.checked })}
          />
          {t('quiet.offHours')}
        </label>
        <Link
          to="/settings/$section"
          params={{ section: 'hours' }}
          className="text-accent-text underline-offset-2 hover:underline"
        >
          {t('quiet.hours')}
        </Link>
      </div>
    </SettingsPart>
  )
}
