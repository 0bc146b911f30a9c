/** A camera as a source of codes: opened, looked at some times a second, and closed for certain. */

import { detector } from "./detector";

export type CameraState = "off" | "opening" | "on" | "denied" | "none" | "failed";

const LOOK_EVERY_MS = 120;
/** The same code is in the picture for as long as somebody holds it there: it counts once, until it
 *  was away for so long. */
export const AWAY_MS = 2000;
const KEY = "diemcau.checkin.camera";
const WANTED = "diemcau.checkin.camera-on";

/** Which codes are new in the picture, given when each was last seen. */
export function fresh(codes: readonly string[], seen: Map<string, number>, now: number): string[] {
  for (const [code, at] of seen) if (now - at > AWAY_MS) seen.delete(code);
  const found = codes.filter((code) => !seen.has(code));
  for (const code of codes) seen.set(code, now);
  return found;
}

export class Camera {
  state = $state<CameraState>("off");
  devices = $state.raw<MediaDeviceInfo[]>([]);
  chosen = $state(localStorage.getItem(KEY) ?? "");
  private stream: MediaStream | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  /** Counts up with each opening and closing: a camera that comes after the next one is let go. */
  private turns = 0;
  private readonly seen = new Map<string, number>();

  constructor(private readonly found: (text: string) => void) {}

  async open(video: HTMLVideoElement): Promise<void> {
    this.close();
    const turn = this.turns;
    if (!navigator.mediaDevices) {
      this.state = "none";
      return;
    }
    this.state = "opening";
    try {
      const wish = { audio: false, video: this.wish() };
      const stream = await navigator.mediaDevices.getUserMedia(wish);
      // Somebody may think about the permission for long, and close the page's dialog meanwhile.
      if (turn !== this.turns) {
        stopAll(stream);
        return;
      }
      this.stream = video.srcObject = stream;
      await video.play();
      if (turn !== this.turns) return;
      this.state = "on";
      const devices = await navigator.mediaDevices.enumerateDevices();
      if (turn !== this.turns) return;
      this.devices = devices.filter((one) => one.kind === "videoinput");
      await this.look(video);
    } catch (error) {
      if (turn !== this.turns) return;
      this.close();
      this.state = stateOf(error);
    }
  }

  /** Whoever scanned with the camera last time does so again. */
  static get wanted(): boolean {
    return localStorage.getItem(WANTED) === "on";
  }

  /** Switched on or off by a person: to be remembered. */
  async turn(on: boolean, video: HTMLVideoElement): Promise<void> {
    localStorage.setItem(WANTED, on ? "on" : "off");
    if (on) await this.open(video);
    else this.close();
  }

  async choose(device: string, video: HTMLVideoElement): Promise<void> {
    this.chosen = device;
    localStorage.setItem(KEY, device);
    await this.open(video);
  }

  close(): void {
    this.turns += 1;
    clearTimeout(this.timer);
    if (this.stream) stopAll(this.stream);
    this.stream = null;
    this.state = "off";
  }

  private wish(): MediaTrackConstraints {
    const size = { width: { ideal: 1280 }, height: { ideal: 720 } };
    if (this.chosen) return { ...size, deviceId: { ideal: this.chosen } };
    return { ...size, facingMode: { ideal: "environment" } };
  }

  /** Look, and look again a little after that: a slow machine looks less often. */
  private async look(video: HTMLVideoElement): Promise<void> {
    const stream = this.stream;
    const reader = await detector();
    const again = async (): Promise<void> => {
      if (stream !== this.stream || !stream) return;
      if (video.readyState >= video.HAVE_CURRENT_DATA) {
        const codes = (await reader.detect(video).catch(() => [])).map((one) => one.rawValue);
        // Closed while the picture was read: what was in it is nobody's any more.
        if (stream !== this.stream) return;
        for (const code of fresh([...new Set(codes)], this.seen, performance.now()))
          this.found(code);
      }
      this.timer = setTimeout(() => void again(), LOOK_EVERY_MS);
    };
    await again();
  }
}

function stopAll(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

function stateOf(error: unknown): CameraState {
  const name = error instanceof DOMException ? error.name : "";
  if (name === "NotAllowedError") return "denied";
  return name === "NotFoundError" ? "none" : "failed";
}
