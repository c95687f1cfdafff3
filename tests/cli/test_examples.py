"""Every example that the help shows is run as it stands, in a folder of its own. Closing line: N passed, N failed."""
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile

PROGRAM = os.environ["LODEWAY"]
SOURCE = os.environ["LODEWAY_SOURCE"]
COMMANDS = ("import", "info", "check", "depend", "matrix", "near", "plan", "risk", "route", "run", "validate", "verify", "diff", "report", "export")
results = {"passed": 0, "failed": 0}


def check(what, ok, detail=""):
    results["passed" if ok else "failed"] += 1
    if not ok:
        print(f"failed: {what}: {detail}")


def lodeway(*words, where=None):
    return subprocess.run([PROGRAM, *words], capture_output=True, text=True, timeout=400, cwd=where)


def examples(text):
    return re.findall(r"^  lodeway (.+)$", text.split("example:\n")[1], re.M)


def main():
    folder = tempfile.mkdtemp()
    try:
        os.symlink(os.path.join(SOURCE, "layers"), os.path.join(folder, "layers"))
        said = lodeway("--help").stdout
        named = re.findall(r"^  (\w+) +\S", said.split("commands:\n")[1].split("\n\n")[0], re.M)
        check("the help names the commands that are tried here", sorted(named) == sorted([*COMMANDS, "help"]), str(named))
        for command in COMMANDS:
            lines = examples(lodeway("help", command).stdout)
            check(f"help {command} has examples of its own", lines and all(line.split()[0] == command for line in lines), str(lines))
            for line in lines:
                words = shlex.split(line)
                done = lodeway(*words, where=folder)
                # check tells of warnings by 1.
                allowed = (0, 1) if command == "check" else (0,)
                check(f"lodeway {line}", done.returncode in allowed and (done.stdout.strip() or "no observations" in done.stderr) and "Sanitizer" not in done.stderr, f"exit {done.returncode}: {done.stderr[-300:]}")
                if "--format json" in line:
                    check(f"lodeway {line}: JSON", done.stdout.lstrip().startswith("{"))
        first = [line for line in re.findall(r"^  lodeway (.+?)(?:   .*)?$", said.split("first steps:\n")[1], re.M)]
        check("the first steps are commands", len(first) == 3, str(first))
        for line in first:
            words = shlex.split(line.split("  ")[0])
            if "khotgor-or-any-name" in words:
                words[words.index("khotgor-or-any-name")] = "Khotgor"
            done = lodeway(*words, *(["--overwrite"] if words[0] == "run" else []), where=folder)
            check(f"first step: lodeway {' '.join(words)}", done.returncode == 0 and done.stdout.strip(), f"exit {done.returncode}: {done.stderr[-300:]}")
    finally:
        shutil.rmtree(folder)
    print(f"{results['passed']} passed, {results['failed']} failed")
    sys.exit(results["failed"] > 0)


main()
