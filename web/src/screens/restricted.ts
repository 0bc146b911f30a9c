/** Whether a view belongs to the restricted part of a meeting; one that does not say is open. */
export function isRestricted(view: object): boolean {
  return (view as { restricted?: boolean }).restricted === true;
}
