"""The system user that PostgreSQL runs as when we are root, because it refuses to be root itself."""

import os
import pwd
import shutil
import stat
import subprocess
from pathlib import Path

NAME = "lorecast-postgres"
FALLBACK = "nobody"


def postgres_user() -> tuple[int, int]:
    """(uid, gid) to become, or (-1, -1) when we are not root and PostgreSQL can simply run as we do."""
    if os.geteuid() != 0:
        return (-1, -1)
    entry = _entry(NAME) or _create() or pwd.getpwnam(FALLBACK)
    return (entry.pw_uid, entry.pw_gid)


def _entry(name: str) -> pwd.struct_passwd | None:
    try:
        return pwd.getpwnam(name)
    except KeyError:
        return None


def _create() -> pwd.struct_passwd | None:
    useradd = shutil.which("useradd", path="/usr/sbin:/sbin:/usr/bin:/bin")
    if useradd is None:
        return None
    command = [useradd, "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", NAME]
    subprocess.run(command, check=False, capture_output=True)
    return _entry(NAME)


def give(path: Path, user: tuple[int, int]) -> None:
    """Make a tree that user's own; does nothing when it already is, or when nobody is to be become."""
    uid, gid = user
    if uid < 0 or path.stat().st_uid == uid:
        return
    for each in (path, *path.rglob("*")):
        os.chown(each, uid, gid, follow_symlinks=False)


def let_through(path: Path, user: tuple[int, int]) -> None:
    """Let that user walk to `path`: adds the bare search permission to the folders above that lack it."""
    if user[0] < 0:
        return
    for parent in path.parents:
        mode = parent.stat().st_mode
        if not mode & stat.S_IXOTH:
            parent.chmod(stat.S_IMODE(mode) | stat.S_IXOTH)


def let_read(tree: Path, user: tuple[int, int]) -> None:
    """Let that user read and run an installed program, which a strict umask may have kept for root."""
    if user[0] < 0:
        return
    let_through(tree, user)
    for each in (tree, *tree.rglob("*")):
        mode = each.stat().st_mode
        wanted = stat.S_IROTH | (stat.S_IXOTH if mode & stat.S_IXUSR else 0)
        if mode & wanted != wanted:
            each.chmod(stat.S_IMODE(mode) | wanted)
