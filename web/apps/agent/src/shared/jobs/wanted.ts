import { create } from 'zustand'

/** The job that somebody was led to, among all that the panel shows. */
export const useWantedJob = create(() => ({ id: null as string | null }))
