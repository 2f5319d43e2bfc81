import '@/shared/i18n/pages'
import '@/shared/i18n/settings'
import { t } from '@/shared/i18n'
import type { PushTexts } from './message'
import { TEXTS_AT, TEXTS_CACHE } from './texts-place'

/** Filled in with itself, a text keeps its place for the name. */
const name = '{name}'

function pushTexts(): PushTexts {
  return {
    app: t('app.name'),
    somebody: t('notices.somebody'),
    mentioned: t('notices.mentioned', { name }),
    mentionedTeam: t('push.mentionedTeam', { name }),
    assigned: t('notices.assigned', { name }),
    customer_replied: t('notices.customer_replied', { name }),
    wroteNote: t('notices.wroteNote', { name }),
    answered: t('notices.answered', { name }),
    new_ticket: t('notices.newTicket'),
    newForTeam: t('push.newForTeam'),
    woke: t('notices.woke'),
    reply_failed: t('notices.reply_failed'),
    status_kept: t('notices.status_kept'),
    job_finished: t('notices.jobFinished'),
    jobFailed: t('notices.jobFailed'),
    test: t('push.test'),
  }
}

/** For the worker, which knows no language: what it says of each thing that happens. */
export async function keepTexts(): Promise<void> {
  const cache = await caches.open(TEXTS_CACHE)
  await cache.put(TEXTS_AT, Response.json(pushTexts()))
}
