"""The launcher against a Maven and a Java that only write down how they were called."""

import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent
TOOLS = "bash cat cksum basename dirname env find flock grep head mkdir mktemp mv nice nohup readlink rm sed sort tail".split()

FAKE_MAVEN = """#!/usr/bin/env bash
set -eu
echo "$@" >>"$FAKE/maven.calls"
if [[ -e $FAKE/gate ]]; then echo started >"$FAKE/started"; read -r _ <"$FAKE/gate"; fi
if [[ -e $FAKE/broken ]]; then echo '[INFO] noise'; echo '[ERROR] Foo.java:[3,1] no such thing'; exit 1; fi
mkdir -p jobs/target/launch jobs/target/classes
printf '%s' "$FAKE/one.jar" >jobs/target/launch/dependencies
echo '--add-opens=a/b=ALL-UNNAMED -Dc=d' >jobs/target/launch/jvm.flags
"""
FAKE_JAVA = """#!/usr/bin/env bash
echo "$SPARK_LOCAL_IP" >"$FAKE/local_ip"
pwd
printf '%s\\n' "$@"
for word; do
    case $word in
    -XX:DumpLoadedClassList=*) printf 'a/A\\n@lambda-form-invoker x\\nb/B\\n' >"${word#*=}" ;;
    -XX:SharedClassListFile=*) cat "${word#*=}" >"$FAKE/archived" ;;
    -XX:SharedArchiveFile=*) jsa=${word#*=} ;;
    esac
done
if [[ " $* " == *" -Xshare:dump "* ]]; then
    echo dump >>"$FAKE/dumps"
    [[ ! -e $FAKE/full ]] || exit 1
    echo classes >"$jsa"
fi
if [[ " $* " == *" -Xshare:on "* ]]; then [[ -e $jsa ]]; fi
"""


class LauncherTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="wsispark launcher ")
        self.addCleanup(folder.cleanup)
        self.base = pathlib.Path(folder.name).resolve()
        self.home = self.base / "a check out"
        for name in ("udfs/src/main/java", "jobs/src/main/java"):
            (self.home / name).mkdir(parents=True)
        for name in ("pom.xml", "udfs/pom.xml", "jobs/pom.xml", "udfs/src/main/java/One.java", "udfs/src/main/java/Two.java"):
            (self.home / name).write_text(name)
        shutil.copy(ROOT / "wsispark", self.home / "wsispark")
        self.bin = self.base / "bin"
        self.bin.mkdir()
        for tool in TOOLS:
            found = shutil.which(tool)
            if found:
                (self.bin / tool).symlink_to(found)
        self.fake = self.base / "fake"
        self.fake.mkdir()
        (self.fake / "one.jar").touch()
        self.jdk = self.base / "jdk 17"
        self.script(self.jdk / "bin" / "java", FAKE_JAVA)
        self.script(self.jdk / "bin" / "javac", FAKE_JAVA)
        (self.jdk / "release").write_text('JAVA_VERSION="17.0.9"\n')
        self.script(self.bin / "mvn", FAKE_MAVEN)
        self.environment = {"PATH": str(self.bin), "JAVA_HOME": str(self.jdk), "FAKE": str(self.fake), "WSISPARK_ARCHIVE": "off"}

    def script(self, path, text):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        path.chmod(0o755)

    def start(self, *arguments, command=None, cwd=None):
        return subprocess.run(
            [str(command or self.home / "wsispark"), *arguments],
            cwd=cwd or self.base,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )

    def builds(self):
        calls = self.fake / "maven.calls"
        return len(calls.read_text().splitlines()) if calls.exists() else 0

    def test_runs_the_command_in_the_callers_folder_and_keeps_its_words(self):
        done = self.start("inspect", "a b.svs", "", "*")
        self.assertEqual(done.returncode, 0, done.stderr)
        lines = done.stdout.split("\n")
        self.assertEqual(lines[0], str(self.base))
        self.assertEqual(lines[lines.index("org.wsispark.jobs.cli.Main") + 1 :], ["inspect", "a b.svs", "", "*", ""])
        class_path = lines[lines.index("-cp") + 1]
        self.assertEqual(class_path, f"{self.fake}/one.jar:{self.home}/jobs/target/classes")
        self.assertIn("--add-opens=a/b=ALL-UNNAMED", lines)
        self.assertIn("-Dc=d", lines)

    def test_says_in_one_line_that_it_builds(self):
        done = self.start("doctor")
        self.assertEqual([line for line in done.stderr.splitlines() if "building" in line], done.stderr.splitlines())
        self.assertEqual(len(done.stderr.splitlines()), 1)

    def test_works_through_symbolic_links_from_elsewhere(self):
        other = self.base / "else where"
        other.mkdir()
        (other / "first").symlink_to(pathlib.Path("..") / self.home.name / "wsispark")
        (self.base / "second").symlink_to(other / "first")
        done = self.start("doctor", command=self.base / "second", cwd=other)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(done.stdout.split("\n")[0], str(other))
        self.assertIn(f"-Dwsispark.root={self.home}", done.stdout.split("\n"))

    def test_builds_only_when_something_changed(self):
        source = self.home / "udfs/src/main/java/One.java"
        self.start("doctor")
        self.assertEqual(self.builds(), 1)
        self.start("doctor")
        self.assertEqual(self.builds(), 1, "nothing changed")
        stat = source.stat()
        source.write_text("other text")
        os.utime(source, ns=(stat.st_atime_ns, stat.st_mtime_ns))
        self.start("doctor")
        self.assertEqual(self.builds(), 2, "a changed source with an old date")
        (self.home / "udfs/src/main/java/Two.java").unlink()
        self.start("doctor")
        self.assertEqual(self.builds(), 3, "a deleted source")
        (self.home / "jobs/pom.xml").write_text("another dependency")
        self.start("doctor")
        self.assertEqual(self.builds(), 4, "a changed pom")
        (self.fake / "one.jar").unlink()
        self.start("doctor")
        self.assertEqual(self.builds(), 5, "a jar that is gone from the local repository")

    def test_a_moved_checkout_builds_again(self):
        self.start("doctor")
        moved = self.base / "moved"
        self.home.rename(moved)
        done = self.start("doctor", command=moved / "wsispark")
        self.assertEqual(self.builds(), 2)
        self.assertIn(f"{moved}/jobs/target/classes", done.stdout)

    def test_a_failed_build_shows_its_errors_and_is_tried_again(self):
        (self.fake / "broken").touch()
        done = self.start("doctor")
        self.assertEqual(done.returncode, 2)
        self.assertEqual(done.stdout, "")
        self.assertIn("no such thing", done.stderr)
        self.assertNotIn("noise", done.stderr)
        self.assertIn(str(self.home / ".wsispark" / "build.log"), done.stderr)
        (self.fake / "broken").unlink()
        self.assertEqual(self.start("doctor").returncode, 0)
        self.assertEqual(self.builds(), 2)

    @unittest.skipIf(shutil.which("flock") is None, "SKIP: flock is not installed")
    def test_two_starts_at_once_build_once(self):
        gate = self.fake / "gate"
        os.mkfifo(gate)
        os.mkfifo(self.fake / "started")
        command = [str(self.home / "wsispark"), "doctor"]
        streams = {"env": self.environment, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
        with subprocess.Popen(command, **streams) as first:
            said = subprocess.run(["cat", str(self.fake / "started")], stdout=subprocess.PIPE, text=True, timeout=60, check=True)
            self.assertEqual(said.stdout, "started\n")
            with subprocess.Popen(command, **streams) as second:
                self.assertIn("waiting for another build", second.stderr.readline())
                gate.write_text("go\n")
                self.assertIn("Main", first.communicate()[0])
                self.assertIn("Main", second.communicate()[0])
        self.assertEqual((first.returncode, second.returncode), (0, 0))
        self.assertEqual(self.builds(), 1)

    def test_the_users_jvm_options_come_last(self):
        self.environment["WSISPARK_JAVA_OPTS"] = "-Xmx5g  -XX:MaxRAMPercentage=70"
        lines = self.start("doctor").stdout.split("\n")
        self.assertLess(lines.index("-XX:MaxRAMPercentage=50"), lines.index("-XX:MaxRAMPercentage=70"))
        self.assertLess(lines.index("-XX:MaxRAMPercentage=70"), lines.index("-cp"))
        self.assertIn("-Xmx5g", lines)

    def archive(self):
        """The archive that a start is given, or None."""
        lines = self.start("doctor").stdout.split("\n")
        given = [line.split("=", 1)[1] for line in lines if line.startswith("-XX:SharedArchiveFile=")]
        return given[0] if given else None

    def test_the_archive_of_library_classes_is_made_once_and_used(self):
        self.environment["WSISPARK_ARCHIVE"] = ""
        self.environment["CI"] = "true"
        self.assertIsNone(self.archive(), "nothing is made behind the back of CI")
        self.assertEqual(self.start("archive-classes").returncode, 0)
        made = pathlib.Path(self.archive())
        self.assertEqual(made.read_text(), "classes\n")
        self.assertEqual((self.fake / "archived").read_text(), "a/A\nb/B\n")
        self.assertEqual(self.start("archive-classes").returncode, 0)
        self.assertEqual((self.fake / "dumps").read_text(), "dump\n")
        self.assertEqual([path.name for path in (self.home / ".wsispark").glob("archive.??????")], [])
        self.environment["WSISPARK_ARCHIVE"] = "off"
        self.assertIsNone(self.archive())

    def test_an_archive_of_other_libraries_or_another_java_is_not_used(self):
        self.environment.update(WSISPARK_ARCHIVE="", CI="true")
        self.start("archive-classes")
        first = self.archive()
        self.assertIsNotNone(first)
        (self.jdk / "release").write_text('JAVA_VERSION="17.0.10"\n')
        self.assertIsNone(self.archive())
        (self.jdk / "release").write_text('JAVA_VERSION="17.0.9"\n')
        self.assertEqual(self.archive(), first)
        self.script(self.bin / "mvn", FAKE_MAVEN.replace("one.jar", "two.jar"))
        (self.fake / "two.jar").touch()
        (self.home / "jobs/pom.xml").write_text("another library")
        self.assertIsNone(self.archive())
        self.start("archive-classes")
        self.assertNotEqual(self.archive(), first)
        self.assertFalse(pathlib.Path(first).exists(), "archives are large: the old one goes")

    def test_an_archive_that_cannot_be_made_is_not_tried_again_before_the_next_build(self):
        self.environment.update(WSISPARK_ARCHIVE="", CI="true")
        (self.fake / "full").touch()
        self.assertEqual(self.start("archive-classes").returncode, 1)
        (self.fake / "full").unlink()
        self.start("archive-classes")
        self.assertIsNone(self.archive())
        (self.home / "jobs/pom.xml").write_text("changed")
        self.start("archive-classes")
        self.assertIsNotNone(self.archive())

    def test_the_users_garbage_collector_is_the_only_one(self):
        self.assertIn("-XX:+UseParallelGC", self.start("doctor").stdout.split("\n"))
        self.environment["WSISPARK_JAVA_OPTS"] = "-XX:+UseSerialGC"
        lines = self.start("doctor").stdout.split("\n")
        self.assertEqual([line for line in lines if line.endswith("GC")], ["-XX:+UseSerialGC"])

    def test_only_an_embedded_spark_is_bound_to_this_machine(self):
        self.start("ingest", "--scan", "x")
        self.assertEqual((self.fake / "local_ip").read_text(), "127.0.0.1\n")
        self.start("ingest", "--master", "spark://h:7077")
        self.assertEqual((self.fake / "local_ip").read_text(), "\n")

    def test_says_how_to_get_java(self):
        del self.environment["JAVA_HOME"]
        self.assert_lacks("java is not on PATH", "openjdk-17-jdk", "openjdk@17", "sdk install java 17")

    def test_refuses_another_java(self):
        (self.jdk / "release").write_text('JAVA_VERSION="21.0.1"\n')
        self.assert_lacks("Java 21.0.1", "JDK 17", "openjdk-17-jdk")

    def test_asks_java_itself_when_it_has_no_release_file(self):
        (self.jdk / "release").unlink()
        self.script(self.jdk / "bin" / "java", "#!/usr/bin/env bash\necho 'openjdk version \"11.0.2\" 2019' >&2\n")
        self.assert_lacks("Java 11.0.2", "JDK 17")

    def test_refuses_a_java_home_without_java(self):
        self.environment["JAVA_HOME"] = str(self.base)
        self.assert_lacks("has no bin/java", "openjdk-17-jdk")

    def test_refuses_a_runtime_without_compiler(self):
        (self.jdk / "bin" / "javac").unlink()
        self.assert_lacks("without javac", "openjdk-17-jdk")

    def test_says_how_to_get_maven(self):
        (self.bin / "mvn").unlink()
        self.assert_lacks("mvn is not on PATH", "sudo apt install maven", "brew install maven", "sdk install maven")

    def test_the_suite_says_how_to_get_python(self):
        done = self.start("test")
        self.assertEqual(done.returncode, 2)
        self.assertIn("python3 is not on PATH", done.stderr)
        self.assertIn("python3-venv", done.stderr)

    def assert_lacks(self, *expected):
        done = self.start("doctor")
        self.assertEqual(done.returncode, 2, done.stdout)
        self.assertEqual(done.stdout, "")
        for text in expected:
            self.assertIn(text, done.stderr)
