/**
 * Reads QR codes out of a picture: with the browser's own reader where it has one, else with one in
 * WebAssembly that comes with the page. Nothing is fetched from anywhere else.
 */

import wasm from "zxing-wasm/reader/zxing_reader.wasm?url";

export interface Detector {
  detect(source: CanvasImageSource): Promise<{ rawValue: string }[]>;
}

interface DetectorClass {
  new (options: { formats: string[] }): Detector;
  getSupportedFormats(): Promise<string[]>;
}

const FORMATS = { formats: ["qr_code"] };

export async function detector(): Promise<Detector> {
  const own = (globalThis as { BarcodeDetector?: DetectorClass }).BarcodeDetector;
  if (own && (await own.getSupportedFormats()).includes("qr_code")) return new own(FORMATS);
  const brought = await import("barcode-detector/ponyfill");
  // Left alone it would load its WebAssembly from a network of copies on the Internet.
  brought.prepareZXingModule({ overrides: { locateFile: () => wasm } });
  return new brought.BarcodeDetector({ formats: ["qr_code"] }) as Detector;
}
