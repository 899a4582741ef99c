import { z } from "zod";

/** A form of a budget, an alert or a channel. Its id comes with it, so that two clicks at once make one. */
export const SettingInput = z.object({
  id: z.string().regex(/^[A-Za-z0-9-]{1,64}$/, "An id is made of letters, digits and dashes."),
  input: z.record(z.string(), z.unknown()),
});
