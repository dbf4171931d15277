"""System packages, installed by apt-get where that needs no question; else named."""

import ctypes
import os
import shutil
import subprocess
import sys
from pathlib import Path

from bin.console import say, step

# What the PDF is made with. Without harfbuzz-subset it takes half a minute, without a font boxes.
LIBRARIES = {
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
}
CHINESE_FONTS = {"NotoSansCJK": "fonts-noto-cjk", "wqy-microhei": "fonts-wqy-microhei"}
FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts")
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
APT = ("apt-get", "-qq", "-o", "Dpkg::Use-Pty=0", "-o", "DPkg::Lock::Timeout=60")


def for_pdf() -> None:
    missing = [package for soname, package in LIBRARIES.items() if not _loads(soname)]
    obtain(missing, "PDF documents")
    if not any(_has_font(name) for name in CHINESE_FONTS):
        noto, small = CHINESE_FONTS.values()
        if not (_can_install() and (_install(noto) or _install(small))):
            _name([noto], "Chinese text in PDF documents")


def for_browser_tests() -> None:
    if not any(shutil.which(name) for name in BROWSERS):
        obtain(["chromium"], "browser tests")


def for_environment() -> bool:
    """Debian keeps `venv` in a package of its own."""
    version = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
    return _can_install() and (_install(version) or _install("python3-venv"))


def obtain(packages: list[str], purpose: str) -> None:
    if packages and not (_can_install() and _install(*packages)):
        _name(packages, purpose)


def _name(packages: list[str], purpose: str) -> None:
    command = f"sudo apt-get install --no-install-recommends {' '.join(packages)}"
    say(f"  Without {', '.join(packages)} there are no {purpose}; all else works. ({command})")


def _can_install() -> bool:
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def _install(*packages: str) -> bool:
    step(f"Installing {', '.join(packages)}")
    install = ("install", "--yes", "--no-install-recommends", *packages)
    return _apt(*install) or (_apt("update") and _apt(*install))


def _apt(*arguments: str) -> bool:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    ran = subprocess.run(  # noqa: S603  # package names are ours
        [*APT, *arguments], stdin=subprocess.DEVNULL, capture_output=True, env=environment
    )
    return ran.returncode == 0


def _loads(soname: str) -> bool:
    try:
        ctypes.CDLL(soname)
    except OSError:
        return sys.platform != "linux"  # elsewhere the files have other names: WeasyPrint looks
    return True


def _has_font(name: str) -> bool:
    return any(next(Path(folder).rglob(f"*{name}*"), None) for folder in FONT_FOLDERS)
