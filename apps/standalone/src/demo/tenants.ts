/** A customer of the fictitious company, with its share of the traffic. */
export interface Tenant {
  readonly id: string;
  readonly weight: number;
  readonly users: number;
}

const NAMES = [
  "aurora-energie",
  "bergmann-recht",
  "brouwer-logistics",
  "caselli-moda",
  "cobalt-insurance",
  "dahl-shipping",
  "delta-praxis",
  "ebert-maschinen",
  "fjord-bank",
  "galena-mining",
  "hanse-freight",
  "helix-pharma",
  "iberia-solar",
  "janssen-foods",
  "kestrel-air",
  "kranz-immobilien",
  "laguna-hotels",
  "lumen-optics",
  "maison-perrin",
  "nadel-textil",
  "nova-clinics",
  "oakfield-legal",
  "orsted-marine",
  "pallas-media",
  "petrov-trading",
  "quarz-elektronik",
  "rhone-vins",
  "rosetti-auto",
  "saga-games",
  "sierra-telecom",
  "tessel-cheese",
  "tivoli-events",
  "ulm-robotics",
  "vela-cosmetics",
  "vistula-rail",
  "wagner-bau",
  "weser-books",
  "xylo-instruments",
  "york-payments",
  "zenit-sport",
] as const;

/** Its traffic grows sixfold over the month. */
export const GROWING_TENANT = "hanse-freight";

/** Forty tenants; a few large ones carry most of the traffic, as in a real SaaS. */
export const TENANTS: readonly Tenant[] = NAMES.map((id, i) => {
  const rank = (i * 17) % NAMES.length;
  return { id, weight: 1 / (rank + 2) ** 0.9, users: 3 + Math.round(60 / (rank + 2)) };
});
