"""Brings what the tests need from the system's packages, where that asks for no password."""

import os
import shutil
import subprocess


def as_root() -> list[str] | None:
    """What to put before a command to run it as root without being asked for a password; None if there is no way."""
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if sudo and subprocess.run([sudo, "-n", "true"], stdin=subprocess.DEVNULL, capture_output=True).returncode == 0:
        return [sudo, "-n"]
    return None


def run(command: list[str]) -> bool:
    """Show a command, run it in view, and say whether it ended well."""
    print("+ " + " ".join(command), flush=True)
    try:
        return subprocess.run(command, stdin=subprocess.DEVNULL).returncode == 0
    except OSError as error:
        print(f"  {error}", flush=True)
        return False


def install(packages: tuple[str, ...]) -> bool:
    """Install packages of Debian or Ubuntu; False where there is no apt-get, no way to be root, or it fails."""
    root = as_root()
    if root is None or not shutil.which("apt-get"):
        return False
    apt = [*root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q"]
    run([*apt, "update"])
    return run([*apt, "install", "-y", "--no-install-recommends", *packages])
