import { Component, type ComponentType, type ReactNode, createElement, lazy } from 'react'
import { create } from 'zustand'

/** Something that somebody wanted could not be fetched: the connection broke, or a newer version took its place. */
export class MissingPart extends Error {
  override readonly name = 'MissingPart'
}

const AGAIN_MS = 600

/** Whether that happened, until it is fetched after all. */
export const useMissing = create(() => ({ missing: false }))

/**
 * React's `lazy`, for parts of a page. One that cannot be fetched leaves the page around it alone; the page says so
 * (`useMissing`), a layer closes, and it is tried again when it is asked for again, or when the network is back.
 */
export const part: typeof lazy = (load) => {
  const fetched = () =>
    lazy(() =>
      load()
        // A connection that stumbled is often there again a moment later.
        .catch(() => new Promise((resolve) => setTimeout(resolve, AGAIN_MS)).then(load))
        .catch((cause: unknown) => {
          throw new MissingPart('A part of the app could not be fetched.', { cause })
        }),
    )
  // Another one only when that is known of this one: until then React asks it again and again.
  let Fetched = fetched()
  function Part(props: { onClose?: () => void }) {
    const missed = () => {
      Fetched = fetched()
      props.onClose?.()
    }
    // What it takes is known where it is used.
    return <Around onMissing={missed}>{() => createElement(Fetched as unknown as ComponentType<object>, props)}</Around>
  }
  return Part as never
}

type State = { error: Error | null }
type Props = { onMissing: () => void; children: () => ReactNode }

class Around extends Component<Props, State> {
  override state: State = { error: null }

  static getDerivedStateFromError(error: Error): State {
    return { error }
  }

  again = () => {
    if (!this.state.error) return
    useMissing.setState({ missing: false })
    this.setState({ error: null })
  }

  override componentDidMount() {
    addEventListener('online', this.again)
  }

  override componentDidCatch(error: unknown) {
    if (!(error instanceof MissingPart)) return
    useMissing.setState({ missing: true })
    this.props.onMissing()
  }

  override componentWillUnmount() {
    removeEventListener('online', this.again)
  }

  override render() {
    const { error } = this.state
    if (!error) return this.props.children()
    if (error instanceof MissingPart) return null
    throw error
  }
}
