export type Write<T> = (value: T) => string;

type Fields<T> = { readonly [K in keyof T]-?: Write<Exclude<T[K], undefined>> };

/**
 * Writes objects of one known shape as JCS: the keys are sorted once, here, not per record. Absent members are left out.
 */
export function objectWriter<T extends object>(fields: Fields<T>): Write<T> {
  const members = (Object.keys(fields) as (keyof T & string)[]).sort().map((key) => memberWriter(key, fields[key]));
  return (value) => {
    let text = "";
    for (const member of members) text += member(value);
    return `{${text.slice(1)}}`;
  };
}

function memberWriter<T, K extends keyof T & string>(key: K, write: Write<Exclude<T[K], undefined>>): Write<T> {
  const name = `,${JSON.stringify(key)}:`;
  return (value) => {
    const member = value[key];
    return member === undefined ? "" : name + write(member as Exclude<T[K], undefined>);
  };
}
