import { KeyList } from "./key-list.ts";

/** A map that keeps its values in a plain array and shares its keys with every record that has the same ones. */
export class AttributeList<Value> implements ReadonlyMap<string, Value> {
  keyList: KeyList = KeyList.empty();
  readonly list: Value[] = [];

  /** The list itself when it is one, else a copy of the map. */
  static from<Value>(map: ReadonlyMap<string, Value>): AttributeList<Value> {
    if (map instanceof AttributeList) return map as AttributeList<Value>;
    const list = new AttributeList<Value>();
    map.forEach((value, key) => list.set(key, value));
    return list;
  }

  get size(): number {
    return this.list.length;
  }

  get(key: string): Value | undefined {
    return this.list[this.keyList.positionOf(key)];
  }

  has(key: string): boolean {
    return this.keyList.positionOf(key) >= 0;
  }

  /** A key that is there already keeps its place. */
  set(key: string, value: Value): this {
    const next = this.keyList.with(key);
    if (next === this.keyList) this.list[next.positionOf(key)] = value;
    else {
      this.keyList = next;
      this.list.push(value);
    }
    return this;
  }

  forEach(visit: (value: Value, key: string, map: ReadonlyMap<string, Value>) => void): void {
    const { keys } = this.keyList;
    for (let position = 0; position < keys.length; position++) {
      visit(this.list[position] as Value, keys[position] as string, this);
    }
  }

  keys(): MapIterator<string> {
    return this.keyList.keys[Symbol.iterator]();
  }

  values(): MapIterator<Value> {
    return this.list[Symbol.iterator]();
  }

  *entries(): MapIterator<[string, Value]> {
    const { keys } = this.keyList;
    for (let position = 0; position < keys.length; position++)
      yield [keys[position] as string, this.list[position] as Value];
  }

  [Symbol.iterator](): MapIterator<[string, Value]> {
    return this.entries();
  }
}
