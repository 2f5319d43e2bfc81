import type { Notice } from '@tessera/api'
import { t } from '@/shared/i18n'
import { useTeams } from '@/shared/tickets/queries'

/** What happened, in one sentence. */
export function useSentence(): (notice: Notice) => string {
  const teams = useTeams()
  return (notice) => {
    const name = notice.actor.name || t('notices.somebody')
    const team = teams.find((each) => each.id === notice.team_id)?.name
    switch (notice.kind) {
      case 'mentioned':
        return team ? t('notices.mentionedTeam', { name, team }) : t('notices.mentioned', { name })
      case 'colleague_wrote':
        return t(notice.message?.kind === 'note' ? 'notices.wroteNote' : 'notices.answered', { name })
      case 'new_ticket':
        return team ? t('notices.newForTeam', { team }) : t('notices.newTicket')
      case 'job_finished':
        return t(notice.job?.failed ? 'notices.jobFailed' : 'notices.jobFinished')
      default:
        return t(`notices.${notice.kind}`, { name })
    }
  }
}
