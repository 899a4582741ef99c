/** Length of the history in days. */
export const DAYS = 30;

/** What there is to find in the demo, in days before now. */
export const STORY = {
  /** Search answers get a response cache of the company's own. */
  responseCache: 24,
  /** Version 4 of `support/answer` pastes the whole knowledge base: about twice the cost per call. */
  costlyPromptVersion: 13,
  /** Prompt caching is switched off in contract review. */
  cacheSwitchedOff: 6,
  /** Triage moves to a model that no price list knows. */
  modelWithoutPrice: 5,
} as const;
