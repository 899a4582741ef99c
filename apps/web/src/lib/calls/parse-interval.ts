/** A stretch of a figure as it stands in the URL: "0.01..0.5", "2.." (at least), "..500" (at most); ends are inclusive. */
export interface Interval {
  readonly min?: string;
  readonly max?: string;
}

const NUMBER = /^\d{1,12}(\.\d{1,12})?$/;

/** null when the text is no stretch. */
export function parseInterval(text: string): Interval | null {
  const [min = "", max = "", ...rest] = text.split("..");
  if (rest.length > 0 || !text.includes("..") || (min === "" && max === "")) return null;
  if ((min !== "" && !NUMBER.test(min)) || (max !== "" && !NUMBER.test(max))) return null;
  return { ...(min === "" ? {} : { min }), ...(max === "" ? {} : { max }) };
}

/** "" when both ends are open. */
export function formatInterval({ min = "", max = "" }: Interval): string {
  return min === "" && max === "" ? "" : `${min}..${max}`;
}
