import type { Setting } from '../build-blocks.ts';
import type { ListItem } from '../tree.ts';
import { childrenNamed, isElement, type MarkupElement, textOf } from './markup-tree.ts';
import type { Handler, Walker } from './walk-markup.ts';

const NOT_TEXT = new Set(['ac:task-id', 'ac:task-uuid', 'ac:task-status', 'ac:task-body']);

/** Tasks as points with a box; a list within a list belongs to the task above it. */
const taskList: Handler = (walker, element, setting) => {
  const items: ListItem[] = [];
  for (const child of element.children.filter(isElement)) {
    if (child.name === 'ac:task') items.push(taskOf(walker, child, setting));
    else {
      const blocks = walker.blocksOf([child], setting);
      const last = items.at(-1);
      if (last) last.blocks.push(...blocks);
      else if (blocks.length > 0) items.push({ blocks });
    }
  }
  walker.out.addBlock({ type: 'list', isOrdered: false, start: 1, items });
};

function taskOf({ blocksOf }: Walker, task: MarkupElement, setting: Setting): ListItem {
  const isDone =
    textOf(childrenNamed(task, 'ac:task-status')[0]).trim().toLowerCase() === 'complete';
  const bodies = childrenNamed(task, 'ac:task-body').flatMap(({ children }) => children);
  const beside = task.children.filter((child) => isElement(child) && !NOT_TEXT.has(child.name));
  return { isDone, blocks: [...blocksOf(bodies, setting), ...blocksOf(beside, setting)] };
}

const loneTask: Handler = (walker, element, setting) =>
  walker.out.addBlock({
    type: 'list',
    isOrdered: false,
    start: 1,
    items: [taskOf(walker, element, setting)],
  });

export const taskHandlers: [string, Handler][] = [
  ['ac:task-list', taskList],
  ['ac:task', loneTask],
];
