import { answerParent } from '../processes/answer-parent.ts'
import { ownUsage } from '../processes/usage.ts'
import { SpeechLoad, type SpeechCrowd } from './speech-load.ts'

// The callers and their model as a process.
const load = new SpeechLoad()
answerParent({
  usage: ownUsage,
  'open-model': (setting: { opensAfterMs: number }) => load.openModel(setting),
  gather: (crowd: SpeechCrowd) => load.gather(crowd),
  begin: () => load.begin(),
  end: () => load.end(),
  report: () => load.report(),
  disperse: () => load.disperse(),
})
// Also before the first call and after the last one there is somebody to talk to.
setInterval(() => undefined, 60_000)
