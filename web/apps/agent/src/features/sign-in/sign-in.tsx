import { ApiProblem, Unreachable } from '@tessera/api'
import { Banner, Button, Field, IconButton, Input, Mark } from '@tessera/ui'
import { Eye, EyeOff } from 'lucide-react'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { t } from '@/shared/i18n'
import { textOf } from '@/shared/form'
import { useServices } from '@/shared/services'
import { setSessionHint } from '@/shared/session/hint'
import { useFirstWrong } from '@/shared/use-first-wrong'

type Failure = { kind: 'wrong' | 'down' | 'failed' } | { kind: 'limited'; seconds: number }

function failureOf(error: unknown): Failure {
  if (error instanceof Unreachable) return { kind: 'down' }
  if (!(error instanceof ApiProblem)) throw error
  if (error.status === 401 || error.status === 422) return { kind: 'wrong' }
  if (error.status === 429) return { kind: 'limited', seconds: error.retryAfter ?? 60 }
  return { kind: error.status >= 502 ? 'down' : 'failed' }
}

type Props = { ended: boolean; onSignedIn: () => Promise<void> }

export function SignIn({ ended, onSignedIn }: Props) {
  const { session } = useServices()
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)
  const [missing, setMissing] = useState<{ email?: string; password?: string }>({})
  const alert = useRef<HTMLDivElement>(null)
  const form = useFirstWrong(missing)

  useEffect(() => {
    document.title = t('signIn.title')
    form.current?.querySelector('input')?.focus()
  }, [form])

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const typed = new FormData(event.currentTarget)
    const email = textOf(typed, 'email').trim()
    const password = textOf(typed, 'password')
    setFailure(null)
    setMissing({
      ...(!email && { email: t('signIn.emailMissing') }),
      ...(!password && { password: t('signIn.passwordMissing') }),
    })
    if (!email || !password) return
    setBusy(true)
    try {
      await session.signIn(email, password)
      setSessionHint(true)
      await onSignedIn()
    } catch (error) {
      setBusy(false)
      setFailure(failureOf(error))
      alert.current?.focus()
    }
  }

  return (
    <main className="flex min-h-full flex-col items-center justify-center bg-side px-5 py-10">
      <div className="w-full max-w-80">
        <Mark size={32} className="mb-5" />
        <h1 className="text-lg font-semibold text-strong">{t('signIn.title')}</h1>
        {ended && !failure && <p className="mt-1 text-quiet">{t('signIn.again')}</p>}
        <div ref={alert} tabIndex={-1} role="alert" className="mt-4 outline-none">
          {failure && (
            <Banner tone="danger" className="rounded-control px-3 py-2">
              {failure.kind === 'limited'
                ? t('signIn.limited', { seconds: failure.seconds })
                : t(`signIn.${failure.kind}`)}
            </Banner>
          )}
        </div>
        <form ref={form} className="mt-4 flex flex-col gap-4" onSubmit={(event) => void submit(event)} noValidate>
          <Field label={t('signIn.email')} error={missing.email}>
            {(ids) => <Input {...ids} name="email" type="email" autoComplete="username" className="h-10" />}
          </Field>
          <PasswordField error={missing.password} />
          <Button type="submit" variant="primary" size="lg" busy={busy}>
            {t('signIn.submit')}
          </Button>
        </form>
      </div>
    </main>
  )
}

function PasswordField({ error }: { error: string | undefined }) {
  const [shown, setShown] = useState(false)
  return (
    <Field label={t('signIn.password')} error={error}>
      {(ids) => (
        <div className="relative">
          <Input
            {...ids}
            name="password"
            type={shown ? 'text' : 'password'}
            autoComplete="current-password"
            className="h-10 pe-10"
          />
          <IconButton
            icon={shown ? EyeOff : Eye}
            label={t(shown ? 'signIn.hide' : 'signIn.show')}
            onClick={() => setShown(!shown)}
            className="absolute end-1 top-1 pointer-coarse:-end-0 pointer-coarse:-top-0.5"
          />
        </div>
      )}
    </Field>
  )
}
