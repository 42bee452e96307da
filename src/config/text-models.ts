/** The vendors whose models may answer a call. */
export type TextModelVendor = 'anthropic' | 'openai'

/** What a request of a live call says to a model beside the usual, because its family wants it so. */
export interface TextModelManners {
  /** Anthropic: how thinking is kept out of the caller's waiting time. Absent: it does not think unasked. */
  readonly thinking?: 'disabled' | 'between_tools'
  /** Anthropic: how much trouble it goes to. Absent: the family does not know the word. */
  readonly effort?: 'low'
  /** OpenAI: without it the family thinks first, and takes no tools. */
  readonly reasoningEffort?: 'none'
  /** A model at its vendor's, which takes what only the vendor knows, such as names of caches. */
  readonly isVendors?: boolean
}

interface TextModelFamily {
  readonly names: RegExp
  readonly manners: TextModelManners
}

interface UnsuitableFamily {
  readonly names: RegExp
  /** Goes on from "… is NAME, which". */
  readonly why: string
}

interface VendorsModels {
  /** What answers when nothing is chosen, and what is recommended instead of an unsuitable one. */
  readonly usual: string
  readonly hosts: RegExp
  readonly suitable: readonly TextModelFamily[]
  readonly unsuitable: readonly UnsuitableFamily[]
}

const thinksAlways = 'thinks before every answer, so that the caller would wait in silence'
const hasRetired = 'its vendor has retired'
const endsSoon = 'its vendor ends on 2026-11-30'

/** As of 2026-11-22. A family that is not here is not known to answer in time, or what it accepts. */
export const textModels: Readonly<Record<TextModelVendor, VendorsModels>> = {
  anthropic: {
    usual: 'claude-haiku-5-5',
    hosts: /(^|\.)anthropic\.com$/,
    suitable: [
      { names: /^claude-haiku-5-5/, manners: { thinking: 'disabled', effort: 'low' } },
      // It cannot be kept from thinking, but from thinking before its first words.
      { names: /^claude-sonnet-5-5/, manners: { thinking: 'between_tools', effort: 'low' } },
      { names: /^claude-(sonnet|opus)-5$/, manners: { thinking: 'disabled', effort: 'low' } },
      { names: /^claude-(sonnet-4-6|opus-4-[678])/, manners: { effort: 'low' } },
      { names: /^claude-(haiku|opus)-4-5/, manners: {} },
    ],
    unsuitable: [
      { names: /^claude-(opus-5-|fable-|mythos-)/, why: thinksAlways },
      { names: /^claude-sonnet-4-5/, why: endsSoon },
      { names: /^claude-(3|2|instant|(sonnet|opus)-4(-\d{8}|-0|-1\b|$))/, why: hasRetired },
    ],
  },
  openai: {
    usual: 'gpt-6-luna',
    hosts: /(^|\.)openai\.com$/,
    suitable: [
      {
        names: /^gpt-(6(\.\d+)?|5\.6)-(luna|terra|sol)\b/,
        manners: { reasoningEffort: 'none', isVendors: true },
      },
      { names: /^gpt-4(o|\.1)(-mini|-nano)?(-\d{4}-\d\d-\d\d)?$/, manners: { isVendors: true } },
    ],
    unsuitable: [
      { names: /^(o\d|gpt-5(-|$))/, why: thinksAlways },
      {
        names: /(realtime|live|audio|transcribe|whisper|tts|image|embedding)/,
        why: 'is not for text',
      },
      { names: /^(gpt-3|gpt-4(-|$)|davinci|text-)/, why: hasRetired },
    ],
  },
}

/** Whether a base URL leads to the vendor itself, where only the models of the table are known to work. */
export function isAtVendor(vendor: TextModelVendor, baseUrl: string | undefined): boolean {
  if (baseUrl === undefined) return true
  return URL.canParse(baseUrl) && textModels[vendor].hosts.test(new URL(baseUrl).hostname)
}

/** What the model accepts; nothing but the usual where it is not known. */
export function mannersOf(vendor: TextModelVendor, model: string): TextModelManners {
  return textModels[vendor].suitable.find(({ names }) => names.test(model))?.manners ?? {}
}

/** Why a model of the vendor cannot answer a live call, going on from "is NAME, which"; else nothing. */
export function whyUnsuitable(vendor: TextModelVendor, model: string): string | undefined {
  const { suitable, unsuitable } = textModels[vendor]
  if (suitable.some(({ names }) => names.test(model))) return undefined
  const known = unsuitable.find(({ names }) => names.test(model))
  return known?.why ?? 'this version does not know, nor how to keep it from thinking'
}
