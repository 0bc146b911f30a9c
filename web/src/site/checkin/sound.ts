/** Three sounds that nobody mixes up: two rising tones, the same tone twice, one low and long. */

export type Chime = "accepted" | "already" | "refused";

interface Tone {
  hertz: number;
  from: number;
  to: number;
  wave: OscillatorType;
}

export const CHIMES: Record<Chime, readonly Tone[]> = {
  accepted: [
    { hertz: 660, from: 0, to: 0.11, wave: "sine" },
    { hertz: 990, from: 0.11, to: 0.3, wave: "sine" },
  ],
  already: [
    { hertz: 520, from: 0, to: 0.1, wave: "triangle" },
    { hertz: 520, from: 0.18, to: 0.28, wave: "triangle" },
  ],
  refused: [{ hertz: 170, from: 0, to: 0.55, wave: "square" }],
};

const KEY = "diemcau.checkin.sound";
const LOUD = 0.22;
/** A tone that begins or ends at once clicks. */
const RAMP_S = 0.012;

export class Sounds {
  on = localStorage.getItem(KEY) !== "off";
  private context: AudioContext | null = null;

  /** A press allows a page to be heard. */
  wake(): void {
    if (!this.on || !("AudioContext" in globalThis)) return;
    this.context ??= new AudioContext();
    void this.context.resume();
  }

  turn(on: boolean): void {
    this.on = on;
    localStorage.setItem(KEY, on ? "on" : "off");
    if (on) this.wake();
  }

  play(chime: Chime): void {
    const context = this.context;
    if (!this.on || context?.state !== "running") return;
    for (const tone of CHIMES[chime]) this.tone(context, tone);
  }

  close(): void {
    void this.context?.close();
    this.context = null;
  }

  private tone(context: AudioContext, { hertz, from, to, wave }: Tone): void {
    const now = context.currentTime;
    const voice = new OscillatorNode(context, { frequency: hertz, type: wave });
    const loud = new GainNode(context, { gain: 0 });
    loud.gain.setValueAtTime(0, now + from);
    loud.gain.linearRampToValueAtTime(LOUD, now + from + RAMP_S);
    loud.gain.setValueAtTime(LOUD, now + to - RAMP_S);
    loud.gain.linearRampToValueAtTime(0, now + to);
    voice.connect(loud).connect(context.destination);
    voice.start(now + from);
    voice.stop(now + to);
  }
}
