package org.wsispark.jobs;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wsispark.jobs.io.ArrowBreaker;

/**
 * Holds the arrows between the packages of jobs: io and source below, jobs above them, cli on top.
 */
class ArchitectureTest {
  private static final String CLI = "org.wsispark.jobs.cli..";
  private static final String DELTA = "org.wsispark.jobs.delta..";
  private static final String IO = "org.wsispark.jobs.io..";
  private static final String OPTIONS = "org.wsispark.jobs.options..";
  private static final String SOURCE = "org.wsispark.jobs.source..";

  private static final JavaClasses JOBS =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.wsispark.jobs");

  /** Table access knows no job, so that every job can stand on it. */
  private static final ArchRule IO_KNOWS_NO_JOB =
      noClasses()
          .that()
          .resideInAPackage(IO)
          .should()
          .dependOnClassesThat(packagesBut(IO, OPTIONS, DELTA));

  @Test
  void ioKnowsNoJob() {
    IO_KNOWS_NO_JOB.check(JOBS);
  }

  @Test
  void arrowsNoticeAClassOfIoThatUsesTheCommandLine() {
    JavaClasses broken = new ClassFileImporter().importClasses(ArrowBreaker.class);
    assertThat(IO_KNOWS_NO_JOB.evaluate(broken).hasViolation()).isTrue();
  }

  @Test
  void deltaKnowsNothingOfTheLake() {
    noClasses()
        .that()
        .resideInAPackage(DELTA)
        .should()
        .dependOnClassesThat(packagesBut(DELTA))
        .check(JOBS);
  }

  @Test
  void optionsKnowNothingOfJobs() {
    noClasses()
        .that()
        .resideInAPackage(OPTIONS)
        .should()
        .dependOnClassesThat(packagesBut(OPTIONS))
        .check(JOBS);
  }

  @Test
  void theDataSourceUsesOnlyIo() {
    noClasses()
        .that()
        .resideInAPackage(SOURCE)
        .should()
        .dependOnClassesThat(packagesBut(SOURCE, IO, OPTIONS))
        .allowEmptyShould(true)
        .check(JOBS);
  }

  @Test
  void onlyTheCommandLineKnowsTheCommandLine() {
    noClasses()
        .that()
        .resideOutsideOfPackage(CLI)
        .should()
        .dependOnClassesThat(resideInAnyPackage(CLI, "picocli.."))
        .because("a job is called by the command line, by spark-submit and by tests alike")
        .check(JOBS);
  }

  @Test
  void jobsDoNotUseEachOtherInCircles() {
    slices().matching("org.wsispark.jobs.(*)..").should().beFreeOfCycles().check(JOBS);
  }

  @Test
  void noStaticStateThatCanChange() {
    fields().that().areStatic().should().beFinal().check(JOBS);
  }

  @Test
  void onlyTheCommandLinePrints() {
    noClasses()
        .that()
        .resideOutsideOfPackage(CLI)
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .because("stdout is the command's result; jobs return it")
        .check(JOBS);
  }

  @Test
  void nothingIsLeftUnwritten() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .areAssignableTo(UnsupportedOperationException.class)
        .check(JOBS);
  }

  @Test
  void namesSayWhatAClassDoes() {
    noClasses().should().haveNameMatching(".*(Utils?|Helpers?|Misc|Commons?|Manager)").check(JOBS);
  }

  private static DescribedPredicate<JavaClass> packagesBut(String... allowed) {
    return resideInAPackage("org.wsispark.jobs..")
        .and(DescribedPredicate.not(resideInAnyPackage(allowed)))
        .as("are in packages of jobs other than %s", List.of(allowed));
  }
}
