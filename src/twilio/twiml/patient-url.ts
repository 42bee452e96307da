/**
 * The address with what the carrier is to do when we do not answer it: try five times more, also after an
 * error of ours, give each try 1 s to connect and 5 s to answer, and 15 s to them all. It outlasts a
 * restart. The fragment is for the carrier alone: it is neither sent nor signed.
 */
export function patientUrl(url: string): string {
  return `${url}#rc=5&rp=ct,rt,5xx&ct=1000&rt=5000&tt=15000`
}
