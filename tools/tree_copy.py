# SPDX-License-Identifier: BSL-1.0
"""A copy of this project as a repository of its own, for tests of what users download."""

import re
import shutil
import subprocess


def git(*arguments, folder):
    return subprocess.run(["git", *arguments], cwd=folder, check=True, text=True, stdout=subprocess.PIPE).stdout


def copy_tree(top, folder):
    """Copies what Git tracks, and new files, into a repository with the tag of the version."""
    shutil.rmtree(folder, ignore_errors=True)
    for name in git("ls-files", "-co", "--exclude-standard", folder=top).splitlines():
        if (top / name).exists():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(top / name, folder / name)
    version = re.search(r'#define ROSTER_VERSION_STRING "(.*)"', (folder / "include/roster/config.hpp").read_text())[1]
    git("init", "-q", "-b", "main", folder=folder)
    git("add", "-A", "-f", folder=folder)
    git("-c", "user.name=test", "-c", "user.email=test@localhost", "commit", "-q", "-m", "copy", folder=folder)
    git("tag", f"v{version}", folder=folder)
