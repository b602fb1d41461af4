import type { YamlStream } from '../yaml/stream.ts';
import { addDestination } from './add-destination.ts';
import { addDocument } from './add-document.ts';
import { addMatch } from './add-match.ts';
import { addRule } from './add-rule.ts';
import { addSubset } from './add-subset.ts';
import { duplicateRule } from './duplicate-rule.ts';
import { moveItem } from './move-item.ts';
import { remove } from './remove.ts';
import { removeCondition } from './remove-condition.ts';
import { removeDestination } from './remove-destination.ts';
import { removeDocument } from './remove-document.ts';
import { removeItem } from './remove-item.ts';
import { renameField } from './rename-field.ts';
import type { EditPlan, RoutingEdit } from './routing-edit.ts';
import { setCondition } from './set-condition.ts';
import { setField } from './set-field.ts';
import { setWeights } from './set-weights.ts';

/**
 * Turns intent into YAML edits, or refuses with a reason in one sentence. `select`: what should be selected afterwards. What is changed is the text as
 * it stands, known to the model or not, so only the stream is asked.
 */
export function planRoutingEdit(stream: YamlStream, edit: RoutingEdit): EditPlan {
  switch (edit.type) {
    case 'setWeights':
      return setWeights(stream, edit);
    case 'addRule':
      return addRule(stream, edit);
    case 'moveRule':
      return moveItem(stream, edit.rule, edit.to);
    case 'removeRule':
      return removeItem(stream, edit.rule);
    case 'duplicateRule':
      return duplicateRule(stream, edit);
    case 'addMatch':
      return addMatch(stream, edit);
    case 'removeMatch':
      return removeItem(stream, edit.match);
    case 'moveMatch':
      return moveItem(stream, edit.match, edit.to);
    case 'setCondition':
      return setCondition(stream, edit);
    case 'removeCondition':
      return removeCondition(stream, edit);
    case 'addDestination':
      return addDestination(stream, edit);
    case 'removeDestination':
      return removeDestination(stream, edit);
    case 'addSubset':
      return addSubset(stream, edit);
    case 'removeSubset':
      return removeItem(stream, edit.subset);
    case 'setField':
      return setField(stream, edit);
    case 'renameField':
      return renameField(stream, edit);
    case 'addDocument':
      return addDocument(stream, edit);
    case 'removeDocument':
      return removeDocument(stream, edit);
    case 'remove':
      return remove(stream, edit);
  }
}
