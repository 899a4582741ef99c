"use client";
import { createContext, useContext } from "react";
import { USD, type DisplayCurrency } from "./display-currency.ts";

/** Wraps figures with the currency that their answer came in, so that no figure has the sign of another. */
export const InCurrency = createContext<DisplayCurrency>(USD);

/** The currency of the amounts around. */
export function useCurrency(): DisplayCurrency {
  return useContext(InCurrency);
}
