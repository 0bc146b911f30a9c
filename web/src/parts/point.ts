/** How a point is named in full: what it is, then its name. */

/** "Điểm cầu tỉnh Gia Lai"; a title that already holds the name is taken as it is. */
export function pointTitle(title: string, name: string): string {
  if (!title) return name;
  return title.includes(name) ? title : `${title} ${name}`;
}

/** The same in two lines for the hall: what it is above, the name below, all in capitals. */
export function twoLines(title: string, name: string): [string, string] {
  const upper = (text: string) => text.toLocaleUpperCase("vi");
  const whole = pointTitle(title, name);
  const before = whole.endsWith(name) ? whole.slice(0, whole.length - name.length).trim() : "";
  return [upper(before), upper(before ? name : whole)];
}
