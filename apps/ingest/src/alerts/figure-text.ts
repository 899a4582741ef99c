import { ALERT_MEASURES, type AlertMeasure } from "@spanledger/alerts";

const whole = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });
const short = new Intl.NumberFormat("en-US", { maximumSignificantDigits: 4 });
const money = new Intl.NumberFormat("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const smallMoney = new Intl.NumberFormat("en-US", { minimumSignificantDigits: 2, maximumSignificantDigits: 4 });

/** A figure of a measure for a sentence, with its unit. */
export function figureText(measure: AlertMeasure, value: number, currency: string): string {
  switch (ALERT_MEASURES[measure].unit) {
    case "money":
      return `${currency} ${Math.abs(value) < 0.1 ? smallMoney.format(value) : money.format(value)}`;
    case "percent":
      return `${short.format(value)} %`;
    case "ms":
      return `${whole.format(value)} ms`;
    case "calls":
    case "tokens":
    case "findings":
      return whole.format(value);
  }
}
