import type { Metadata } from "next";
import { PricesView } from "./prices-view.tsx";

export const metadata: Metadata = { title: "Prices" };

export default function PricesPage() {
  return <PricesView />;
}
