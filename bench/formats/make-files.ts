import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEBIAN_PYTHON } from './debian-python.ts';
import { MASTER } from './master.ts';

/** A file that a real program made of the master document. */
export type MadeFile = { producer: string; format: string; path: string };

const SCRIPTS = import.meta.dirname;
const LIMIT_MS = 180_000;

/** Runs a program in the folder; false where it is not installed or fails. */
function run(folder: string, command: string, ...options: string[]): boolean {
  try {
    execFileSync(command, options, { cwd: folder, stdio: 'ignore', timeout: LIMIT_MS });
    return true;
  } catch {
    return false;
  }
}

/** Makes what the programs of this machine can make; what is missing is left out. */
export function makeFiles(folder: string): MadeFile[] {
  writeFileSync(join(folder, 'master.md'), MASTER);
  const made: MadeFile[] = [];
  const add = (producer: string, path: string) => {
    if (!existsSync(join(folder, path))) return;
    made.push({
      producer,
      format: path.slice(path.lastIndexOf('.') + 1),
      path: join(folder, path),
    });
  };
  for (const format of ['docx', 'odt', 'rtf', 'epub', 'html', 'pptx']) {
    run(folder, 'pandoc', '-s', 'master.md', '-o', `pandoc.${format}`);
    add('pandoc', `pandoc.${format}`);
  }
  for (const format of ['odt', 'docx', 'rtf', 'html', 'pdf', 'epub']) {
    const source = format === 'docx' ? 'pandoc.odt' : 'pandoc.docx';
    run(folder, 'soffice', '--headless', '--convert-to', format, '--outdir', 'libreoffice', source);
    add('LibreOffice Writer', `libreoffice/pandoc.${format}`);
  }
  for (const format of ['odp', 'pptx', 'pdf']) {
    run(
      folder,
      'soffice',
      '--headless',
      '--convert-to',
      format,
      '--outdir',
      'impress',
      'pandoc.pptx',
    );
    add('LibreOffice Impress', `impress/pandoc.${format}`);
  }
  run(folder, 'weasyprint', 'pandoc.html', 'weasyprint.pdf');
  add('WeasyPrint', 'weasyprint.pdf');
  run(
    folder,
    'chromium',
    '--headless',
    '--no-sandbox',
    '--print-to-pdf=chromium.pdf',
    '--no-pdf-header-footer',
    'pandoc.html',
  );
  add('Chromium', 'chromium.pdf');
  makeLatex(folder);
  add('pdfLaTeX', 'latex.pdf');
  run(folder, DEBIAN_PYTHON, join(SCRIPTS, 'make_docx.py'));
  add('python-docx', 'python-docx.docx');
  return made;
}

/** pandoc's own template wants packages that a small installation has not. */
function makeLatex(folder: string): void {
  if (!run(folder, 'pandoc', 'master.md', '-t', 'latex', '-o', 'body.tex')) return;
  const body = readFileSync(join(folder, 'body.tex'), 'utf8');
  const preamble = [
    '\\documentclass{article}\\usepackage{longtable,hyperref,array,calc}',
    '\\providecommand{\\tightlist}{}\\providecommand{\\st}[1]{#1}\\providecommand{\\sout}[1]{#1}',
    '\\providecommand{\\toprule}[1][]{\\hline}\\providecommand{\\midrule}[1][]{\\hline}\\providecommand{\\bottomrule}[1][]{\\hline}',
    '\\providecommand{\\textsubscript}[1]{$_{\\mathrm{#1}}$}',
  ].join('\n');
  const rest = body.replaceAll('\\noalign{}', '');
  writeFileSync(
    join(folder, 'latex.tex'),
    `${preamble}\n\\begin{document}\n\\title{Master planted001}\\date{}\\maketitle\n${rest}\n\\end{document}\n`,
  );
  run(folder, 'pdflatex', '-interaction=batchmode', 'latex.tex');
}
