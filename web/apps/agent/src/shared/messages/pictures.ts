import { useCallback } from 'react'
import { useServices } from '@/shared/services'
import type { SentFile } from './drafts'

/** What browsers show; anything else is a file beside the text. */
const SHOWN = ['image/png', 'image/jpeg', 'image/gif', 'image/webp']
/** Pictures that were put in here, by their file's id, for as long as the page lives. */
const here = new Map<string, string>()

export const isPicture = (file: File) => SHOWN.includes(file.type)

export function keepPicture(fileId: string, file: File): void {
  here.set(fileId, URL.createObjectURL(file))
}

/** The addresses of those of the files that were put in here. */
export function picturesHere(files: SentFile[]): Map<string, string> {
  return new Map(files.flatMap(({ id }) => (here.has(id) ? [[id, here.get(id)!]] : [])))
}

/** Where a picture of what is being written is seen; one that came from another machine is asked for. */
export function usePictureAddress(): (fileId: string) => Promise<string> {
  const { api } = useServices()
  return useCallback(async (fileId) => here.get(fileId) ?? (await api.attachment(fileId)).url, [api])
}

/** Whether a file stands in the text, and so not beside it. */
export const standsIn = (html: string, fileId: string) => html.includes(`cid:${fileId}`)
