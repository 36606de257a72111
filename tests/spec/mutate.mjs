// Texts made wrong: by token, so that most can still be parsed, and by character.
import { Lexer, Source, TokenKind } from 'graphql';
import { numbers } from './generate.mjs';

/** The texts of a document's tokens; null if it has none that can be told apart. */
export function tokensOf(text) {
  const lexer = new Lexer(new Source(text)),
    tokens = [];
  try {
    for (let token = lexer.advance(); token.kind !== TokenKind.EOF; token = lexer.advance()) {
      if (token.kind !== TokenKind.COMMENT) tokens.push(text.slice(token.start, token.end));
    }
  } catch {
    return null;
  }
  return tokens;
}

const spare = [
  '$v0',
  '$x',
  '...',
  'on',
  '{',
  '}',
  '(',
  ')',
  '[',
  ']',
  ':',
  '!',
  '=',
  '|',
  '&',
  '@skip',
  '@include(if: true)',
  '@deprecated',
  'null',
  'true',
  '"s"',
  '1.5',
  '7',
  'fragment',
  'query',
  'mutation',
  'subscription',
  'type',
  'extend',
  'input',
  'union',
  'interface',
  'implements',
  'enum',
  'scalar',
  'schema',
  'Int',
  'String',
  'Boolean',
  'ID',
  'O0',
  'O1',
  'I0',
  'U0',
  'E0',
  'N0',
  'N1',
  'Query',
  'Q',
  'F0',
  'a',
  'b',
  'c',
  'id',
  'name',
  '__typename',
  '__schema',
  '__type',
  'RED',
];

const keywords = new Set([
  'query',
  'mutation',
  'subscription',
  'fragment',
  'on',
  'type',
  'extend',
  'input',
  'union',
  'interface',
  'implements',
  'enum',
  'scalar',
  'directive',
  'schema',
]);
const isName = (token) => /^[_A-Za-z]/.test(token);
const isConstant = (token) => /^["\d-]/.test(token) || ['null', 'true', 'false'].includes(token);

/** The end of the bracketed group that begins at a token, or -1 if none does. */
function groupEnd(tokens, at) {
  for (let depth = 0, i = at; i < tokens.length; i++) {
    if (['(', '[', '{'].includes(tokens[i])) depth++;
    if ([')', ']', '}'].includes(tokens[i])) depth--;
    if (depth === 0) return i === at ? -1 : i + 1;
  }
  return -1;
}

/** Changes one place so that the text can most likely still be parsed. */
function mutateGently(random, tokens) {
  const at = random.int(tokens.length),
    end = groupEnd(tokens, at);
  if (end > 0 && random.chance(0.5))
    tokens.splice(at, end - at); // a group left out
  else if (end > 0)
    tokens.splice(at + 1, 0, ...tokens.slice(at + 1, end - 1)); // its contents twice
  else if (isConstant(tokens[at]))
    tokens[at] = random.pick([...numbers, '"s"', 'null', 'true', 'RED', '$v0', '[1]', '{a: 1}']);
  else if (isName(tokens[at]) && !keywords.has(tokens[at]))
    tokens[at] = random.pick(
      [...tokens, ...spare].filter((token) => isName(token) && !keywords.has(token)),
    );
  else if (tokens[at] === '!') tokens.splice(at, 1);
}

/** Changes one place without any regard. */
function mutateRoughly(random, tokens) {
  const at = random.int(tokens.length),
    other = random.int(tokens.length);
  switch (random.int(5)) {
    case 0:
      tokens.splice(at, 1);
      break;
    case 1:
      tokens.splice(at, 0, tokens[other]);
      break;
    case 2:
      [tokens[at], tokens[other]] = [tokens[other], tokens[at]];
      break;
    case 3:
      tokens[at] = random.pick(spare);
      break;
    default:
      tokens.splice(at, 0, random.pick(spare));
  }
}

/** The text with a few of its tokens deleted, doubled, exchanged or replaced: most of the time so that it still parses. */
export function mutateTokens(random, text, roughness = 0.15) {
  const tokens = tokensOf(text),
    mutate = random.chance(roughness) ? mutateRoughly : mutateGently;
  for (let n = 1 + random.int(3); n > 0 && tokens.length > 0; n--) mutate(random, tokens);
  return tokens.join(' ');
}

const pieces = [
  '"',
  '"""',
  '\\',
  '\\u',
  '\\u{1F600}',
  '\\uD83D\\uDE00',
  '\\n',
  '#',
  '\n',
  '\r\n',
  '\r',
  '\t',
  ',',
  '\ufeff',
  'é',
  '😀',
  '\u0000',
  '\u007f',
  '0',
  '00',
  '-',
  '.',
  '..',
  '1.',
  '1e',
  'e5',
  '_',
  '%',
  '~',
  '`',
  "'",
  ';',
];

/** The text with a few characters deleted or put in. */
export function mutateCharacters(random, text) {
  const characters = [...text];
  for (let n = 1 + random.int(3); n > 0; n--) {
    const at = random.int(characters.length + 1);
    if (random.chance(0.3)) characters.splice(at, 1);
    else characters.splice(at, 0, random.pick(pieces));
  }
  return characters.join('');
}
