#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Seeds one violation at a time into a small tree and checks that tools/check_layout.py reports it, and nothing else."""

import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

TOOLS = Path(__file__).resolve().parent.parent.parent / "tools"

TOP = "// SPDX-License-Identifier: BSL-1.0\n#pragma once\n// A sentence.\n"
MESSAGE = "roster: this is wrong; that is right; write that"

CLEAN = {
    "include/roster/config.hpp": TOP,
    "include/roster/schema/field.hpp": TOP + "#include <roster/config.hpp>\n"
                                             f'static_assert(sizeof(int) > 1,\n              "{MESSAGE}");\n',
    "include/roster/wire/query.hpp": TOP + "#include <string>\n#include <roster/schema/field.hpp>\n"
                                           "/// Does something.\n/// Example: query: does something with a\n/// long name\n",
    "include/roster/paging/pager.hpp": TOP + "#include <roster/wire/query.hpp>\n",
    "include/roster/eas/schema.hpp": TOP + "#include <roster/schema/field.hpp>\n",
    "include/roster.hpp": TOP + "".join(f"#include <roster/{name}.hpp>\n" for name in ["eas", "paging", "schema", "wire"]),
    "tests/unit/wire/query.test.cpp": 'TEST_CASE("query: does something "\n          "with a long name") {}\n',
    "tests/compile_fail/wrong.cpp": f"// expect: {MESSAGE}\n",
}


class Layout(unittest.TestCase):
    def findings(self, planted=None, generate=True, unlisted=()):
        """Returns the output of the check for the clean tree with the given files."""
        files = {**CLEAN, **(planted or {})}
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            headers = {"roster.hpp", "roster/src.hpp"}
            headers |= {path.removeprefix("include/") for path in files if path.startswith("include/")}
            headers |= {f"roster/{header.split('/')[1]}.hpp" for header in headers if header.count("/") > 1} - {"roster/attic.hpp"}
            files["include/headers.txt"] = "".join(f"{header}\n" for header in sorted(headers - set(unlisted)))
            files["tests/tests.txt"] = "unit/wire/query.test.cpp\n"
            for path, text in files.items():
                (root / path).parent.mkdir(parents=True, exist_ok=True)
                (root / path).write_text(text)
            if generate:
                subprocess.run([TOOLS / "generate.py", "--write", "--root", root], check=True)
            run = subprocess.run([TOOLS / "check_layout.py", "--root", root], capture_output=True, text=True)
            self.assertEqual(run.stderr, "")
            self.assertEqual(run.returncode, 1 if run.stdout else 0)
            return run.stdout.splitlines()

    def finds(self, part, planted, **options):
        found = self.findings(planted, **options)
        self.assertEqual(len(found), 1, found)
        self.assertIn(part, found[0])

    def test_a_clean_tree(self):
        self.assertEqual(self.findings(), [])

    def test_a_dependency_against_the_direction(self):
        self.finds("include/roster/schema/up.hpp:4: component schema may not include roster/wire/query.hpp",
                   {"include/roster/schema/up.hpp": TOP + "#include <roster/wire/query.hpp>\n"})

    def test_a_library_in_the_wrong_component(self):
        self.finds("component paging may not include boost/asio/awaitable.hpp",
                   {"include/roster/paging/io.hpp": TOP + "#include <boost/asio/awaitable.hpp>\n"})

    def test_an_umbrella_in_a_header(self):
        umbrella = TOP.replace("A sentence.", "Declaring an API as plain structs: the public headers of this component. "
                                              "Written by tools/generate.py.") + "\n#include <roster/schema/field.hpp>\n"
        self.finds("includes the umbrella roster/schema.hpp",
                   {"include/roster/paging/all.hpp": TOP + "#include <roster/schema.hpp>\n", "include/roster/schema.hpp": umbrella})

    def test_an_include_of_nothing(self):
        planted = {"include/roster/paging/lost.hpp": TOP + "#include <roster/paging/gone.hpp>\n"}
        self.assertIn("include/roster/paging/lost.hpp:4: includes roster/paging/gone.hpp, which is not there",
                      self.findings(planted, generate=False))

    def test_a_header_in_no_component(self):
        self.finds("is in no component", {"include/roster/attic/old.hpp": TOP})

    def test_an_umbrella_that_lacks_a_header(self):
        self.finds("include/roster.hpp:1: lacks roster/http.hpp", {"include/roster/http/message.hpp": TOP})

    def test_a_detail_header_outside_of_a_detail_namespace(self):
        self.finds("wire/detail/new.hpp:6: helper is in namespace roster; what a detail header declares",
                   {"include/roster/wire/detail/new.hpp": TOP + "namespace roster::inline v0 {\n\nint helper(int);\n\n}\n"})

    def test_a_public_name_without_documentation(self):
        for declaration in ["int helper(int);", "struct helper {\n  int a{};\n};", "enum class helper { a };",
                            "template <class T>\nusing helper = T;", "inline constexpr int helper = 1;",
                            "template <class T>\nconcept helper = sizeof(T) == 1;",
                            "template <class T>\n  requires true\nclass helper final : public T {\n};"]:
            with self.subTest(declaration):
                text = TOP + "namespace roster::inline v0 {\n\n" + declaration + "\n\n}\n"
                self.finds("roster::helper is public and has no /// text", {"include/roster/wire/new.hpp": text})
                documented = text.replace("v0 {\n\n", "v0 {\n\n/// Helps.\n")
                self.assertEqual([], [line for line in self.findings({"include/roster/wire/new.hpp": documented}) if "///" in line])

    def test_too_many_public_names(self):
        many = "".join(f"/// Helps.\nint helper_{i}(int);\n" for i in range(100)) + "".join(f"/// Helps.\nint more_{i}(int);\n" for i in range(94))
        self.finds("public names; at most", {"include/roster/wire/new.hpp": TOP + "namespace roster::inline v0 {\n\n" + many + "\n}\n"})

    def test_a_public_header_that_shows_internals_of_another_component(self):
        self.finds("wire/new.hpp:4: is public and includes roster/schema/detail/inner.hpp of another component",
                   {"include/roster/schema/detail/inner.hpp": TOP,
                    "include/roster/wire/new.hpp": TOP + "#include <roster/schema/detail/inner.hpp>\n"})

    def test_generated_headers_that_are_stale(self):
        found = self.findings({"include/roster/eas.hpp": TOP, "include/roster/src.hpp": TOP,
                               "single_include/roster.hpp": TOP}, generate=False)
        for path in ["include/roster/eas.hpp", "include/roster/src.hpp", "single_include/roster.hpp"]:
            self.assertIn(f"{path}:1: not what tools/generate.py writes; run tools/generate.py --write", found)

    def test_an_include_under_a_condition(self):
        planted = {"include/roster/paging/some.hpp": TOP + "#if A\n#include <roster/wire/query.hpp>\n#endif\n"}
        self.assertIn("include/roster/paging/some.hpp:5: cannot be inlined into the single header, "
                      "since it stands under a condition", self.findings(planted, generate=False))

    def test_a_header_that_is_not_listed(self):
        self.finds("include/headers.txt:1: lacks roster/paging/new.hpp", {"include/roster/paging/new.hpp": TOP},
                   unlisted=["roster/paging/new.hpp"])

    def test_a_test_that_is_not_listed(self):
        self.finds("tests/tests.txt:1: lacks unit/paging/new.test.cpp", {"tests/unit/paging/new.test.cpp": ""})

    def test_a_bad_beginning(self):
        self.finds("paging/new.hpp:1: does not begin with // SPDX",
                   {"include/roster/paging/new.hpp": "\n#pragma once\n// A sentence.\n"})
        self.finds("paging/new.hpp:2: is not #pragma once",
                   {"include/roster/paging/new.hpp": TOP.replace("#pragma once", "")})
        self.finds("paging/new.hpp:3: no sentence", {"include/roster/paging/new.hpp": TOP.replace("// A sentence.", "")})

    def test_a_long_header(self):
        self.finds("paging/long.hpp:400: has 403 lines", {"include/roster/paging/long.hpp": TOP + "\n" * 400})

    def test_a_name_that_says_nothing(self):
        self.finds("tests/unit/wire/helpers.hpp:1: is a name that says nothing", {"tests/unit/wire/helpers.hpp": TOP})

    def test_an_example_that_is_not_there(self):
        self.finds("paging/new.hpp:4: no test case is named pager: turns",
                   {"include/roster/paging/new.hpp": TOP + "/// Example: pager: turns\n"})

    def test_awaits_that_the_compiler_gets_wrong(self):
        """layout: rejects a co_await that is not alone in its statement (fault 124)."""
        def body(statement):
            return {"include/roster/paging/awaits.hpp": TOP + "inline void f() {\n  " + statement + "\n}\n"}
        for wrong, mistake in {"while (!done() && co_await step()) g();": "behind &&, || or ?",
                               "auto x = ready ? y :\n    co_await z();": "behind &&, || or ?",
                               "co_await run([x] { g(x); });": "a lambda with captures",
                               "co_await run(a, [=](int b) { g(b); });": "a lambda with captures",
                               "co_await send({.path = p});": "a temporary in braces",
                               "co_await send(a, {b});": "a temporary in braces"}.items():
            self.finds(mistake, body(wrong))
        for right in ["while (auto x = co_await next()) g(a && b);", "if (a(1) || b) co_await step();  // a && co_await b",
                      "if (a && b) { co_await step(); }", "co_await run([&](int b) { g(b); });",
                      "co_await run([&a, &b] { g(a); });", "auto&& x = co_await next();", "co_await places_[i]();"]:
            self.assertEqual(self.findings(body(right)), [], right)

    def test_a_call_that_a_macro_could_replace(self):
        for call in ["std::min(1, 2)", "std::max({1, 2})", "std::numeric_limits<int>::max()"]:
            self.finds("calls min or max so that a macro could replace it",
                       {"include/roster/paging/new.hpp": TOP + f"inline long f() {{ return {call}; }}\n"})
        self.assertEqual(self.findings({"include/roster/paging/new.hpp": TOP + "inline int f() { return (std::min)(1, 2); }\n"}), [])

    def test_a_word_that_is_a_macro_of_windows(self):
        self.finds("paging/new.hpp:4: near is a macro of <windows.h>",
                   {"include/roster/paging/new.hpp": TOP + "inline int f() { const int near = 1; return near; }\n"})
        self.assertEqual(self.findings({"include/roster/paging/new.hpp": TOP + 'inline auto f() { return "a, far"; }  // near\n'}), [])

    def test_a_message_that_no_file_expects(self):
        self.finds("paging/new.hpp:4: no file in tests/compile_fail/ expects exactly",
                   {"include/roster/paging/new.hpp": TOP + 'static_assert(true, "roster: another; "\n  "thing");\n'})


if __name__ == "__main__":
    sys.argv[1:] = []
    unittest.main()
