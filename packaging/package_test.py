#!/usr/bin/env python3
"""The Debian package as an administrator meets it: `package_test.py DEB [OLDER-DEB]`, as root. It is
installed into a clean Debian 12 tree where debootstrap can make one (PACKAGE_TEST_TREE
names one that is there already), else unpacked into a folder. The service is started by the command line of the
installed unit, as the account and with the folders and the key that the unit names; then it is
upgraded over a database that an earlier schema wrote."""

import configparser
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import unittest
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parent.parent
FIXTURE = ROOT / "tests/fixtures/service-of-schema-7.db"
OLDER = pathlib.Path(sys.argv.pop()).resolve() if len(sys.argv) > 2 else None
PACKAGE = pathlib.Path(sys.argv.pop()).resolve()
START_TIME = 60
PORT = 18473


def run(*command, **options):
    done = subprocess.run([str(one) for one in command], text=True, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, **options)
    assert done.returncode == 0, f"{command}: {done.stdout}"
    return done.stdout


class Tree:
    """A Debian tree of its own, entered by chroot; or, without one, this machine's programs with the
    package's files in a folder."""

    def __init__(self):
        self.folder = tempfile.TemporaryDirectory()
        self.path = pathlib.Path(self.folder.name) / "tree"
        given = os.environ.get("PACKAGE_TEST_TREE")
        if given:
            run("cp", "-a", given, self.path)
        elif shutil.which("debootstrap"):
            run("debootstrap", "--variant=minbase", "bookworm", self.path)
            run("chroot", self.path, "apt-get", "update", "-qq")
        self.is_whole = self.path.exists()
        self.path.mkdir(exist_ok=True)
        self.path.parent.chmod(0o755)
        self.path.chmod(0o755)

    def close(self):
        self.folder.cleanup()

    def install(self, package):
        if not self.is_whole:
            run("dpkg-deb", "-x", package, self.path)
            run("systemd-sysusers", f"--root={self.path}")
            key = self.path / "etc/fettle/master-key"
            if not key.exists():
                key.write_text("A" * 43 + "=\n")
                key.chmod(0o600)
            return
        shutil.copy(package, self.path / "tmp/fettle.deb")
        self.enter("apt-get", "install", "-y", "-qq", "--no-install-recommends", "-o",
                   "Dpkg::Options::=--force-confold", "/tmp/fettle.deb",
                   env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"})

    def enter(self, *command, **options):
        assert self.is_whole
        return run("chroot", self.path, *command, **options)

    def account(self):
        for line in (self.path / "etc/passwd").read_text().splitlines():
            name, _, user, group = line.split(":")[:4]
            if name == "fettle":
                return int(user), int(group)
        raise AssertionError("there is no account fettle")

    def command(self, line):
        """In the tree, or of the folder's own program."""
        words = line.split()
        if self.is_whole:
            return words
        return [str(self.path) + word if word.startswith(("/usr/", "/etc/")) else word
                for word in words]


class Package(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.tree = Tree()
        cls.addClassCleanup(cls.tree.close)
        cls.tree.install(OLDER or PACKAGE)
        cls.unit = configparser.ConfigParser(interpolation=None, strict=False)
        cls.unit.optionxform = str
        cls.unit.read(cls.tree.path / "usr/lib/systemd/system/fettle.service")
        cls.state = cls.tree.path / "var/lib" / cls.unit["Service"]["StateDirectory"]
        cls.user, cls.group = cls.tree.account()
        cls.state.mkdir(mode=0o700, exist_ok=True)
        os.chown(cls.state, cls.user, cls.group)

    def start(self):
        """As the unit says: its command, account, folders and key; waits for READY=1."""
        service = self.unit["Service"]
        name, _, key = service["LoadCredential"].partition(":")
        run_folder = self.tree.path / "run/fettle-test"
        run_folder.mkdir(parents=True, exist_ok=True)
        shutil.copy(self.tree.path / key[1:], run_folder / name)
        os.chown(run_folder / name, self.user, self.group)
        ready = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        ready.settimeout(START_TIME)
        (run_folder / "notify").unlink(missing_ok=True)
        ready.bind(str(run_folder / "notify"))
        os.chmod(run_folder / "notify", 0o777)
        inside = "" if self.tree.is_whole else str(self.tree.path)
        environment = {
            "PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "HOME": inside + "/var/lib/fettle",
            "STATE_DIRECTORY": inside + "/var/lib/fettle",
            "CREDENTIALS_DIRECTORY": inside + "/run/fettle-test",
            "NOTIFY_SOCKET": inside + "/run/fettle-test/notify",
            "FETTLE_LISTEN": f"127.0.0.1:{PORT}"}
        if not self.tree.is_whole:
            environment["FETTLE_DATABASE"] = f"sqlite:{self.state}/fettle.db"
        process = subprocess.Popen(
            [*self.as_account(), *self.tree.command(service["ExecStart"])],
            env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        self.addCleanup(process.wait)
        self.addCleanup(process.kill)
        try:
            self.assertEqual(ready.recv(100), b"READY=1")
        except socket.timeout:
            process.kill()
            self.fail(process.stdout.read())
        finally:
            ready.close()
        return process

    def stop(self, process):
        process.send_signal(signal.SIGTERM)
        self.assertEqual(process.wait(timeout=15), 0, process.stdout.read())
        process.stdout.close()

    def ask(self, path):
        with urllib.request.urlopen(f"http://127.0.0.1:{PORT}{path}", timeout=10) as answer:
            return answer.read().decode()

    def fettle(self, *arguments):
        command = self.tree.command("/usr/bin/fettle")
        return subprocess.run([*self.as_account(), *command, *arguments], text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT)

    def as_account(self):
        if self.tree.is_whole:
            return [shutil.which("chroot"), f"--userspec={self.user}:{self.group}",
                    str(self.tree.path)]
        return [shutil.which("setpriv"), f"--reuid={self.user}", f"--regid={self.group}",
                "--clear-groups", "--no-new-privs"]

    def test_1_everything_is_in_its_place(self):
        for file in ("usr/bin/fettle", "usr/share/man/man1/fettle.1.gz", "etc/fettle/fettle.yaml",
                     "usr/share/bash-completion/completions/fettle",
                     "usr/share/zsh/vendor-completions/_fettle",
                     "usr/share/fish/vendor_completions.d/fettle.fish",
                     "usr/share/doc/fettle/copyright",
                     "usr/share/doc/fettle/third-party-notices.gz"):
            self.assertTrue((self.tree.path / file).is_file(), file)
        control = run("dpkg-deb", "--info", PACKAGE, "conffiles")
        self.assertEqual(control, "/etc/fettle/fettle.yaml\n")
        self.assertEqual((self.tree.path / "etc/fettle/master-key").stat().st_mode & 0o777, 0o600)

    def test_2_unit_is_sound_and_hardened(self):
        if shutil.which("systemd-analyze") is None:
            self.skipTest("systemd-analyze is not here")
        unit = self.tree.path / "usr/lib/systemd/system/fettle.service"
        said = run("systemd-analyze", "security", "--offline=true", "--threshold=30", unit)
        self.assertIn("fettle.service", said)

    def test_3_service_starts_by_the_line_of_the_unit(self):
        process = self.start()
        self.assertEqual(self.ask("/readyz"), '{"status":"ready"}')
        self.assertIn("<!doctype html>", self.ask("/").lower())
        self.stop(process)
        self.assertEqual((self.state / "fettle.db").stat().st_uid, self.user)

    def test_4_upgrade_keeps_data_and_the_administrators_settings(self):
        for file in self.state.glob("fettle.db*"):
            file.unlink()
        shutil.copy(FIXTURE, self.state / "fettle.db")
        os.chown(self.state / "fettle.db", self.user, self.group)
        os.chmod(self.state / "fettle.db", 0o600)
        key = (self.tree.path / "etc/fettle/master-key").read_text()
        settings = self.tree.path / "etc/fettle/fettle.yaml"
        mine = settings.read_text() + "log-format: json\n"
        settings.write_text(mine)
        self.tree.install(PACKAGE)
        if self.tree.is_whole:
            self.assertEqual(settings.read_text(), mine)
        self.assertEqual((self.tree.path / "etc/fettle/master-key").read_text(), key)
        database = f"sqlite:{'' if self.tree.is_whole else self.tree.path}/var/lib/fettle/fettle.db"
        missing = self.fettle("migrate", "--check", "--database", database)
        self.assertEqual(missing.returncode, 1, missing.stdout)
        process = self.start()
        self.assertEqual(self.ask("/readyz"), '{"status":"ready"}')
        self.stop(process)
        self.assertEqual(self.fettle("migrate", "--check", "--database", database).returncode, 0)
        self.assertIn("ann@example.com", self.fettle("user", "list", "--database", database).stdout)


if __name__ == "__main__":
    unittest.main(verbosity=2)
