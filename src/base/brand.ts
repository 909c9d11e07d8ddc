/** A number that stands for one kind of thing only: a `StepIndex` is not an `ObjectId`. */
export type Brand<Base, Name extends string> = Base & { readonly __brand: Name };
