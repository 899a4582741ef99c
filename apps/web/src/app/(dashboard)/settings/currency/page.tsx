import type { Metadata } from "next";
import { CurrencyView } from "./currency-view.tsx";

export const metadata: Metadata = { title: "Currency" };

export default function CurrencyPage() {
  return <CurrencyView />;
}
