# SPDX-License-Identifier: BSL-1.0
"""Finds the declarations in the namespaces of a C++ header; a minimal parser for headers formatted by clang-format."""

import re
from dataclasses import dataclass

TOKEN = re.compile(r'''
    (?P<comment> //[^\n]* | /\*.*?\*/ )
  | (?P<text> R"(?P<delimiter>[^()\s\\]{0,16})\(.*?\)(?P=delimiter)" | "(?:\\.|[^"\\\n])*" | '(?:\\.|[^'\\\n])*' )
  | (?P<directive> ^[ \t]*\#(?:[^\n]*\\\n)*[^\n]* )
  | (?P<number> \b\d[\w'.]* )
  | (?P<name> [A-Za-z_]\w* )
  | (?P<space> \s+ )
  | (?P<sign> :: | . )''', re.VERBOSE | re.DOTALL | re.MULTILINE)
SKIPPED = {"inline", "constexpr", "consteval", "constinit", "static", "extern", "ROSTER_DECL", "ROSTER_VISIBLE", "explicit", "virtual", "friend"}
OPENING = {"(": ")", "{": "}", "[": "]"}


@dataclass
class Declaration:
    namespace: str  # "roster::http"; inline namespaces are omitted
    name: str
    line: int
    documented: bool
    forward: bool  # a forward declaration of a class


@dataclass
class Token:
    kind: str
    text: str
    line: int


def tokens_of(text):
    line = 1
    for found in TOKEN.finditer(text):
        kind = "text" if found.lastgroup == "delimiter" else found.lastgroup
        yield Token(kind, found[0], line)
        line += found[0].count("\n")


def without_template_arguments(head):
    """Returns the tokens outside of <...>; a '<' counts as a bracket only after a name."""
    out, depth = [], 0
    for token in head:
        if token.text == "<" and (depth or (out and out[-1].kind == "name" and out[-1].text != "operator")):
            depth += 1
        elif token.text == ">" and depth:
            depth -= 1
        elif not depth:
            out.append(token)
    return out


def after_template_head(head):
    """Returns what follows template <...> and requires ...; None for a specialization, which declares no new name."""
    while head and head[0].text == "template":
        if len(head) < 3 or head[1].text != "<" or head[2].text == ">":
            return None
        depth = 0
        for i, token in enumerate(head):
            depth += (token.text == "<") - (token.text == ">")
            if i > 0 and depth == 0:
                head = head[i + 1:]
                break
        else:
            return None
    if head and head[0].text == "requires":
        begins = [i for i, token in enumerate(head) if token.text in SKIPPED | {"struct", "class", "auto", "bool", "void", "using"}]
        head = head[begins[0]:] if begins else head[-1:]
    return head


def name_of(head):
    """Returns the token with the name that a declaration introduces; None if it introduces none, or that of a member."""
    head = after_template_head(head)
    if not head or head[0].text in ("namespace", "static_assert", "friend"):
        return None
    if head[0].text == "using":
        return head[1] if len(head) > 2 and head[2].text == "=" else None
    if head[0].text == "concept":
        return head[1]
    head = [token for token in head if token.text not in SKIPPED]
    if head and head[0].text in ("struct", "class", "union", "enum"):
        names = [token for token in head[1:] if token.text not in ("struct", "class")]
        if names and names[0].kind == "name" and (len(names) == 1 or names[1].text in ("{", ":", "final")):
            return names[0]
        if len(names) > 1 and names[1].text == "<":
            return None  # a specialization
    flat = without_template_arguments(head)
    for i, token in enumerate(flat):
        if token.text == "operator":
            return None
        if token.text == "(" and i > 0 and flat[i - 1].text not in ("decltype", "noexcept", "]"):
            is_name = flat[i - 1].kind == "name" and (i < 2 or flat[i - 2].text != "::")
            return flat[i - 1] if is_name else None
        if token.text in ("=", "{"):
            return flat[i - 1] if i > 1 and flat[i - 1].kind == "name" else None
    return flat[-1] if len(flat) > 1 and flat[-1].kind == "name" else None


def skip_group(tokens, at):
    """Returns the index after the bracket that closes the one at `at`."""
    closing = [OPENING[tokens[at].text]]
    for i in range(at + 1, len(tokens)):
        if tokens[i].kind != "sign":
            continue
        if tokens[i].text in OPENING:
            closing.append(OPENING[tokens[i].text])
        elif tokens[i].text == closing[-1]:
            closing.pop()
            if not closing:
                return i + 1
    return len(tokens)


def declarations_of(text):
    """Yields the declarations in the namespaces of a header, in order, without members of classes."""
    tokens = [token for token in tokens_of(text) if token.kind not in ("space", "directive")]
    namespaces, head, documented, at = [], [], False, 0

    def found(ending):
        name = name_of(head)
        if name is None:
            return None
        forward = ending == ";" and any(token.text in ("class", "struct") for token in head) and not any(
            token.text in ("(", "=", "{") for token in head)
        spelled = "::".join(part for group in namespaces for part in group)
        return Declaration(spelled, name.text, name.line, documented, forward)

    while at < len(tokens):
        token = tokens[at]
        if token.kind == "comment":
            if not head:
                documented = documented or token.text.startswith("///")
            at += 1
        elif token.text == "}":
            if namespaces:
                namespaces.pop()
            head, documented, at = [], False, at + 1
        elif token.text == "{" and any(part.text == "namespace" for part in head[:2]):
            parts = " ".join(part.text for part in head).replace(" :: ", "::").removeprefix("inline ").removeprefix("namespace")
            namespaces.append([part for part in parts.strip().split("::") if part and not part.startswith("inline ")] or ["(none)"])
            head, documented, at = [], False, at + 1
        elif token.text == ";":
            one = found(";")
            if one:
                yield one
            head, documented, at = [], False, at + 1
        elif token.text == "{":
            head.append(token)
            at = skip_group(tokens, at)
            follows = tokens[at].text if at < len(tokens) else ""
            if follows not in (";", ",", ")", ".", "(", "->", "{", "?", ":", "&&", "||", "<", ">", "-", "="):
                one = found("}")
                if one:
                    yield one
                head, documented = [], False
        elif token.text in OPENING and token.kind == "sign":
            end = skip_group(tokens, at)
            head.append(token)
            at = end
        else:
            head.append(token)
            at += 1
