import { Badge, Button, UnreadTile } from '@tessera/ui'
import { t } from '@/shared/i18n'

/** What the colour is used for, in one glance; nothing in it can be used. */
export function Sample() {
  return (
    <figure inert className="overflow-hidden rounded-surface border border-line">
      <div className="flex h-10 items-center gap-3 border-b border-line bg-accent-soft px-4">
        <UnreadTile label={t('list.unread')} />
        <span className="flex-1 truncate font-semibold text-strong">{t('macro.example.subject')}</span>
        <Badge>{t('organization.sampleTag')}</Badge>
      </div>
      <div className="flex flex-wrap items-center gap-4 p-4">
        <Button variant="primary">{t('composer.sendReply')}</Button>
        <span className="rounded-control border border-line-control px-2.5 py-1.5 outline-2 outline-offset-1 outline-focus">
          {t('organization.sampleFocus')}
        </span>
        <span className="text-accent-text underline underline-offset-2">{t('organization.sampleLink')}</span>
      </div>
    </figure>
  )
}
