/** Works something out when it is first asked for, and keeps it; what throws is tried again. */
export function onlyOnce<Value>(work: () => Value): () => Value {
  let kept: { value: Value } | undefined;
  return () => {
    kept ??= { value: work() };
    return kept.value;
  };
}
