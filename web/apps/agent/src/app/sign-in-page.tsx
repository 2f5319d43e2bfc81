import { useQueryClient } from '@tanstack/react-query'
import { useNavigate, useRouter, useSearch } from '@tanstack/react-router'
import { Unreachable } from '@tessera/api'
import { useEffect } from 'react'
import { SignIn } from '@/features/sign-in/sign-in'

const workspace = () => import('./workspace')

export function SignInPage() {
  const { to, ended } = useSearch({ from: '/sign-in' })
  const navigate = useNavigate()
  const router = useRouter()
  const client = useQueryClient()
  // What comes after signing in is fetched while the password is typed.
  useEffect(() => void workspace().catch(() => undefined), [])
  async function carryOn() {
    const { close, forgetHistory } = await workspace().catch(() => {
      throw new Unreachable()
    })
    // Somebody else may have signed in: nothing of the one before stays in memory.
    client.clear()
    await close(client)
    forgetHistory()
    await router.invalidate()
    await navigate({ to: to ?? '/', replace: true })
  }
  return <SignIn ended={ended ?? false} onSignedIn={carryOn} />
}
