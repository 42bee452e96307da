import type { AgentItem, Item } from './items.ts'
import { wireItem } from './items.ts'
import type { WirePart } from './server-events.ts'
import type { SessionCore } from './session-core.ts'
import type { SpeechPiece } from './speech-pieces.ts'

/** In which response an item is made, and as which one of its items. */
export interface ItemPlace {
  readonly responseId: string
  readonly outputIndex: number
  /** Out of band: the conversation never learns of it. */
  readonly isOutOfBand: boolean
}

/** The agent's words on their way out. */
export interface SpokenItem {
  readonly item: Item & AgentItem
  /** All words of which the sound was sent, heard or not. */
  readonly text: string
  readonly soundMs: number
  send(piece: SpeechPiece): void
  end(status: 'completed' | 'incomplete'): void
}

export function beginSpokenItem(
  core: SessionCore,
  { isAudio, place }: { isAudio: boolean; place: ItemPlace },
): SpokenItem {
  const item: Item & AgentItem = {
    by: 'agent',
    id: core.newName('item'),
    text: '',
    isSpoken: isAudio,
    soundMs: 0,
    status: 'in_progress',
    heardMs: undefined,
  }
  announceItem(core, { item, place })
  const spoken = new StreamedItem(core, { item, place })
  spoken.begin()
  return spoken
}

class StreamedItem implements SpokenItem {
  readonly item: Item & AgentItem
  text = ''
  soundMs = 0
  readonly #core: SessionCore
  readonly #place: ItemPlace

  constructor(core: SessionCore, { item, place }: { item: Item & AgentItem; place: ItemPlace }) {
    this.#core = core
    this.#place = place
    this.item = item
  }

  begin(): void {
    this.#core.send({ type: 'response.content_part.added', ...this.#at(), part: this.#part() })
  }

  send({ sound, text }: SpeechPiece): void {
    const { isSpoken } = this.item
    this.text += text
    this.soundMs += isSpoken ? sound.length / 8 : 0
    // What was truncated grows no more, whatever is still sent.
    if (this.item.heardMs === undefined) {
      this.item.text = this.text
      this.item.soundMs = this.soundMs
    }
    if (isSpoken) this.#sendSound({ sound, text })
    else this.#core.send({ type: 'response.output_text.delta', ...this.#at(), delta: text })
  }

  end(status: 'completed' | 'incomplete'): void {
    const at = this.#at()
    const { send } = this.#core
    this.item.status = status
    if (this.item.isSpoken) {
      send({ type: 'response.output_audio.done', ...at })
      send({ type: 'response.output_audio_transcript.done', ...at, transcript: this.text })
    } else {
      send({ type: 'response.output_text.done', ...at, text: this.text })
    }
    send({ type: 'response.content_part.done', ...at, part: this.#part() })
    finishItem(this.#core, { item: this.item, place: this.#place })
  }

  #sendSound({ sound, text }: SpeechPiece): void {
    const { send } = this.#core
    const at = this.#at()
    if (text !== '') send({ type: 'response.output_audio_transcript.delta', ...at, delta: text })
    send({ type: 'response.output_audio.delta', ...at, delta: sound.toString('base64') })
  }

  #part(): WirePart {
    return this.item.isSpoken
      ? { type: 'audio', transcript: this.text }
      : { type: 'text', text: this.text }
  }

  #at() {
    return { ...ofResponse(this.#place), item_id: this.item.id, content_index: 0 }
  }
}

/** Tells of an item that begins, and makes it part of the conversation. */
export function announceItem(
  core: SessionCore,
  { item, place }: { item: Item; place: ItemPlace },
): void {
  core.send({ type: 'response.output_item.added', ...ofResponse(place), item: wireItem(item) })
  if (place.isOutOfBand) return
  core.conversation.insert(item)
  const previous_item_id = core.conversation.before(item.id)
  core.send({ type: 'conversation.item.added', item: wireItem(item), previous_item_id })
}

export function finishItem(
  core: SessionCore,
  { item, place }: { item: Item; place: ItemPlace },
): void {
  if (!place.isOutOfBand) {
    const previous_item_id = core.conversation.before(item.id)
    core.send({ type: 'conversation.item.done', item: wireItem(item), previous_item_id })
  }
  core.send({ type: 'response.output_item.done', ...ofResponse(place), item: wireItem(item) })
}

function ofResponse({ outputIndex, responseId }: ItemPlace) {
  return { response_id: responseId, output_index: outputIndex }
}
