import '@/shared/i18n/customer'
import '@/shared/i18n/settings'
import type { OrganizationDetail } from '@tessera/api'
import { useState } from 'react'
import { t } from '@/shared/i18n'
import { LanguageField } from '@/features/customer/language-field'
import { VariableText } from '@/features/admin/variable-text'
import { SettingsPart } from '@/shared/settings-part'
import { VARIABLES } from '@/shared/macros/variables'
import { LoadFailed, Page, RowsSkeleton } from '@/shared/page'
import { SettingsForm } from '@/shared/settings-form'
import { useAnew } from '@/shared/use-anew'
import { MailPreview } from './mail-preview'
import { Mailboxes } from './mailboxes'
import { useMailboxes, useOrganization, useSaveOrganization } from './queries'

/** Where the organization is written to, and what stands around what it writes. */
export function MailPage() {
  const kept = useOrganization()
  const addresses = useMailboxes()
  // Both at once: what is below must not move when the addresses are there.
  if (addresses.isPending)
    return (
      <Page title={t('settings.section.mail')} wide>
        <RowsSkeleton />
      </Page>
    )
  return (
    <Page title={t('settings.section.mail')} wide>
      <div className="flex flex-col gap-10">
        <Mailboxes />
        <SettingsPart id="frame" title={t('mail.frameTitle')} text={t('mail.frameText')}>
          {kept.isPending && <RowsSkeleton />}
          {kept.isError && !kept.data && <LoadFailed onRetry={() => void kept.refetch()} />}
          {kept.data && <Framing kept={kept.data} />}
        </SettingsPart>
      </div>
    </Page>
  )
}

function Framing({ kept }: { kept: OrganizationDetail }) {
  const save = useSaveOrganization(kept)
  const [header, setHeader] = useState(kept.mail_header)
  const [footer, setFooter] = useState(kept.mail_footer)
  const [language, setLanguage] = useState(kept.language)
  const [discarded, setDiscarded] = useState(0)
  const unsaved = header !== kept.mail_header || footer !== kept.mail_footer || language !== kept.language
  function discard() {
    setHeader(kept.mail_header)
    setFooter(kept.mail_footer)
    setLanguage(kept.language)
    // The editors begin anew with what is kept.
    setDiscarded((count) => count + 1)
  }
  useAnew(kept.version, discard)
  return (
    <SettingsForm
      unsaved={unsaved}
      save={() => save({ mail_header: header, mail_footer: footer, language })}
      onDiscard={discard}
      className="mt-3"
    >
      {(errors) => (
        <div className="grid items-start gap-6 lg:grid-cols-2">
          <div key={discarded} className="flex min-w-0 flex-col gap-4">
            <VariableText
              label={t('mail.header')}
              placeholder={t('mail.headerPlaceholder')}
              html={header}
              variables={VARIABLES}
              error={errors['mail_header']}
              preview={false}
              onChange={setHeader}
            />
            <VariableText
              label={t('mail.footer')}
              placeholder={t('mail.footerPlaceholder')}
              html={footer}
              variables={VARIABLES}
              error={errors['mail_footer']}
              preview={false}
              onChange={setFooter}
            />
            <LanguageField
              label={t('mail.language')}
              unknown={t('mail.english')}
              chosen={language}
              error={errors['language']}
              onChoose={setLanguage}
            />
            <p className="-mt-2 text-xs text-quiet">{t('mail.languageHint')}</p>
          </div>
          <MailPreview header={header} footer={footer} language={language} />
        </div>
      )}
    </SettingsForm>
  )
}
