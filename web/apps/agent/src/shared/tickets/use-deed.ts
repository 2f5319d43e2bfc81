import { underWay } from './history'
import { type Outcome, outcomeOf } from './outcome'
import { useUndo } from './use-undo'

type Act = () => unknown

/** Does `there`. It is taken back by `back`, and done again by `there` once more. */
export async function inTurn(there: Act, back: Act): Promise<Outcome> {
  try {
    await there()
  } catch (error) {
    return outcomeOf(error)
  }
  return { kind: 'done', back: () => inTurn(back, there) }
}

/**
 * Does what another act takes back, says so with Undo, and remembers it for the keys; or says why it was not done. True if
 * it was.
 */
export function useDeed(): (text: string, there: Act, back: Act, detail?: string) => Promise<boolean> {
  const { tell } = useUndo()
  async function carryOut(...[text, there, back, detail]: Parameters<typeof deed>): Promise<boolean> {
    const outcome = await inTurn(there, back)
    tell(text, outcome, () => void deed(text, there, back, detail), detail)
    return outcome.kind === 'done'
  }
  function deed(text: string, there: Act, back: Act, detail?: string): Promise<boolean> {
    return underWay(carryOut(text, there, back, detail))
  }
  return deed
}
