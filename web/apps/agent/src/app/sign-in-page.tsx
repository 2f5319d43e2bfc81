import { useNavigate, useRouter, useSearch } from '@tanstack/react-router'
import { SignIn } from '@/features/sign-in/sign-in'

export function SignInPage() {
  const { to, ended } = useSearch({ from: '/sign-in' })
  const navigate = useNavigate()
  const router = useRouter()
  async function carryOn() {
    await router.invalidate()
    await navigate({ to: to ?? '/', replace: true })
  }
  return <SignIn ended={ended ?? false} onSignedIn={() => void carryOn()} />
}
