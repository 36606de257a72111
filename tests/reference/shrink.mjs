// Smaller documents: each is the given one with one part left out, the largest parts first.
import { parse, print, visit } from 'graphql';

const parts = ['Field', 'FragmentSpread', 'InlineFragment', 'Argument', 'ObjectField', 'Directive'];
const isPart = (node, parent) => parts.includes(node.kind) || parent?.kind === 'ListValue';

/** The document without the definitions of variables and fragments that nothing uses any more. */
function tidy(document) {
  const variables = new Set(), fragments = new Set();
  visit(document, {
    Variable: (node, key) => { if (key !== 'variable') variables.add(node.name.value); },
    FragmentSpread: (node) => { fragments.add(node.name.value); },
  });
  return visit(document, {
    VariableDefinition: (node) => (variables.has(node.variable.name.value) ? undefined : null),
    FragmentDefinition: (node) => (fragments.has(node.name.value) ? undefined : null),
  });
}

export function* smallerDocuments(text) {
  const document = parse(text), found = [];
  visit(document, {
    enter(node, key, parent, path, ancestors) {
      // The parent of a list's item is an array; the list itself is before it.
      const owner = Array.isArray(parent) ? ancestors.at(-1) : parent;
      if (isPart(node, owner)) found.push(node);
    },
  });
  found.sort((a, b) => b.loc.end - b.loc.start - (a.loc.end - a.loc.start));
  for (const part of found) {
    const without = visit(document, { enter: (node) => (node === part ? null : undefined) });
    // A selection set that has become empty cannot be printed.
    let empty = false;
    visit(without, { SelectionSet: (node) => { empty ||= !node.selections.length; } });
    if (!empty) yield print(tidy(without));
  }
}
