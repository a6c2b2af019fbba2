// What a field of type `datetime-local` holds.

/// `datetime-local` speaks of the viewer's zone.
export function localTime(at: number): string {
  const shifted = new Date(at - new Date(at).getTimezoneOffset() * 60_000);
  return shifted.toISOString().slice(0, 16);
}
