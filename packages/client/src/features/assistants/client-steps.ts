import { t } from '../../i18n/index.ts';

const { steps } = t.assistants;
export type ClientSteps = { id: string; name: string; how: string; code: string | null };

/** How each assistant is connected to an address: what to do, and what to copy. */
export function stepsFor(endpoint: string): ClientSteps[] {
  const json = (value: unknown) => JSON.stringify(value, null, 2);
  const codes: Record<keyof typeof steps, string | null> = {
    claude_code: `claude mcp add --transport http rita ${endpoint}`,
    codex: `codex mcp add rita --url ${endpoint}\ncodex mcp login rita`,
    vscode: json({ servers: { rita: { type: 'http', url: endpoint } } }),
    claude: null,
    chatgpt: null,
    copilot: null,
    cursor: json({ mcpServers: { rita: { url: endpoint } } }),
  };
  return Object.entries(codes).map(([id, code]) => ({
    id,
    code,
    ...steps[id as keyof typeof steps],
  }));
}
