package org.rdpdoctor.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.rdpdoctor.diagnosis.clients.ClientProfile;
import org.rdpdoctor.diagnosis.clients.Trait;
import org.rdpdoctor.report.ClientTraitWording;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `rdpdoctor clients [ID]`: the clients that a check knows, and where that is known from.
@Command(
    name = "clients",
    description =
        "Names the clients that a check knows, or says what one of them asks of a server and where"
            + " that is known from.",
    footerHeading = "%nFor example:%n",
    footer = {
      "  rdpdoctor clients",
      "  rdpdoctor clients windows-7-sp1",
      "  rdpdoctor check server.example.com --client windows-7-sp1"
    })
final class ClientsCommand implements Callable<Integer> {
  @Parameters(arity = "0..1", paramLabel = "ID", description = "One of them, in full.")
  @Nullable String id;

  private final Screen screen;

  ClientsCommand(Screen screen) {
    this.screen = screen;
  }

  @Override
  public Integer call() {
    Clients clients = Clients.load();
    if (id == null) {
      list(clients.all());
    } else {
      show(clients.called(id));
    }
    return 0;
  }

  private void list(List<ClientProfile> clients) {
    int longest = clients.stream().mapToInt(client -> client.id().length()).max().orElse(0);
    for (ClientProfile client : clients) {
      screen.out().println(padded(client.id(), longest + 2) + client.name());
    }
  }

  private void show(ClientProfile client) {
    PrintWriter out = screen.out();
    out.println(client.name());
    for (Map.Entry<String, Trait<?>> entry : client.traits().entrySet()) {
      Trait<?> trait = entry.getValue();
      out.println();
      out.println(entry.getKey() + " (" + trait.confidence().id() + ")");
      trait
          .value()
          .ifPresent(
              value -> ClientTraitWording.lines(value).forEach(line -> out.println("  " + line)));
      trait
          .unsure()
          .ifPresent(
              more ->
                  out.println("  perhaps " + String.join(", ", ClientTraitWording.lines(more))));
      out.println("  source: " + trait.source());
      trait.remedy().ifPresent(remedy -> out.println("  remedy: " + remedy));
    }
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(width - text.length());
  }
}
