#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Tests the completions of the programs in the shells themselves; a shell that is not installed is skipped.

usage: completion.py ROSTER_LS ROSTER_EMULATOR [unittest's arguments]"""

import contextlib
import os
import pty
import re
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest

LS, EMULATOR = os.path.abspath(sys.argv.pop(1)), os.path.abspath(sys.argv.pop(1))


def run(program, *arguments):
    return subprocess.run([program, *arguments], env={"PATH": os.environ["PATH"]}, capture_output=True, text=True, timeout=120)


def options_of_help(program):
    return set(re.findall(r"^  (?:-\w, )?(--[a-z-]+)", run(program, "--help").stdout, re.M))


BASH = """
source "$1"
COMP_WORDBREAKS=$' \\t\\n"\\'><=;|&(:'
while IFS= read -r COMP_LINE; do
  COMP_POINT=${#COMP_LINE}
  COMPREPLY=()
  $2
  printf '%s\\n' "${COMPREPLY[@]}" @@
done
"""

# Completes the lines of standard input in a terminal of zsh, and writes the matches that compadd received.
ZSH = """
PS1= PS2= RPS1=
fpath=($SITE $fpath)
autoload -Uz compinit && compinit -u -D
[[ -z $SCRIPT ]] || source "$SCRIPT"
compadd() {
  if [[ ${@[1,(i)(-|--)]} == *-[A-Z]#[OAD]\\ * ]]; then
    builtin compadd "$@"
    return
  fi
  typeset -a matches
  builtin compadd -A matches "$@"
  (( $#matches )) && print -rl -- $IPREFIX${^matches} >>"$RESULT"
  builtin compadd "$@"
}
setopt extendedglob
complete-lines() {
  local line
  for line in "${(@f)$(<$LINES_FILE)}"; do
    BUFFER=$line CURSOR=$#line
    zle complete-once
    print -r -- @@ >>"$RESULT"
    BUFFER=
  done
  exit 0
}
zle -C complete-once complete-word _main_complete
zle -N complete-lines
bindkey '^T' complete-lines
print READY
"""


def function_of(lines):
    """Returns the function of bash that completes lines."""
    return "_" + lines[0].split(" ")[0].replace("-", "_")


def complete_in_bash(folder, lines):
    result = subprocess.run(["bash", "--norc", "-c", BASH, "bash", os.path.join(folder, "bash"), function_of(lines)], input="".join(line + "\n" for line in lines),
                            capture_output=True, text=True, timeout=60, cwd=folder)
    assert result.stderr == "", result.stderr
    return result.stdout


def complete_in_zsh(folder, lines, installed=True):
    result, lines_file, setup = (os.path.join(folder, name) for name in ("result", "lines", "setup"))
    for name, text in ((result, ""), (lines_file, "\n".join(lines)), (setup, ZSH)):
        with open(name, "w", encoding="utf-8") as file:
            file.write(text)
    pid, terminal = pty.fork()
    if pid == 0:
        os.chdir(folder)
        environment = {"PATH": os.environ["PATH"], "TERM": "dumb", "HOME": folder, "RESULT": result, "LINES_FILE": lines_file,
                       **({"SITE": os.path.join(folder, "site")} if installed else {"SCRIPT": os.path.join(folder, "zsh")})}
        os.execvpe("zsh", ["zsh", "-f", "-i"], environment)
    shown, end = b"", time.monotonic() + 60
    os.write(terminal, f". {setup}\n".encode())
    with contextlib.suppress(OSError):  # raised at the end of a terminal's output
        started = False
        while time.monotonic() < end:
            if not started and b"READY\r\n" in shown:
                os.write(terminal, b"\x14")
                started = True
            if select.select([terminal], [], [], 1)[0]:
                shown += os.read(terminal, 65536)
    os.close(terminal)
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGHUP)
    os.waitpid(pid, 0)
    with open(result, encoding="utf-8") as file:
        return file.read()


def complete_in_fish(folder, lines):
    commands = f"source {os.path.join(folder, 'fish')}\nwhile read -l line\ncomplete -C $line | string replace -r '\\t.*' ''\necho @@\nend\n"
    result = subprocess.run(["fish", "--no-config", "-c", commands], input="".join(line + "\n" for line in lines), capture_output=True, text=True,
                            timeout=60, cwd=folder, env={"PATH": os.environ["PATH"], "HOME": folder})
    assert result.stderr == "", result.stderr
    return result.stdout


SHELLS = {"bash": complete_in_bash, "zsh": complete_in_zsh, "fish": complete_in_fish}

# The line before the cursor, words that complete it, and words that do not. Bash replaces only what follows the last "=".
CASES_OF_LS = [
    ("roster-ls --out", {"--output"}, {"--help"}),
    ("roster-ls q", {"qianfan"}, {"eas"}),
    ("roster-ls eas qian", {"qianfan"}, {"eas"}),
    ("roster-ls he", {"help"}, {"eas"}),
    ("roster-ls help exit", {"exit-status"}, {"eas"}),
    ("roster-ls help sage", {"sagemaker", "sagemaker-components"}, {"eas"}),
    ("roster-ls -o json", {"json", "jsonl"}, {"table"}),
    ("roster-ls --output prom", {"prometheus", "prometheus-sd"}, {"table"}),
    ("roster-ls --output=y", {"--output=yaml"}, {"--output=table"}),
    ("roster-ls --color a", {"auto", "always"}, {"never"}),
    ("roster-ls --completion z", {"zsh"}, {"bash"}),
    ("roster-ls eas --region cn-sh", {"cn-shanghai", "cn-shenzhen"}, {"cn-hangzhou"}),
    ("roster-ls eas --sort-by Servi", {"ServiceName"}, {"Status"}),
    ("roster-ls eas --where Stat", {"Status"}, {"ServiceName"}),
    ("roster-ls qianfan --where run", {"runStatus"}, {"name"}),
    ("roster-ls openai --where st", {"state"}, {"Status"}),
    ("roster-ls eas qianfan --group-by re", {"region", "ready_replicas"}, {"Region"}),
    ("roster-ls eas --fields ServiceName,Stat", {"ServiceName,Status"}, {"ServiceName,ServiceId"}),
    ("roster-ls eas --fields=ServiceName,Stat", {"--fields=ServiceName,Status"}, set()),
    ("roster-ls eas -p ServiceN", {"ServiceName="}, {"PageSize="}),
    ("roster-ls eas -p ServiceStatus=Ru", {"ServiceStatus=Running"}, {"ServiceStatus=Stopped"}),
    ("roster-ls sagemaker --param NameC", {"NameContains="}, {"ServiceName="}),
    ("roster-ls eas --limit ", set(), {"eas", "--limit"}),
    ("roster-ls --ca-file ba", {"bash"}, {"fish"}),
    ("roster-ls --emulator=", set(), {"--emulator=--help", "--emulator=-o", "--help", "eas"}),
    ("roster-ls eas --verbose=", set(), {"--verbose=--help", "--verbose=-o", "--help", "eas"}),
    ("roster-ls eas --limit=", set(), {"--limit=--help", "--help", "eas"}),
    ("roster-ls --openapi ", {"eas", "sagemaker"}, {"all", "help"}),
    ("roster-ls --count a", {"all"}, {"help"}),
]
CASES_OF_EMULATOR = [
    ("roster-emulator --se", {"--seed", "--services"}, {"--help"}),
    ("roster-emulator --fault thr", {"throttle"}, {"reset"}),
    ("roster-emulator --fault=no-m", {"--fault=no-marker"}, {"--fault=no-total"}),
    ("roster-emulator --member-order ", {"documented", "random"}, {"--fault"}),
    ("roster-emulator --completion z", {"zsh"}, {"bash"}),
    ("roster-emulator --access-key-secret ", set(), {"--port", "--log"}),
    ("roster-emulator --port ", set(), {"--port", "bash"}),
    ("roster-emulator --data ba", {"bash"}, {"fish"}),
    ("roster-emulator --log --tls ba", {"bash"}, {"fish"}),
    ("roster-emulator --log=", set(), {"--log=--help", "--help"}),
    ("roster-emulator --port=", set(), {"--port=--help", "--help"}),
]


class OfProgram:
    """The tests of one program: `program`, `cases`, and how many options it has at least."""

    @classmethod
    def setUpClass(cls):
        cls.folder, cls.name = tempfile.TemporaryDirectory(), os.path.basename(cls.program)
        for shell in SHELLS:
            with open(os.path.join(cls.folder.name, shell), "w", encoding="utf-8") as file:
                file.write(run(cls.program, "--completion", shell).stdout)
        os.mkdir(os.path.join(cls.folder.name, "site"))
        shutil.copy(os.path.join(cls.folder.name, "zsh"), os.path.join(cls.folder.name, "site", "_" + cls.name))

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def completed(self, shell, lines):
        """Returns the set of words that complete each line."""
        if not shutil.which(shell):
            self.skipTest(f"{shell} is not installed")
        shown = SHELLS[shell](self.folder.name, lines).split("@@\n")
        self.assertEqual(len(shown), len(lines) + 1, shown)
        return [{word.strip() for word in words.splitlines() if word.strip()} for words in shown[:-1]]

    def check(self, shell):
        for (line, wanted, unwanted), words in zip(self.cases, self.completed(shell, [line for line, _, _ in self.cases])):
            with self.subTest(line=line):
                current = line.split(" ")[-1]
                if shell == "bash" and "=" in current:  # the part after the last "=" is replaced
                    words = {current[:current.rindex("=") + 1] + word for word in words}
                if shell == "zsh" and current.startswith("--") and "=" in current:
                    words = {word if word.startswith("--") else current[:current.index("=") + 1] + word for word in words}
                self.assertLessEqual(wanted, words)
                self.assertFalse(unwanted & words)

    def check_options(self, shell):
        """Every option of the help is completed, and no other one."""
        options = options_of_help(self.program)
        self.assertGreater(len(options), self.fewest_options)
        [words] = self.completed(shell, [self.name + " --"])
        self.assertEqual({word.rstrip("=") for word in words if word.startswith("--")}, options)

    def test_bash_completes_words(self):
        self.check("bash")

    def test_bash_completes_every_option(self):
        self.check_options("bash")

    def test_zsh_completes_words(self):
        self.check("zsh")

    def test_zsh_completes_every_option(self):
        self.check_options("zsh")

    def test_zsh_loads_the_script_without_an_installation(self):
        if not shutil.which("zsh"):
            self.skipTest("zsh is not installed")
        self.assertIn("--version", complete_in_zsh(self.folder.name, [self.name + " --vers"], installed=False))

    def test_zsh_loads_the_script_without_compinit(self):
        if not shutil.which("zsh"):
            self.skipTest("zsh is not installed")
        command = f'source <("$1" --completion zsh); print -- $_comps[{self.name}]'
        result = subprocess.run(["zsh", "-f", "-c", command, "zsh", self.program], env={"PATH": os.environ["PATH"], "HOME": self.folder.name}, capture_output=True,
                                text=True, timeout=60)
        self.assertEqual((result.stdout, result.stderr), (function_of([self.name]) + "\n", ""))

    def test_fish_describes_options_but_not_each_of_their_values(self):
        if not shutil.which("fish"):
            self.skipTest("fish is not installed")
        lines = [(self.name + " --completion ", 3, False), (self.name + " --complet", 1, True)]
        if self.program == LS:
            lines += [("roster-ls eas --sort-by ServiceN", 1, False), ("roster-ls eas --fields Status,ServiceN", 1, False), ("roster-ls --output js", 2, False)]
        for line, count, described in lines:
            command = f"source {os.path.join(self.folder.name, 'fish')}; complete -C '{line}'"
            shown = subprocess.run(["fish", "--no-config", "-c", command], env={"PATH": os.environ["PATH"], "HOME": self.folder.name}, capture_output=True, text=True,
                                   timeout=60).stdout
            self.assertEqual((len(shown.splitlines()), "\t" in shown), (count, described), shown)

    def test_fish_completes_words(self):
        self.check("fish")

    def test_fish_completes_every_option(self):
        self.check_options("fish")

    def test_a_terminal_completes_the_line(self):
        pid, terminal = pty.fork()
        if pid == 0:
            os.execvpe("bash", ["bash", "--norc", "--noprofile", "-i"], {"PATH": os.environ["PATH"], "TERM": "dumb", "PS1": "$ "})
        os.write(terminal, f"source {self.folder.name}/bash\n".encode())
        os.write(terminal, self.name.encode() + b" --versi\tx")
        shown, end = b"", time.monotonic() + 30
        while b"--version x" not in shown and time.monotonic() < end:
            if select.select([terminal], [], [], 1)[0]:
                shown += os.read(terminal, 65536)
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        os.close(terminal)
        self.assertIn(b"--version x", shown)

    def test_scripts_have_correct_syntax(self):
        for shell in SHELLS:
            if shutil.which(shell):
                result = subprocess.run([shell, "-n", os.path.join(self.folder.name, shell)], capture_output=True, text=True, timeout=60)
                self.assertEqual((result.returncode, result.stderr), (0, ""))


class CompletionOfLs(OfProgram, unittest.TestCase):
    program, cases, fewest_options = LS, CASES_OF_LS, 50

    def test_every_api_is_completed(self):
        apis = {line.split(":")[0].strip() for line in run(self.program, "help", "apis").stdout.splitlines()}
        self.assertGreater(len(apis), 10)
        for shell in SHELLS:
            if shutil.which(shell):
                with self.subTest(shell=shell):
                    self.assertEqual(self.completed(shell, ["roster-ls "])[0] - {"all", "help"}, apis)


class CompletionOfEmulator(OfProgram, unittest.TestCase):
    program, cases, fewest_options = EMULATOR, CASES_OF_EMULATOR, 15


if __name__ == "__main__":
    unittest.main()
