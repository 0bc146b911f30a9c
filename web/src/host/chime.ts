/** One short, quiet tone; made by the browser, so that no file is needed. */

const HZ = 660;
const LONG_S = 0.18;
const LOUD = 0.05;

export function chime(): void {
  try {
    const context = new AudioContext();
    const tone = new OscillatorNode(context, { frequency: HZ });
    const loudness = new GainNode(context, { gain: LOUD });
    loudness.gain.setTargetAtTime(0, context.currentTime + LONG_S / 2, LONG_S / 6);
    tone.connect(loudness).connect(context.destination);
    tone.onended = () => void context.close();
    tone.start();
    tone.stop(context.currentTime + LONG_S);
  } catch {
    // A machine without sound shows the badge all the same.
  }
}
