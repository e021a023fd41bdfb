import { forgetAskedAhead } from '../../lib/asked-ahead.ts';
import { answerInstead } from './answers.ts';
import { GALLERY } from './gallery-states.ts';
import { takeSteps } from './take-steps.ts';
import { usualAnswers } from './usual-answers.ts';

/**
 * `?gallery=NAME` opens the app in the state of that name, without a server; `?gallery` lists all of
 * them as links. Answers whether the app is to start.
 */
export function openGallery(name: string): boolean {
  const state = GALLERY.find((known) => known.name === name);
  if (state === undefined) {
    document.getElementById('root')?.append(listOfStates());
    return false;
  }
  forgetAskedAhead();
  answerInstead({ ...usualAnswers(), ...state.answers });
  history.replaceState(null, '', state.path);
  // Said in the page, for whoever takes its picture.
  void takeSteps(state.steps ?? [], state.until ?? 'h1').then(() => {
    document.documentElement.dataset.gallery = 'ready';
  });
  return true;
}

function listOfStates(): HTMLElement {
  const list = document.createElement('ul');
  for (const { name } of GALLERY) {
    const link = document.createElement('a');
    link.href = `/?gallery=${encodeURIComponent(name)}`;
    link.textContent = name;
    const item = document.createElement('li');
    item.append(link);
    list.append(item);
  }
  return list;
}
