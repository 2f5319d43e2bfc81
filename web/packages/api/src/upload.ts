import { Unreachable } from './problem'
import type { Upload } from './types'

export type UploadFile = (
  upload: Upload,
  file: File,
  onProgress: (share: number) => void,
  signal: AbortSignal,
) => Promise<void>

/** Sends a file straight to the file store by its presigned form; `onProgress` gets 0 to 1. Throws `Unreachable`. */
export const uploadFile: UploadFile = (upload, file, onProgress, signal) =>
  new Promise((resolve, reject) => {
    const form = new FormData()
    for (const [name, value] of Object.entries(upload.fields)) form.append(name, value)
    form.append('file', file)

    // fetch() reports no progress of what it sends.
    const request = new XMLHttpRequest()
    request.open('POST', upload.url)
    request.upload.onprogress = (event) => event.lengthComputable && onProgress(event.loaded / event.total)
    request.onload = () =>
      request.status < 300 ? resolve() : reject(new Unreachable(`The file store answered ${request.status}.`))
    request.onerror = () => reject(new Unreachable('The file store cannot be reached.'))
    request.onabort = () => reject(new DOMException('The upload was cancelled.', 'AbortError'))
    signal.addEventListener('abort', () => request.abort())
    request.send(form)
  })
