/** What of the speech providers' attributes cannot go together, each in words. */
export function providerProblems(attributes: Readonly<Record<string, string>>): string[] {
  const voice = attributes['ttsProvider'] ?? 'ElevenLabs'
  const ear = attributes['transcriptionProvider'] ?? 'Deepgram'
  return [
    ...namesOutside(voices, { ttsProvider: voice }),
    ...namesOutside(ears, { transcriptionProvider: ear }),
    ...(speaksAny(attributes) && !isOneOf(voice, ['elevenlabs'])
      ? ['only ElevenLabs speaks any language']
      : []),
    ...(understandsAny(attributes) && !canUnderstandAny(ear, attributes['speechModel'])
      ? ['only nova-2-general and nova-3-general of Deepgram understand any language']
      : []),
  ]
}

const voices = ['elevenlabs', 'google', 'amazon']
const ears = ['deepgram', 'google']

function namesOutside(known: readonly string[], named: Readonly<Record<string, string>>): string[] {
  return Object.entries(named).flatMap(([attribute, name]) =>
    isOneOf(name, known) ? [] : [`${attribute}="${name}"`],
  )
}

function speaksAny({ ttsLanguage, language }: Readonly<Record<string, string>>): boolean {
  return (ttsLanguage ?? language) === 'multi'
}

function understandsAny({
  transcriptionLanguage,
  language,
}: Readonly<Record<string, string>>): boolean {
  return (transcriptionLanguage ?? language) === 'multi'
}

function canUnderstandAny(ear: string, model = 'nova-3-general'): boolean {
  return isOneOf(ear, ['deepgram']) && isOneOf(model, ['nova-2-general', 'nova-3-general'])
}

function isOneOf(value: string, names: readonly string[]): boolean {
  return names.includes(value.toLowerCase())
}
