/** One act of a menu. */
export interface MenuItem {
  label: string;
  hint: string;
  testid: string;
  able: boolean;
  do: () => void;
}
