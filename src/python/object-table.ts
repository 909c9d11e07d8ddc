/** Object addresses → object ids, by open addressing: the hottest table of the tracer. */
/** Stands where a key was removed; no object has this address. */
const GONE = -1;

export class ObjectTable {
  /** Number of ids given; the next id. */
  count = 0;
  /** Address of each object; 0 for one that is gone. */
  addresses = new Int32Array(256);
  private keys = new Int32Array(1024);
  private ids = new Int32Array(1024);
  private shift = 22; // 32 - log2(keys.length)

  clear(): void {
    this.count = 0;
    if (this.keys.length > 1 << 14) {
      this.keys = new Int32Array(1024);
      this.ids = new Int32Array(1024);
      this.shift = 22;
    } else this.keys.fill(0);
  }

  /** The id of the object at `address`, or -1. */
  find(address: number): number {
    const keys = this.keys;
    const mask = keys.length - 1;
    let place = Math.imul(address, 0x9e3779b1) >>> this.shift;
    for (;;) {
      const key = keys[place];
      if (key === address) return this.ids[place] as number;
      if (key === 0) return -1;
      place = (place + 1) & mask;
    }
  }

  /** Gives the object at `address`, which has none yet, the next id. */
  add(address: number): number {
    const id = this.count++;
    if (id >= this.addresses.length) {
      const addresses = new Int32Array(this.addresses.length * 2);
      addresses.set(this.addresses);
      this.addresses = addresses;
    }
    this.addresses[id] = address;
    if (this.count * 2 > this.keys.length) this.grow();
    else this.place(address, id);
    return id;
  }

  /** Forgets the address of an object that is gone, so that another one there gets an id of its own. */
  remove(address: number): void {
    const keys = this.keys;
    const mask = keys.length - 1;
    let place = Math.imul(address, 0x9e3779b1) >>> this.shift;
    while (keys[place] !== address) {
      if (keys[place] === 0) return;
      place = (place + 1) & mask;
    }
    keys[place] = GONE;
    this.addresses[this.ids[place] as number] = 0;
  }

  private place(address: number, id: number): void {
    const mask = this.keys.length - 1;
    let place = Math.imul(address, 0x9e3779b1) >>> this.shift;
    // A place that was given up is taken again: most objects that die are followed by others at their addresses.
    for (let key = this.keys[place]; key !== 0 && key !== GONE; key = this.keys[place]) place = (place + 1) & mask;
    this.keys[place] = address;
    this.ids[place] = id;
  }

  private grow(): void {
    this.keys = new Int32Array(this.keys.length * 2);
    this.ids = new Int32Array(this.keys.length);
    this.shift--;
    for (let id = 0; id < this.count; id++) {
      const address = this.addresses[id] as number;
      if (address !== 0) this.place(address, id);
    }
  }
}
