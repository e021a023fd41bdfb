/**
 * What a Node process that a test starts is given of this one's environment: where programs are, and
 * where compiled code is kept. Without the latter all of an app is compiled anew at each start, in
 * more than a second of processor time. All else the test has to say.
 */
export function bareEnvironment(): NodeJS.ProcessEnv {
  const { PATH, NODE_COMPILE_CACHE } = process.env;
  return { PATH, NODE_COMPILE_CACHE };
}
