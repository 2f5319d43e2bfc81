import { expect, it } from 'vitest'
import { isNear } from './near'

it.each([
  ['signiture', 'Signature under mails'],
  ['signture', 'Signature under mails'],
  ['siggnature', 'Signature under mails'],
  ['singature', 'Signature under mails'],
  ['notfi', 'Notifications'],
  ['dnesity', 'Density'],
  ['schriftgrösse', 'Schriftgröße Schriftgrosse schriftgrössen'],
])('%s is meant for %s', (word, text) => expect(isNear(word, text)).toBe(true))

it.each([
  ['teh', 'Theme'],
  ['zebra', 'Density theme language'],
  ['dnesity', 'Dense'],
  ['', 'Theme'],
])('%s is not meant for %s', (word, text) => expect(isNear(word, text)).toBe(false))
