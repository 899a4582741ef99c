/** So many keys over all lists are remembered; then everything is forgotten at once and learned again. */
const MAX_REMEMBERED = 200_000;
let remembered = 0;
let root: KeyList | null = null;

/**
 * The keys of one record, in order. Records with the same keys share the same list, so that whatever follows from the
 * keys alone is worked out once (`WeakMap<KeyList, …>`). Records of one instrumentation differ in few lists.
 */
export class KeyList {
  readonly size: number;
  readonly #before: KeyList | null;
  readonly #key: string;
  #next: Map<string, KeyList> | null = null;
  #likelyKey: string | null = null;
  #likely: KeyList | null = null;
  #positions: Map<string, number> | null = null;
  #keys: readonly string[] | null = null;

  private constructor(before: KeyList | null, key: string) {
    this.#before = before;
    this.#key = key;
    this.size = before === null ? 0 : before.size + 1;
  }

  /** The list without keys. */
  static empty(): KeyList {
    if (root === null || remembered > MAX_REMEMBERED) {
      remembered = 0;
      root = new KeyList(null, "");
    }
    return root;
  }

  /** This list and one key more; this list itself when it has the key already. */
  with(key: string): KeyList {
    if (key === this.#likelyKey && this.#likely !== null) return this.#likely;
    const next = this.#next?.get(key) ?? this.#extend(key);
    this.#likelyKey = key;
    this.#likely = next;
    return next;
  }

  /** -1 when it has not. */
  positionOf(key: string): number {
    return (this.#positions ??= this.#index()).get(key) ?? -1;
  }

  get keys(): readonly string[] {
    return (this.#keys ??= this.#collect());
  }

  #extend(key: string): KeyList {
    remembered += 1;
    const next = this.#has(key) ? this : new KeyList(this, key);
    (this.#next ??= new Map<string, KeyList>()).set(key, next);
    return next;
  }

  #has(key: string): boolean {
    return this.#positions === null ? KeyList.#backwards(this).includes(key) : this.#positions.has(key);
  }

  #index(): Map<string, number> {
    remembered += this.size;
    return new Map(this.keys.map((key, position) => [key, position]));
  }

  #collect(): readonly string[] {
    remembered += this.size;
    return KeyList.#backwards(this).reverse();
  }

  static #backwards(last: KeyList): string[] {
    const keys: string[] = [];
    for (let list = last; list.#before !== null; list = list.#before) keys.push(list.#key);
    return keys;
  }
}
