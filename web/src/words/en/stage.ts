/** The hall's screen, in English. */
import type { Words } from "../vi";

export const stage: Words["stage"] = {
  page: "stage display",
  speaking: "Speaking",
  paused: "Paused",
  directive: "Directive speech",
  left: "time left",
  over: "over time",
  nextIs: "Next",
  nextReady: "Next · ready",
  thenIs: "Then",
  stale: (at) => `The server is not heard – picture of ${at}`,
  full: "Full screen",
  before: "The conference is about to begin",
  at: (time) => `at ${time}`,
  pausedSession: "The conference is paused",
  closed: "The conference is closed",
  rehearsal: "Rehearsal",
  interjects: (who) => `${who} has cut in`,
  byPhone: "speaking by telephone",
  answersTo: (points) => `replies to ${points}`,
  resumes: (at) => `resumes at ${at}`,
};
