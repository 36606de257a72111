/* The front page: an example to copy, and a form to ask a query; no file from anywhere else. */
#include "server/front_page.h"

const char front_page_head[] = "<!DOCTYPE html>\n"
                               "<html lang=\"en\">\n"
                               "<meta charset=\"utf-8\">\n"
                               "<meta name=\"viewport\" content=\"width=device-width\">\n"
                               "<title>SoloQL</title>\n";

const char front_page_style[] =
    "\n"
    ":root { color-scheme: light dark }\n"
    "body { font: 16px/1.5 system-ui, sans-serif; max-width: 52rem; margin: 2rem auto;\n"
    "       padding: 0 1rem }\n"
    "pre, textarea, input { font: 14px/1.5 ui-monospace, monospace; width: 100%;\n"
    "       box-sizing: border-box; padding: .6rem; border: 1px solid #8888; border-radius: 6px }\n"
    "pre { overflow: auto; max-height: 32rem; white-space: pre-wrap; overflow-wrap: anywhere }\n"
    "label { display: block; margin-top: .8rem }\n"
    "button { font: inherit; padding: .3rem 1rem; margin: .8rem 0 }\n";

const char front_page_body[] =
    "\n<h1>SoloQL</h1>\n"
    "<p>This database answers GraphQL at <code>/graphql</code>.</p>\n"
    "<pre id=\"example\">curl URL/graphql -H 'Content-Type: application/json' \\\n"
    "  -d '{\"query\":\"{ __schema { queryType { fields { name } } } }\"}'</pre>\n"
    "<button id=\"copy\" type=\"button\">Copy</button>\n"
    "<form id=\"form\">\n"
    "<label>Query\n"
    "<textarea id=\"query\" rows=\"10\" spellcheck=\"false\">\n"
    "{\n  __schema {\n    queryType {\n      fields {\n        name\n        description\n"
    "      }\n    }\n  }\n}\n"
    "</textarea></label>\n"
    "<label>Variables, as JSON\n"
    "<textarea id=\"variables\" rows=\"2\" spellcheck=\"false\"></textarea></label>\n"
    "<label>Admin secret, if the server has one\n"
    "<input id=\"secret\" type=\"password\" autocomplete=\"off\"></label>\n"
    "<button>Run</button>\n"
    "</form>\n"
    "<pre id=\"answer\" aria-live=\"polite\"></pre>\n";

const char front_page_script[] =
    "\n"
    "const at = (id) => document.getElementById(id);\n"
    "at('example').textContent = at('example').textContent.replace('URL', location.origin);\n"
    "at('copy').onclick = () => navigator.clipboard.writeText(at('example').textContent);\n"
    "at('form').onsubmit = async (event) => {\n"
    "  event.preventDefault();\n"
    "  try {\n"
    "    const variables = JSON.parse(at('variables').value.trim() || '{}');\n"
    "    const headers = { 'content-type': 'application/json' };\n"
    "    if (at('secret').value) headers['x-soloql-admin-secret'] = at('secret').value;\n"
    "    const body = JSON.stringify({ query: at('query').value, variables });\n"
    "    const response = await fetch('graphql', { method: 'POST', headers, body });\n"
    "    const text = await response.text();\n"
    "    at('answer').textContent = text.length > 100000 ? text\n"
    "        : JSON.stringify(JSON.parse(text), null, 2);\n"
    "  } catch (error) {\n"
    "    at('answer').textContent = String(error);\n"
    "  }\n"
    "};\n";
