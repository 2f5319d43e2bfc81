import { useQueryClient } from '@tanstack/react-query'
import { useNavigate, useRouter, useSearch } from '@tanstack/react-router'
import { SignIn } from '@/features/sign-in/sign-in'
import { close } from '@/shared/replica/open'
import { forgetHistory } from '@/shared/tickets/history'

export function SignInPage() {
  const { to, ended } = useSearch({ from: '/sign-in' })
  const navigate = useNavigate()
  const router = useRouter()
  const client = useQueryClient()
  async function carryOn() {
    // Somebody else may have signed in: nothing of the one before stays in memory.
    client.clear()
    await close(client)
    forgetHistory()
    await router.invalidate()
    await navigate({ to: to ?? '/', replace: true })
  }
  return <SignIn ended={ended ?? false} onSignedIn={() => void carryOn()} />
}
