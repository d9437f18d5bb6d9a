package org.rdpdoctor.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.rdpdoctor.architecture.Rooms.HOUSE;
import static org.rdpdoctor.architecture.Rooms.PURE;
import static org.rdpdoctor.architecture.Rooms.packages;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.SpecifiedIn;

/// The rules of docs/ARCHITECTURE.md that the compiler cannot hold by itself.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ArchitectureTest {
  private static final DescribedPredicate<JavaClass> OPENS_CONNECTIONS =
      nameMatching(
              "java\\.net\\.(Socket|ServerSocket|DatagramSocket|MulticastSocket|.*URLConnection)")
          .or(nameMatching("java\\.nio\\.channels\\..*Socket.*Channel"))
          .or(nameMatching("java\\.net\\.http\\..*"))
          .or(nameMatching("javax\\.net\\..*"))
          .<JavaClass>forSubtype()
          .as("open connections");

  private static final DescribedPredicate<JavaClass> IS_A_FILE =
      nameMatching(
              "java\\.io\\.(File|RandomAccessFile|FileReader|FileWriter|FileInputStream|FileOutputStream)")
          .or(nameMatching("java\\.nio\\.file\\..*"))
          .or(nameMatching("java\\.nio\\.channels\\.FileChannel"))
          .<JavaClass>forSubtype()
          .as("are files");

  private static final DescribedPredicate<JavaClass> IS_RANDOM =
      nameMatching(
              "java\\.util\\.(Random|SplittableRandom|concurrent\\.ThreadLocalRandom|random\\..*)")
          .or(nameMatching("java\\.security\\.SecureRandom"))
          .<JavaClass>forSubtype()
          .as("are random sources");

  private static final Pattern CLOCK =
      Pattern.compile(
          "java\\.lang\\.System\\.(currentTimeMillis|nanoTime)"
              + "|java\\.time\\..*\\.now"
              + "|java\\.time\\.Clock\\.(system|tick).*"
              + "|java\\.util\\.Date\\.<init>");

  private static final Pattern LOCALE =
      Pattern.compile("java\\.util\\.Locale\\.getDefault|java\\.time\\.ZoneId\\.systemDefault");

  private static final Pattern NAME_LOOKUP =
      Pattern.compile(
          "java\\.net\\.InetAddress\\.(getByName|getAllByName|getLocalHost|getHostName"
              + "|getCanonicalHostName|isReachable)");

  private static final Pattern PRINTING =
      Pattern.compile(
          "java\\.lang\\.System\\.(out|err)|java\\.lang\\.IO\\.print.*"
              + "|java\\.lang\\.Throwable\\.printStackTrace"
              + "|java\\.io\\.FileDescriptor\\.(out|err)");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "wire",
        "facts",
        "dialogue",
        "probe",
        "reader",
        "diagnosis",
        "report",
        "testkit",
        "cli"
      })
  void arrows_point_left_and_libraries_stay_where_they_are_meant(String module) {
    classes()
        .that()
        .resideInAPackage(Rooms.ROOT + module + "..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(Rooms.packagesKnownTo(module))
        .allowEmptyShould(true) // reader has nothing but its module-info yet
        .check(HOUSE);
  }

  @Test
  void every_module_has_its_room_in_this_test() throws IOException {
    Set<String> inPom =
        Pattern.compile("<module>(.+)</module>")
            .matcher(Files.readString(Path.of("..", "pom.xml")))
            .results()
            .map(found -> found.group(1))
            .collect(Collectors.toSet());

    assertThat(Rooms.ARROWS.keySet()).isEqualTo(inPom);
    assertThat(HOUSE.stream().map(Rooms::moduleOf)).isSubsetOf(inPom);
  }

  @Test
  void the_pure_modules_know_no_socket_file_or_random_source() {
    noClasses()
        .that()
        .resideInAnyPackage(PURE)
        .and()
        .resideOutsideOfPackage("org.rdpdoctor.diagnosis.build") // a step of the build
        .should()
        .dependOnClassesThat(OPENS_CONNECTIONS.or(IS_A_FILE).or(IS_RANDOM))
        .check(HOUSE);
  }

  @Test
  void the_pure_modules_ask_neither_the_network_for_a_name_nor_the_machine_for_its_locale() {
    noClasses()
        .that()
        .resideInAnyPackage(PURE)
        .should()
        .accessTargetWhere(target(NAME_LOOKUP, "looks a name up").or(target(LOCALE, "asks")))
        .orShould()
        .callMethod(String.class, "toLowerCase")
        .orShould()
        .callMethod(String.class, "toUpperCase")
        .check(HOUSE);
  }

  @Test
  void only_the_probe_and_the_testkit_open_sockets() {
    noClasses()
        .that()
        .resideOutsideOfPackages(packages("probe", "testkit"))
        .should()
        .dependOnClassesThat(OPENS_CONNECTIONS)
        .check(HOUSE);
  }

  @Test
  void only_those_who_act_in_time_read_the_clock() {
    noClasses()
        .that()
        .resideOutsideOfPackages(packages("probe", "testkit", "cli"))
        .should()
        .accessTargetWhere(target(CLOCK, "reads the clock"))
        .check(HOUSE);
  }

  @Test
  void observations_are_records() {
    classes()
        .that()
        .areAssignableTo(Observation.class)
        .and()
        .areNotInterfaces()
        .should()
        .beRecords()
        .check(HOUSE);
  }

  @Test
  void records_hold_no_arrays_for_arrays_can_be_changed_from_outside() {
    fields()
        .that()
        .areDeclaredInClassesThat()
        .areRecords()
        .and()
        .areNotStatic()
        .and()
        .areDeclaredInClassesThat()
        .doNotBelongToAnyOf(Bytes.class) // the one place that keeps them safe
        .should()
        .notHaveRawType(describe("array", JavaClass::isArray))
        .check(HOUSE);
  }

  @Test
  void every_message_on_the_wire_cites_its_specification() {
    methods()
        .that()
        .haveName("decode")
        .and()
        .areStatic()
        .and()
        .arePublic()
        .and()
        .areDeclaredInClassesThat()
        .resideInAnyPackage(packages("wire"))
        .should()
        .beDeclaredInClassesThat()
        .areAnnotatedWith(SpecifiedIn.class)
        .check(HOUSE);
  }

  @Test
  void what_a_peer_does_is_an_exception_in_wire_only_and_a_fact_elsewhere() {
    methods()
        .that()
        .arePublic()
        .and()
        .areDeclaredInClassesThat()
        .resideOutsideOfPackages(packages("wire", "testkit")) // the testkit is the peer
        .should()
        .notDeclareThrowableOfType(DecodeException.class)
        .check(HOUSE);
  }

  @Test
  void packages_have_no_cycles() {
    slices().matching("org.rdpdoctor.(**)").should().beFreeOfCycles().check(HOUSE);
  }

  @Test
  void nobody_prints_but_the_command() {
    noClasses()
        .that()
        .resideOutsideOfPackages(packages("cli"))
        .should()
        .accessTargetWhere(target(PRINTING, "prints"))
        .check(HOUSE);
  }

  @Test
  void no_name_is_vague() {
    noClasses()
        .should()
        .haveSimpleNameEndingWith("Util")
        .orShould()
        .haveSimpleNameEndingWith("Utils")
        .orShould()
        .haveSimpleNameEndingWith("Helper")
        .orShould()
        .haveSimpleNameEndingWith("Manager")
        .orShould()
        .haveSimpleNameEndingWith("Impl")
        .orShould()
        .haveSimpleNameStartingWith("Base")
        .orShould()
        .haveSimpleNameStartingWith("Abstract")
        .check(HOUSE);
  }

  @Test
  void accessors_are_not_called_get() {
    methods()
        .that()
        .arePublic()
        .and(describe("are not asked for by a library", method -> !isInherited(method)))
        .should()
        .haveNameNotMatching("get[A-Z].*")
        .check(HOUSE);
  }

  private static boolean isInherited(JavaMethod method) {
    return Stream.of(
            method.getOwner().getAllRawSuperclasses(), method.getOwner().getAllRawInterfaces())
        .flatMap(Collection::stream)
        .flatMap(type -> type.getMethods().stream())
        .anyMatch(inherited -> inherited.getName().equals(method.getName()));
  }

  private static DescribedPredicate<JavaAccess<?>> target(Pattern pattern, String does) {
    return describe(
        does,
        access -> {
          AccessTarget target = access.getTarget();
          return pattern.matcher(target.getOwner().getName() + "." + target.getName()).matches();
        });
  }
}
