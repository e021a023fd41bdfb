import { parentPort } from 'node:worker_threads';
import { convertFile, type FileToConvert } from './convert-file.ts';

// The thread of `createFileConverter`: one file in, its text out.
parentPort?.on('message', (file: FileToConvert) => {
  convertFile(file).then(
    (text) => parentPort?.postMessage({ text }),
    () => parentPort?.postMessage({ failed: true }),
  );
});
