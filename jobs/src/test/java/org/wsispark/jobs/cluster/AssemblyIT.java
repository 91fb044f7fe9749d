package org.wsispark.jobs.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AssemblyIT {
  private static final String SERVICES = "META-INF/services/";

  /** First bytes of an ELF file of 64 bits, least significant byte first. */
  private static final byte[] ELF_64_LITTLE = {0x7f, 'E', 'L', 'F', 2, 1};

  /** Offset and value of an ELF header's e_machine for x86-64. */
  private static final int MACHINE_AT = 18;

  private static final int X86_64 = 62;

  private static final Pattern OURS = Pattern.compile(".*/org/wsispark/(?!shaded/).*");

  private static JarFile jar;
  private static List<ZipEntry> files;

  @BeforeAll
  static void open() throws IOException {
    jar = new JarFile(Assembly.path().toFile());
    files = Assembly.files(jar);
    assertThat(files).hasSizeGreaterThan(1000);
  }

  @AfterAll
  static void close() throws IOException {
    jar.close();
  }

  private static List<String> names() {
    return files.stream().map(ZipEntry::getName).toList();
  }

  private static byte[] bytes(String name) throws IOException {
    try (InputStream in = jar.getInputStream(jar.getEntry(name))) {
      return in.readAllBytes();
    }
  }

  /**
   * Spark, Delta, Jackson, JTS come with the cluster; DL4J serves nothing. A new name is a choice.
   */
  @Test
  void holdsOurClassesAndThoseOfFiveLibraries() {
    assertThat(names())
        .filteredOn(name -> name.endsWith(".class"))
        .allMatch(
            name ->
                name.matches(
                    "(org/wsispark|ai/onnxruntime|org/bytedeco|org/apache/commons/csv|com/sun/jna)/.*"));
  }

  @Test
  void relocatesWhatClustersBringInOtherVersionsAndNothingThatJniNames() {
    assertThat(names())
        .noneMatch(name -> name.startsWith("picocli/") || name.startsWith("com/google/protobuf/"))
        .contains(
            "org/wsispark/shaded/picocli/CommandLine.class",
            "org/wsispark/shaded/protobuf/CodedInputStream.class",
            "ai/onnxruntime/OrtEnvironment.class",
            "org/bytedeco/javacpp/Loader.class",
            "org/bytedeco/opencv/global/opencv_core.class");
  }

  @Test
  void everyNativeIsForLinuxOnX86() throws IOException {
    List<String> natives = names().stream().filter(Assembly::isNative).toList();
    assertThat(natives).hasSizeGreaterThan(10);
    for (String name : natives) {
      byte[] head = bytes(name);
      assertThat(head).as(name).startsWith(ELF_64_LITTLE);
      assertThat(head[MACHINE_AT]).as("e_machine of %s", name).isEqualTo((byte) X86_64);
    }
    assertThat(names())
        .filteredOn(
            name ->
                name.matches("(ai/onnxruntime/native|org/bytedeco/[a-z]+/[a-z]+-[a-z0-9_]+)/.*"))
        .allMatch(name -> name.contains("/linux-x64/") || name.contains("/linux-x86_64/"))
        .allMatch(Assembly::isNative);
  }

  @Test
  void ofOpenCvThereIsWhatOurClassesNameAndNoLess() {
    JavaClasses ours =
        ArchConfiguration.withThreadLocalScope(
            configuration -> {
              configuration.setResolveMissingDependenciesFromClassPath(false);
              return new ClassFileImporter()
                  .withImportOption(location -> location.matches(OURS))
                  .importJar(jar);
            });
    Set<String> used = new TreeSet<>();
    for (JavaClass type : ours) {
      type.getDirectDependenciesFromSelf().stream()
          .map(dependency -> dependency.getTargetClass().getBaseComponentType().getName())
          .filter(name -> name.startsWith("org.bytedeco."))
          .forEach(used::add);
    }
    assertThat(used).contains("org.bytedeco.opencv.global.opencv_imgcodecs");
    assertThat(used)
        .allSatisfy(
            name -> assertThat(jar.getEntry(name.replace('.', '/') + ".class")).isNotNull());
  }

  @Test
  void everyServiceNamesClassesThatAreHereOrInSpark() throws Exception {
    Set<String> services =
        names().stream().filter(name -> name.startsWith(SERVICES)).collect(Collectors.toSet());
    List<String> missing = new ArrayList<>();
    try (URLClassLoader loader =
        new URLClassLoader(
            new URL[] {Assembly.path().toUri().toURL()}, AssemblyIT.class.getClassLoader())) {
      for (String service : services) {
        for (String line : new String(bytes(service), StandardCharsets.UTF_8).split("\n", -1)) {
          String provider = line.replaceAll("#.*", "").strip();
          if (!provider.isEmpty()
              && loader.getResource(provider.replace('.', '/') + ".class") == null) {
            missing.add(service + ": " + provider);
          }
        }
      }
    }
    assertThat(missing).isEmpty();
    assertThat(service("org.apache.spark.sql.sources.DataSourceRegister"))
        .contains("org.wsispark.jobs.source.WsiDataSource");
    assertThat(service("org.wsispark.spark.SlideOpener"))
        .contains("org.wsispark.jobs.io.HadoopSlideOpener");
  }

  private static List<String> service(String name) throws IOException {
    return new String(bytes(SERVICES + name), StandardCharsets.UTF_8).lines().toList();
  }

  @Test
  void itsManifestStartsTheProgramAndNamesTheVersion() throws IOException {
    Attributes manifest = jar.getManifest().getMainAttributes();
    assertThat(manifest.getValue(Attributes.Name.MAIN_CLASS))
        .isEqualTo("org.wsispark.jobs.cli.Main");
    String version = manifest.getValue(Attributes.Name.IMPLEMENTATION_VERSION);
    assertThat(Assembly.path().getFileName()).hasToString("wsispark-jobs-" + version + "-all.jar");
    assertThat(names()).contains("META-INF/LICENSE", "models/hematoxylin-density.onnx");
  }

  @Test
  void whatTheBuildMadeBearsTheDateOfTheBuildNotOfTheDay() {
    assertThat(files)
        .filteredOn(entry -> entry.getName().matches("(org/wsispark/(jobs|slide)|models)/.*"))
        .isNotEmpty()
        .extracting(entry -> entry.getTimeLocal().toLocalDate())
        .containsOnly(LocalDate.of(2026, 1, 1));
  }

  @Test
  void itsSizesAreToldLargestFirst() throws IOException {
    List<String> lines = Assembly.sizes(Assembly.path());
    assertThat(lines.get(0)).endsWith(Assembly.path().getFileName().toString());
    assertThat(lines).anyMatch(line -> line.endsWith("libonnxruntime.so"));
  }
}
