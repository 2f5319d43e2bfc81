import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Skeleton } from '@tessera/ui'
import { useMemo } from 'react'
import { t } from '@/shared/i18n'
import { MailFrame } from '@/features/conversation/mail-frame'
import { errorsOf } from '@/shared/form'
import { useDebounced } from '@/shared/search/use-debounced'
import { useServices } from '@/shared/services'

const PAUSE_MS = 300

type Props = { header: string; footer: string; language: string | null }

/** A mail as customers would get it: put together by what puts together those that go out. */
export function MailPreview({ header, footer, language }: Props) {
  const { api } = useServices()
  const asked = useDebounced(JSON.stringify([header, footer, language]), PAUSE_MS)
  const preview = useQuery({
    queryKey: ['mail-preview', asked],
    queryFn: () => {
      const [mail_header, mail_footer, language] = JSON.parse(asked) as [string, string, string | null]
      const example = {
        customer: t('macro.example.name'),
        subject: t('macro.example.subject'),
        question: t('mail.exampleQuestion'),
        answer: t('mail.exampleAnswer'),
      }
      return api.previewMail({ mail_header, mail_footer, language, ...example })
    },
    placeholderData: keepPreviousData,
    retry: false,
  })
  const mail = preview.data
  const body = useMemo(
    () => (mail ? new DOMParser().parseFromString(mail.html, 'text/html').body.innerHTML : ''),
    [mail],
  )
  const wrong = preview.isError && Object.values(errorsOf(preview.error, t('error.unreachableChange')))[0]
  return (
    <section
      aria-label={t('mail.preview')}
      data-testid="mail-preview"
      className="min-w-0 overflow-hidden rounded-surface border border-line"
    >
      <header className="border-b border-line bg-side px-4 py-2.5">
        <p className="truncate font-semibold text-strong">{mail?.subject ?? t('mail.preview')}</p>
        <p className="truncate text-xs text-quiet">{mail?.sender ?? ' '}</p>
      </header>
      <div className="p-4">
        {wrong && (
          <p role="alert" className="mb-3 text-xs text-danger-text">
            {wrong}
          </p>
        )}
        {mail ? (
          <MailFrame html={body} title={t('mail.preview')} imageSources="https:" />
        ) : (
          <Skeleton className="h-24" />
        )}
      </div>
    </section>
  )
}
