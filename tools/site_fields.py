# SPDX-License-Identifier: BSL-1.0
"""The tables of the fields of every API: names and types by reflection of the schemas, descriptions from their comments."""

import os
import re
import shutil
import subprocess
from collections import defaultdict

import site_pages

OPERATION = re.compile(r"^struct (?:ROSTER_VISIBLE )?(\w+) \{\n(.*?)^\};$", re.M | re.S)
COMMENTED = re.compile(r"((?:^/// [^\n]*\n)*)^struct (?:ROSTER_VISIBLE )?(\w+) \{\n(.*?)^\};$", re.M | re.S)
MEMBER = re.compile(r"((?:^ +/// .*\n)*)^ +[\w:<>, ]+ (\w+)\{[^;]*\};(?:\s*///< (.*(?:\n +///< .*)*))?$", re.M)
TITLES = {"ark": "Volcengine Ark", "azure_ml": "Azure Machine Learning", "bedrock": "Amazon Bedrock", "eas": "Alibaba Cloud PAI-EAS",
          "fireworks": "Fireworks AI", "hugging_face": "Hugging Face", "kserve": "KServe", "openai": "OpenAI", "qianfan": "Baidu Qianfan",
          "replicate": "Replicate", "sagemaker": "Amazon SageMaker", "tione": "Tencent Cloud TI-ONE", "together": "Together AI",
          "triton": "Triton Inference Server", "vertex_ai": "Google Vertex AI"}


def sentence(comment):
    """Returns the text of comment lines, without labels and what follows them."""
    text = " ".join(line.strip().removeprefix("///").lstrip("<").strip() for line in comment.splitlines())
    return re.split(r" ?\b(?:Source|Example|Fails|Units|Lifetime|Loose): ", text)[0].strip()


class Schemas:
    """The headers of the schemas: their operations, and the comments of their structs and members."""

    def __init__(self, root):
        self.operations, self.structs, self.members = [], {}, {}
        folder = root / "include" / "roster"
        for path in sorted([*folder.glob("catalog/*.hpp"), *folder.glob("*/schema/*.hpp"), *folder.glob("*/schema.hpp")]):
            text = path.read_text()
            for space in re.findall(r"^namespace roster::inline v0::(\w+) \{", text, re.M)[:1]:
                self.operations += [f"{space}::{name}" for name, body in OPERATION.findall(text)
                                    if re.search(r"static constexpr auto target\b", body)]
                for comment, struct, body in COMMENTED.findall(text):
                    self.structs[space, struct] = sentence(comment)
                    for before, member, beside in MEMBER.findall(body):
                        self.members[space, struct, member] = sentence(beside or before)


def reflected(root, out, operations):
    """Compiles and runs fields.cpp; returns its lines."""
    out.mkdir(parents=True, exist_ok=True)
    (out / "operations.inc").write_text("".join(f"OPERATION({name})\n" for name in operations))
    compiler = [*([shutil.which("ccache")] if shutil.which("ccache") else []), os.environ.get("CXX", "g++")]
    subprocess.run([*compiler, "-std=c++20", "-O0", f"-I{root}/include", f"-I{out}", "-c", "-o", out / "fields.o", root / "docs/site/fields.cpp"],
                   check=True)
    subprocess.run([compiler[-1], "-o", out / "fields", out / "fields.o", "-lcrypto", "-pthread"], check=True)
    return subprocess.run([out / "fields"], check=True, capture_output=True, text=True).stdout.splitlines()


def cell(text):
    return re.sub(r"([\\@<>#*_|`]|::)", r"\\\1", text)


def pages(root, out):
    """Yields the name and the text of each page: one for each API, and their list."""
    schemas, apis = Schemas(root), defaultdict(list)
    space = struct = None
    for line in reflected(root, out, schemas.operations):
        kind, *fields = line.split("\t")
        if kind == "operation":
            space, _, name = fields[0].partition("::")
            _, method, path, items, permission = fields
            apis[space] += ["", f"## {cell(name)} {{#fields_{space}_{name}}}", "", cell(schemas.structs.get((space, name), "")), "",
                            f"`{method} {path}`, declared by "
                            + site_pages.linked_code(f"{space}::{name}", f"roster::{space}::{name}") + ".", ""]
            apis[space] += [f"The items are at `{items}`."] if items else []
            apis[space] += [f"Permission: {cell(permission)}."] if permission else []
        elif kind == "struct":
            struct = fields[0]
            apis[space] += ["", f"`{struct}`: {cell(schemas.structs.get((space, struct), ''))}", "",
                            "| name on the wire | type | description | member |", "|---|---|---|---|"]
        else:
            member, wire, type_, values = fields
            about = cell(schemas.members.get((space, struct, member), ""))
            if values:
                about += ("; " if about else "") + "one of " + ", ".join(f"`{value}`" for value in values.split(", "))
            type_ = re.sub(r"struct:(\w+)", r"`\1`", type_)
            apis[space].append(f"| `{wire}` | {type_} | {about} | {'' if member == wire else f'`{member}`'} |")
    index = ["# Fields of every API {#fields}", "", "The requests and responses of the declared operations, by reflection of their schemas: names on "
             "the wire, types, values and descriptions. Every member of a request may be absent, and so may most members of a response.", ""]
    for space in sorted(apis, key=TITLES.get):
        index.append(f'- @subpage fields_{space} "{TITLES[space]}"')
        yield f"fields_{space}", "\n".join([f"# Fields of {TITLES[space]} {{#fields_{space}}}", "", "[TOC]", *apis[space]]) + "\n"
    yield "fields", "\n".join(index) + "\n"
