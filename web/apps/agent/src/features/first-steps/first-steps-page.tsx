import '@/shared/i18n/settings'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button, Kbd } from '@tessera/ui'
import type { ReactNode } from 'react'
import { t } from '@/shared/i18n'
import { leaveGuide } from '@/shared/first-run'
import { keysOf, registry } from '@/shared/hotkeys'
import { Page } from '@/shared/page'
import { useAgents, useMe, useTeams } from '@/shared/tickets/queries'
import { HOME_VIEW } from '@/shared/tickets/views'
import { FirstTicket } from './first-ticket'
import { Step } from './step'

/** From a new organization to its first real ticket. What is done is seen in what there is, not in what was clicked. */
export function FirstStepsPage() {
  const navigate = useNavigate()
  const isAdmin = useMe().role === 'admin'
  const colleagues = useAgents().length > 1
  const teams = useTeams().length > 0
  function leave() {
    leaveGuide()
    void navigate({ to: '/views/$view', params: { view: HOME_VIEW } })
  }
  return (
    <Page
      title={t('firstSteps.title')}
      text={t('firstSteps.text')}
      action={
        <Button size="sm" variant="ghost" onClick={leave}>
          {t('firstSteps.leave')}
        </Button>
      }
    >
      <ol className="max-w-2xl border-t border-line">
        {isAdmin && (
          <>
            <Step done={colleagues} title={t('firstSteps.colleagues')} text={t('firstSteps.colleaguesText')}>
              <ToSettings section="people">{t('firstSteps.invite')}</ToSettings>
            </Step>
            <Step done={teams} title={t('firstSteps.teams')} text={t('firstSteps.teamsText')}>
              <ToSettings section="people">{t('firstSteps.makeTeam')}</ToSettings>
            </Step>
          </>
        )}
        <Step done={null} title={t('firstSteps.own')} text={t('firstSteps.ownText')}>
          <ToSettings section="notifications">{t('settings.section.notifications')}</ToSettings>
          <ToSettings section="hours">{t('settings.section.hours')}</ToSettings>
        </Step>
        <Step done={null} title={t('firstSteps.keys')} text={t('firstSteps.keysText')}>
          <span className="inline-flex items-center gap-2 text-quiet">
            <Kbd keys={keysOf('palette') ?? ''} /> {t('command.palette')}
          </span>
          <Button size="sm" onClick={() => registry.run('help')}>
            {t('command.help')}
          </Button>
        </Step>
        <FirstTicket />
      </ol>
    </Page>
  )
}

function ToSettings({ section, children }: { section: string; children: ReactNode }) {
  return (
    <Link
      to="/settings/$section"
      params={{ section }}
      className="text-accent-text underline-offset-2 touch-target hover:underline"
    >
      {children}
    </Link>
  )
}
