import { newId } from '@tessera/api'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SentFile } from '@/shared/messages/drafts'
import { useServices } from '@/shared/services'
import { showToast } from '@/shared/toasts'

export interface Uploading {
  key: string
  filename: string
  /** 0 to 1. */
  share: number
  failed: boolean
}

const LARGEST = 25 * 1024 * 1024

/** Sends files to the file store as soon as they are chosen; `onDone` gets each when it is there. */
export function useUploads(onDone: (file: SentFile) => void) {
  const { t } = useTranslation()
  const { api, upload } = useServices()
  const [uploads, setUploads] = useState<Uploading[]>([])
  const aborts = useRef(new Map<string, AbortController>())

  useEffect(() => {
    const running = aborts.current
    return () => running.forEach((abort) => abort.abort())
  }, [])

  const change = (key: string, rest: Partial<Uploading>) =>
    setUploads((all) => all.map((each) => (each.key === key ? { ...each, ...rest } : each)))
  const drop = (key: string) => setUploads((all) => all.filter((each) => each.key !== key))

  async function start(file: File): Promise<void> {
    if (file.size > LARGEST) return showToast({ tone: 'danger', text: t('composer.tooLarge', { name: file.name }) })
    const key = newId()
    const abort = new AbortController()
    aborts.current.set(key, abort)
    setUploads((all) => [...all, { key, filename: file.name, share: 0, failed: false }])
    try {
      const type = file.type || 'application/octet-stream'
      const made = await api.createAttachment({ filename: file.name, content_type: type, size: file.size })
      await upload(made.upload, file, (share) => change(key, { share }), abort.signal)
      onDone({ id: made.id, filename: file.name, size: file.size })
      drop(key)
    } catch {
      if (!abort.signal.aborted) change(key, { failed: true })
    } finally {
      aborts.current.delete(key)
    }
  }

  return {
    uploads,
    busy: uploads.some((each) => !each.failed),
    add: (files: Iterable<File>) => [...files].forEach((file) => void start(file)),
    cancel: (key: string) => {
      aborts.current.get(key)?.abort()
      drop(key)
    },
  }
}
