import type { BrowserAudio, BrowserPort, BrowserSound } from './browser-sound.ts'
// oxlint-disable-next-line import/default -- what is imported is the address that the build gives it
import workletUrl from './phone-worklet.ts?worker&url'

/** The sound of this browser. */
export function findBrowserSound(): BrowserSound {
  const { mediaDevices } = navigator as Partial<Navigator> // missing in pages that are not secure
  const canPlay = 'AudioContext' in globalThis && 'AudioWorkletNode' in globalThis
  return {
    openMicrophone: mediaDevices && ((wishes) => mediaDevices.getUserMedia(wishes)),
    openAudio: canPlay ? openAudio : undefined,
    isSecure: globalThis.isSecureContext,
  }
}

function openAudio(): BrowserAudio {
  const context = new AudioContext({ latencyHint: 'interactive' })
  return {
    get state() {
      return context.state
    },
    resume: () => context.resume(),
    close: () => context.close(),
    addEventListener: (type, listener) => context.addEventListener(type, listener),
    load: () => context.audioWorklet.addModule(workletUrl),
    microphone(stream) {
      const node = new AudioWorkletNode(context, 'phone-microphone', { outputChannelCount: [1] })
      // A browser's stream, since this browser gave it.
      context.createMediaStreamSource(stream as MediaStream).connect(node)
      // It is silent; but browsers let rest what leads nowhere.
      node.connect(context.destination)
      return portOf(node)
    },
    loudspeaker() {
      const node = new AudioWorkletNode(context, 'phone-loudspeaker', { numberOfInputs: 0 })
      node.connect(context.destination)
      return portOf(node)
    },
  }
}

function portOf({ port }: AudioWorkletNode): BrowserPort {
  return port
}
