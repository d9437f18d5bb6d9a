package org.rdpdoctor.cli;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.rdpdoctor.diagnosis.Diagnostician;
import org.rdpdoctor.diagnosis.Inquiry;
import org.rdpdoctor.diagnosis.Verdict;
import org.rdpdoctor.diagnosis.knowledge.PackedCatalogue;
import org.rdpdoctor.dialogue.ClientForm;
import org.rdpdoctor.facts.Layer;
import org.rdpdoctor.facts.Target;
import org.rdpdoctor.probe.ClimbOptions;
import org.rdpdoctor.probe.Itinerary;
import org.rdpdoctor.probe.Itinerary.Via;
import org.rdpdoctor.probe.Logon;
import org.rdpdoctor.probe.Players;
import org.rdpdoctor.report.Report;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `rdpdoctor check TARGET`: climbs the ladder, says what is broken, why, and what to do.
@Command(
    name = "check",
    description =
        "Walks the connection step by step and says what is wrong; without a password unless you"
            + " give --user.",
    sortOptions = false,
    sortSynopsis = false,
    footerHeading =
        "%nTARGET is HOST, HOST:PORT, [IPV6]:PORT, a link that begins with rdp://, an .rdp file, or"
            + " gateway://HOST%nfor an RD Gateway alone, or avd:// for the public addresses%nof"
            + " Azure Virtual Desktop%n",
    exitCodeListHeading = "%nExit codes, the worst of several targets:%n",
    exitCodeList = {
      " 0:healthy",
      " 1:degraded: it connects, but something will bite",
      " 2:failing",
      " 3:inconclusive",
      "64:wrong usage",
      "70:a defect of rdpdoctor"
    })
final class CheckCommand implements Callable<Integer> {
  @Mixin TargetOptions where = new TargetOptions();

  @Mixin ClientOptions user = new ClientOptions();

  @Option(
      names = "--pin",
      order = 4,
      paramLabel = "SHA256",
      converter = Words.PinWord.class,
      description = "The certificate that the server is known to have.")
  @Nullable String pin;

  @Option(
      names = "--until",
      order = 6,
      paramLabel = "RUNG",
      converter = Words.RungWord.class,
      description =
          "Climb no higher than name, tcp, negotiation, tls, certificate, credssp, authentication,"
              + " mcs, security (the default), licensing or session. The last two begin a"
              + " session, which is said before, and leave it.")
  @Nullable Layer until;

  @Option(
      names = "--timeout",
      order = 7,
      paramLabel = "D",
      converter = Words.DurationWord.class,
      description = "For everything together: 10s (the default), 500ms, 1m; seconds if plain.")
  Duration timeout = Duration.ofSeconds(10);

  @Option(
      names = "--thorough",
      order = 8,
      description = "Map everything the server takes, with up to 60 connections instead of 15.")
  boolean thorough;

  @Option(
      names = "--repeat",
      order = 9,
      paramLabel = "N",
      description =
          "Climb 2 to 50 times, a second apart, and say how often it works and where it fails;"
              + " --timeout is for each. Ctrl-C ends it with what is known.")
  @Nullable Integer repeat;

  @Mixin LogonOptions logon = new LogonOptions();

  @Mixin SessionOptions session = new SessionOptions();

  @Mixin RoutingOptions routing = new RoutingOptions();

  @Option(
      names = "--no-udp",
      order = 10,
      description = "Do not ask for RDP over UDP, which is otherwise tried beside TCP.")
  boolean withoutUdp;

  @Mixin GatewayOptions gateway = new GatewayOptions();

  @Mixin ViaOptions via = new ViaOptions();
  @Mixin FileOptions files = new FileOptions();
  @Mixin EarlierReport before = new EarlierReport();
  @Mixin ReportOutput output = new ReportOutput();

  @Spec CommandSpec spec;

  private final Screen screen;
  private final Doctor doctor;

  CheckCommand(Screen screen, Doctor doctor) {
    this.screen = screen;
    this.doctor = doctor;
  }

  @Override
  public Integer call() throws InterruptedException {
    List<Verdict> verdicts =
        examine().stream().map(report -> report.diagnosis().verdict()).toList();
    return worst(verdicts).exitCode();
  }

  /// Examines the targets and prints each report as soon as it can be.
  List<Report> examine() throws InterruptedException {
    if (repeat == null) {
      return examine(doctor);
    }
    if (logon.isWanted() || gateway.logon.isWanted()) {
      throw new UsageException("a logon is made once: leave out --repeat, or --user");
    }
    if (repeat < RepeatingDoctor.FEWEST || repeat > RepeatingDoctor.MOST) {
      throw new UsageException(
          "--repeat takes a number from %d to %d, not %d"
              .formatted(RepeatingDoctor.FEWEST, RepeatingDoctor.MOST, repeat));
    }
    if (until != null && until.compareTo(Layer.SECURITY) > 0) {
      throw new UsageException("a session is begun once: leave out --repeat, or --until");
    }
    try (Interruption interruption = Interruption.awaited()) {
      return examine(
          new RepeatingDoctor(
              doctor,
              repeat,
              RepeatingDoctor.PAUSE,
              interruption,
              situation -> new Diagnostician(PackedCatalogue.load()).diagnose(situation)));
    }
  }

  private List<Report> examine(Doctor by) throws InterruptedException {
    var _ = output.wanted(); // before anything is asked of anybody
    List<Inquiry> inquiries = output.why.inquiries();
    Optional<RdpExhibit> rdpFile = files.rdpFile(where.targets);
    CheckOptions options = options(rdpFile, inquiries);
    List<Target> parsed = where.parsed(rdpFile, logon.isWanted() || gateway.logon.isWanted());
    Doctor comparing = before.comparing(new KnownTroubles().telling(by), parsed);
    session.announce(
        screen,
        options.climb().until(),
        parsed,
        Optional.ofNullable(logon.user).orElse(""),
        logon.yes || logon.known.isPresent() || logon.keyboard.isPresent());
    var examination =
        new Examination(
            screen, output, comparing, Provings.options(spec.commandLine().getParseResult()));
    Optional<Logon> agreed = Optional.empty();
    Optional<Itinerary.Gateway> through = options.climb().itinerary().gateway();
    try {
      if (parsed.size() > 1) {
        return examination.ofSeveral(parsed, options);
      }
      Target target = parsed.getFirst();
      agreed = logon.consented(screen, places(target, through));
      if (through.isPresent()) {
        through = Optional.of(gateway.logon.consented(screen, logon, through.get(), agreed));
      }
      boolean atTarget = through.isEmpty() || logsOnAtTarget();
      ClimbOptions climb = options.climb().travelling(options.climb().itinerary().through(through));
      return List.of(
          examination.of(
              target, options.withClimb(climb).loggingOn(atTarget ? agreed : Optional.empty())));
    } finally {
      agreed.ifPresent(Logon::forget);
      through.flatMap(Itinerary.Gateway::logon).ifPresent(Logon::forget);
      options.climb().itinerary().via().flatMap(Via::logon).ifPresent(Logon::forget);
    }
  }

  /// Where the account of --user logs on, in words.
  private String places(Target target, Optional<Itinerary.Gateway> through) {
    if (through.isEmpty() || gateway.logon.opensByItself()) {
      return target.input();
    }
    String there = "the gateway " + through.get().host();
    return logsOnAtTarget() ? there + ", and one at " + target.input() : there;
  }

  /// Behind a gateway, an account is first of all one to open it.
  private boolean logsOnAtTarget() {
    return gateway.logon.opensByItself()
        || until != null && until.compareTo(Layer.AUTHENTICATION) >= 0;
  }

  private CheckOptions options(Optional<RdpExhibit> rdpFile, List<Inquiry> inquiries) {
    Optional<Itinerary.Gateway> through = gateway(rdpFile);
    gateway.logon.check(
        logon, through.isPresent(), through.map(Itinerary.Gateway::targetless).orElse(false));
    user.check();
    Optional<ClientForm> played = user.played();
    ClimbOptions climb =
        ClimbOptions.usual()
            .offering(user.offered(played))
            .speakingFor(Players.NONE.playing(played))
            .pinned(Optional.ofNullable(pin))
            .upTo(last(through.isPresent()))
            .within(timeout)
            .thoroughly(thorough)
            .withUdp(!withoutUdp)
            .comparedWith(where.compared())
            .routed(routing.routing())
            .travelling(Itinerary.DIRECT.via(way()))
            .loggingSecretsTo(KeyLogFile.wantedBy(System.getenv(), screen.err()));
    ClimbOptions asked = rdpFile.map(file -> file.applyTo(climb, user.chosen())).orElse(climb);
    return new CheckOptions(
        asked.travelling(asked.itinerary().through(through)),
        Optional.ofNullable(user.code),
        Optional.ofNullable(user.extended),
        files.exhibits(rdpFile),
        inquiries);
  }

  /// The gateway that the user names, or else the one that the file goes through.
  private Optional<Itinerary.Gateway> gateway(Optional<RdpExhibit> rdpFile) {
    Optional<Itinerary.Gateway> found =
        gateway
            .named(where.gateway())
            .or(() -> rdpFile.flatMap(RdpExhibit::gateway).map(gateway::ofFile));
    gateway.checkUsed(found.isPresent());
    return found;
  }

  private Optional<Via> way() {
    if (via.via != null && where.compareAddress != null) {
      throw new UsageException("--compare-address is met directly: leave out --via, or it");
    }
    if (via.passwordStdin && logon.passwordStdin) {
      throw new UsageException("standard input holds one password: give the other in a file");
    }
    return via.via(screen);
  }

  /// The last rung to climb; one that was named must be high enough for what was asked.
  private Layer last(boolean throughGateway) {
    logon.check(gateway.logon.isWanted());
    Layer usual = ClimbOptions.usual().until();
    if (until == null) {
      return usual;
    }
    boolean forTarget = !throughGateway || gateway.logon.opensByItself();
    if (logon.isWanted() && forTarget && until.compareTo(Layer.AUTHENTICATION) < 0) {
      throw new UsageException("--until " + until.id() + " ends below the logon of --user");
    }
    if (until == Layer.SESSION && logon.way.usesTicket()) {
      throw new UsageException("a session needs the password itself: leave out --ticket");
    }
    return until;
  }

  /// A failure is worse than not knowing, and not knowing is worse than a warning.
  static Verdict worst(List<Verdict> verdicts) {
    List<Verdict> order =
        List.of(Verdict.HEALTHY, Verdict.DEGRADED, Verdict.INCONCLUSIVE, Verdict.FAILING);
    return verdicts.stream().max(Comparator.comparingInt(order::indexOf)).orElseThrow();
  }
}
