import { useId, useMemo, useState } from 'react';
import type { FieldControlProps } from '../../components/ui/field.tsx';
import { Input } from '../../components/ui/input.tsx';
import { ownTimeZone, timeZones, zoneInWords } from './schedule-draft.ts';

type TimeZoneInputProps = FieldControlProps & {
  value: string;
  onChange: (zone: string) => void;
};

/** One of some four hundred zones: typed, a part of it is enough, or taken from the list. */
export function TimeZoneInput({ value, onChange, ...control }: TimeZoneInputProps) {
  const list = useId();
  const zones = useMemo(() => timeZones([ownTimeZone(), value]), [value]);
  /** What is being typed; null: nothing is, and the zone itself is shown. */
  const [typed, setTyped] = useState<string | null>(null);
  const take = (zone: string | undefined) => {
    if (zone !== undefined && zone !== value) onChange(zone);
  };
  return (
    <>
      <Input
        {...control}
        list={list}
        // So are the names of zones, and the room for the arrow of the list is behind them then.
        dir="ltr"
        autoComplete="off"
        spellCheck={false}
        value={typed ?? zoneInWords(value)}
        onFocus={(event) => event.target.select()}
        onChange={({ target }) => {
          setTyped(target.value);
          take(findZone(zones, target.value));
        }}
        onBlur={() => {
          if (typed !== null) take(findZone(zones, typed) ?? onlyZoneWith(zones, typed));
          setTyped(null);
        }}
      />
      <datalist id={list}>
        {zones.map((zone) => (
          <option key={zone} value={zoneInWords(zone)} />
        ))}
      </datalist>
    </>
  );
}

const plain = (text: string) => zoneInWords(text).trim().toLowerCase();

function findZone(zones: readonly string[], text: string): string | undefined {
  return zones.find((zone) => plain(zone) === plain(text));
}

/** “lisbon” is enough where there is one of that name. */
function onlyZoneWith(zones: readonly string[], text: string): string | undefined {
  const found = zones.filter((zone) => plain(zone).includes(plain(text)));
  return found.length === 1 ? found[0] : undefined;
}
