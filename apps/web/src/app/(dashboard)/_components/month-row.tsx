import { BudgetsGlance } from "./budgets-glance.tsx";
import { MonthForecast } from "./month-forecast.tsx";
import { OpenAlerts } from "./open-alerts.tsx";
import { OpenRunaways } from "./open-runaways.tsx";

/** The running month and what needs a look now, side by side: each is a card of its own that may also show nothing. */
export function MonthRow() {
  return (
    <div className="grid grid-cols-[repeat(auto-fit,minmax(min(100%,20rem),1fr))] gap-4 empty:hidden md:has-[>:nth-child(4)]:grid-cols-2 min-[112rem]:has-[>:nth-child(4)]:grid-cols-4">
      <MonthForecast />
      <BudgetsGlance />
      <OpenAlerts />
      <OpenRunaways />
    </div>
  );
}
