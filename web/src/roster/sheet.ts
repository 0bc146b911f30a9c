/** Cells of a sheet as people call them, and how wide each column is shown. */

import type { Column, SheetRow, TroubleRow } from "../generated/schema";

/** Rows and columns count from 0. */
export interface CellAt {
  row: number;
  column: number;
}

export interface Target extends CellAt {
  sheet: string;
}

/** The place of "'Danh sách'!C14"; null for a whole sheet or file. */
export function targetOf(cell: string): Target | null {
  const at = cell.lastIndexOf("!");
  const found = /^([A-Z]+)(\d+)$/.exec(cell.slice(at + 1));
  if (at < 0 || !found) return null;
  const column = [...(found[1] ?? "")].reduce((n, letter) => n * 26 + letter.charCodeAt(0) - 64, 0);
  const name = cell.slice(0, at);
  const sheet = name.startsWith("'") ? name.slice(1, -1).replace(/''/g, "'") : name;
  return { sheet, row: Number(found[2]) - 1, column: column - 1 };
}

/** The faults of one sheet by row and column. */
export function faultsOf(
  sheet: string,
  troubles: readonly TroubleRow[],
): Map<string, TroubleRow[]> {
  const found = new Map<string, TroubleRow[]>();
  for (const one of troubles) {
    const at = targetOf(one.cell);
    if (at?.sheet !== sheet) continue;
    const known = found.get(placeOf(at));
    if (known) known.push(one);
    else found.set(placeOf(at), [one]);
  }
  return found;
}

export const placeOf = ({ row, column }: CellAt): string => `${row}.${column}`;

const WIDE: readonly Column[] = ["name", "family", "post", "unit", "note"];
const NARROW: readonly Column[] = ["number", "head"];
export const ROW_NUMBER_PX = 56;
const KIND_PX = 88;

function widthOf(holds: Column): number {
  if (WIDE.includes(holds)) return 190;
  return NARROW.includes(holds) ? 120 : 140;
}

/** Columns of all rows alike, whichever rows are in the page: a template, and the least width. */
export function tracksOf(sheet: SheetRow): { template: string; least: number } {
  const widths = sheet.columns.map((one) => widthOf(one.holds));
  const middle = widths.map((px) => `minmax(${px}px, ${px}fr)`).join(" ");
  return {
    template: `${ROW_NUMBER_PX}px ${middle} ${KIND_PX}px`,
    least: widths.reduce((sum, px) => sum + px, ROW_NUMBER_PX + KIND_PX),
  };
}

/** Where a key leads from a cell; null for a key that leads nowhere. */
export function moved(
  from: CellAt,
  { key, ctrlKey }: { key: string; ctrlKey: boolean },
  size: { rows: number; columns: number; page: number },
): CellAt | null {
  const to = stepped(from, key, ctrlKey, size);
  if (to === null) return null;
  const within = (at: number, count: number) => Math.max(0, Math.min(at, count - 1));
  return { row: within(to.row, size.rows), column: within(to.column, size.columns) };
}

function stepped(
  { row, column }: CellAt,
  key: string,
  far: boolean,
  { rows, columns, page }: { rows: number; columns: number; page: number },
): CellAt | null {
  switch (key) {
    case "ArrowDown":
      return { row: far ? rows - 1 : row + 1, column };
    case "ArrowUp":
      return { row: far ? 0 : row - 1, column };
    case "ArrowRight":
      return { row, column: far ? columns - 1 : column + 1 };
    case "ArrowLeft":
      return { row, column: far ? 0 : column - 1 };
    case "PageDown":
      return { row: row + page, column };
    case "PageUp":
      return { row: row - page, column };
    case "Home":
      return { row: far ? 0 : row, column: 0 };
    case "End":
      return { row: far ? rows - 1 : row, column: columns - 1 };
    default:
      return null;
  }
}
