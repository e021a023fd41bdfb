export type Service = {
  name: string;
  team: string;
  purpose: string;
  language: string;
  store: string;
  needs: readonly string[];
  port: number;
  alerts: readonly { name: string; means: string; cause: string; fix: string }[];
};

export const alert = (name: string, means: string, cause: string, fix: string) => ({
  name,
  means,
  cause,
  fix,
});
