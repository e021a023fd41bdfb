import {
  CATALOGUE,
  type DataSourceConnection,
  mayWrite,
  type Role,
  type SourceOptions,
  toOptionList,
} from '@rita/contracts';

/**
 * A connection as somebody sees it. Names of places at the source are for those who run the
 * connection: of a space that somebody could not open there they would not know that it exists. What
 * was chosen for everybody to find keeps its name, without how much is in it.
 */
export function shownTo(role: Role, connection: DataSourceConnection): DataSourceConnection {
  if (mayWrite(role)) return connection;
  const { access, failed_attempt: attempt } = connection;
  const summary = access.summary && {
    ...access.summary,
    findings: access.summary.findings.map(({ code, count }) => ({ code, count })),
  };
  return {
    ...connection,
    latest_options: connection.latest_options && chosenOf(connection),
    verification_checks: withoutDetails(connection.verification_checks),
    failed_attempt: attempt && { ...attempt, checks: withoutDetails(attempt.checks) },
    run_phase: null,
    access: { ...access, run_phase: null, summary },
  };
}

function withoutDetails(checks: DataSourceConnection['verification_checks']) {
  return checks.map((check) => ({ ...check, detail: null }));
}

function chosenOf({ type, settings, latest_options: options }: DataSourceConnection) {
  const shown: SourceOptions = {};
  for (const [key, hint] of Object.entries(CATALOGUE[type].settingFields)) {
    const name = hint.optionsKey ?? key;
    const value = settings[key];
    if (!Array.isArray(value) || options?.[name] === undefined) continue;
    const chosen = new Set(value.map(String));
    shown[name] = toOptionList(options[name])
      .filter((option) => chosen.has(option.value))
      .map(({ value: id, label }) => ({ value: id, label }));
  }
  return shown;
}
