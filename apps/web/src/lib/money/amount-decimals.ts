/** Money in code is an integer of 10^-24 units: the exact product of an amount and a rate of 12 decimals each. */
export const AMOUNT_DECIMALS = 24;
