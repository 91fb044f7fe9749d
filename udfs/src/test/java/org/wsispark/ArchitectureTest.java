package org.wsispark;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.wsispark.errors.ArrowBreaker;

/** Holds the arrows between the packages of udfs and what all of them keep away from. */
class ArchitectureTest {
  /** Each package may use those before it; docs/architecture.md draws the same order. */
  private static final List<String> ORDER =
      List.of(
          "errors",
          "geometry",
          "raster",
          "slide",
          "annotation",
          "pixel",
          "patch",
          "inference",
          "deid",
          "spark");

  private static final JavaClasses UDFS =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.wsispark");

  static Stream<String> packages() {
    return ORDER.stream();
  }

  @ParameterizedTest
  @MethodSource("packages")
  void usesOnlyPackagesBeforeIt(String name) {
    arrows(name).check(UDFS);
  }

  @Test
  void arrowsNoticeAClassThatUsesALaterPackage() {
    JavaClasses broken = new ClassFileImporter().importClasses(ArrowBreaker.class);
    assertThat(arrows("errors").evaluate(broken).hasViolation()).isTrue();
  }

  @Test
  void everyClassIsInAPackageOfTheOrder() {
    String[] known = ORDER.stream().map(ArchitectureTest::of).toArray(String[]::new);
    classes().should().resideInAnyPackage(known).check(UDFS);
    assertThat(UDFS).isNotEmpty();
  }

  @Test
  void onlyThePackageSparkKnowsSpark() {
    noClasses()
        .that()
        .resideOutsideOfPackage(of("spark"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.apache.spark..", "org.apache.hadoop..", "io.delta..", "scala..", "picocli..")
        .check(UDFS);
  }

  @Test
  void nothingLogsOrPrints() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "java.util.logging..",
            "org.apache.log4j..",
            "org.apache.logging..",
            "org.apache.commons.logging..",
            "org.slf4j..")
        .because("a library says what went wrong by its results and exceptions")
        .check(UDFS);
    NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(UDFS);
  }

  @Test
  void noJdkSerializationStreamsAndNoInternals() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.io.ObjectInputStream")
        .orShould()
        .dependOnClassesThat()
        .resideInAnyPackage("sun..", "com.sun.tools..", "jdk.internal..")
        .check(UDFS);
  }

  @Test
  void noStaticStateThatCanChange() {
    fields().that().areStatic().should().beFinal().check(UDFS);
  }

  @Test
  void nothingIsLeftUnwritten() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .areAssignableTo(UnsupportedOperationException.class)
        .check(UDFS);
  }

  @Test
  void namesSayWhatAClassDoes() {
    noClasses().should().haveNameMatching(".*(Utils?|Helpers?|Misc|Commons?|Manager)").check(UDFS);
  }

  private static ArchRule arrows(String name) {
    String[] later =
        IntStream.range(ORDER.indexOf(name) + 1, ORDER.size())
            .mapToObj(i -> of(ORDER.get(i)))
            .toArray(String[]::new);
    return noClasses()
        .that(resideInAPackage(of(name)))
        .should()
        .dependOnClassesThat(later.length == 0 ? not(alwaysTrue()) : resideInAnyPackage(later))
        .allowEmptyShould(true);
  }

  private static String of(String name) {
    return "org.wsispark." + name + "..";
  }
}
