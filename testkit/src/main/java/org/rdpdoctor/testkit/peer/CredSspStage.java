package org.rdpdoctor.testkit.peer;

import java.io.IOException;
import java.time.Instant;
import org.rdpdoctor.testkit.certificate.Identity;
import org.rdpdoctor.testkit.credssp.Acceptor;
import org.rdpdoctor.testkit.credssp.CredSspServer;
import org.rdpdoctor.testkit.credssp.KerberosServer;
import org.rdpdoctor.testkit.script.CredSspScript;
import org.rdpdoctor.testkit.script.Ending;
import org.rdpdoctor.testkit.script.LogonScript;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.WireReader;
import org.rdpdoctor.wire.WireWriter;
import org.rdpdoctor.wire.x224.Protocols;

/// Acts out a [CredSspScript] inside TLS.
record CredSspStage(TlsStage.Session tls, Identity identity) {
  private static final int MOST_MESSAGES = 8;
  private static final int MOST_BYTES = 64 * 1024;
  private static final int SEQUENCE = 0x30;
  private static final int AUTHZ_SUCCESS = 0;

  /// True if the client is let in; else the connection has been left.
  boolean act(CredSspScript script, Protocols selected) throws IOException, DecodeException {
    Line line = tls.line();
    Bytes first = message();
    if (first.isEmpty()) {
      line.leave(Ending.CLOSE);
      return false;
    }
    switch (script) {
      case CredSspScript.Serve terms -> {
        Acceptor server = new CredSspServer(terms, identity.sent().getFirst(), Instant.now());
        int result =
            terms.logon() instanceof LogonScript.Authorize(int told) ? told : AUTHZ_SUCCESS;
        return serve(server, result, first, selected);
      }
      case CredSspScript.Kerberos terms -> {
        Acceptor server = new KerberosServer(terms, identity.sent().getFirst(), Instant.now());
        return serve(server, AUTHZ_SUCCESS, first, selected);
      }
      case CredSspScript.Say(Bytes bytes, Ending ending) -> {
        if (!bytes.isEmpty()) {
          line.say(bytes);
        }
        line.leave(ending);
      }
      case CredSspScript.Alert(int description) -> {
        tls.protocol().alert(description);
        line.leave(Ending.CLOSE);
      }
      case CredSspScript.Refuse(int version, int errorCode) -> {
        line.say(CredSspServer.error(version, errorCode));
        line.leave(Ending.CLOSE);
      }
      case CredSspScript.KerberosOnly(int version) -> {
        line.say(CredSspServer.kerberosOnly(version));
        // Whatever ticket comes now is for a realm that does not exist.
        message();
        line.leave(Ending.CLOSE);
      }
    }
    return false;
  }

  private boolean serve(Acceptor server, int result, Bytes first, Protocols selected)
      throws IOException, DecodeException {
    Line line = tls.line();
    Bytes heard = first;
    for (int count = 0; count < MOST_MESSAGES && !heard.isEmpty(); count++) {
      switch (server.hear(heard)) {
        case Acceptor.Step.Reply(Bytes reply) -> {
          line.say(reply);
          heard = message();
        }
        case Acceptor.Step.Accepted() -> {
          if (selected.includes(Protocols.HYBRID_EX)) {
            // Early User Authorization Result PDU, MS-RDPBCGR 2.2.10.2
            line.say(new WireWriter().u32le(result).toBytes());
          }
          if (result != AUTHZ_SUCCESS) {
            line.leave(Ending.CLOSE);
          }
          return result == AUTHZ_SUCCESS;
        }
        case Acceptor.Step.Refused(Bytes last) -> {
          if (!last.isEmpty()) {
            line.say(last);
          }
          line.leave(Ending.CLOSE);
          return false;
        }
        case Acceptor.Step.Left(Ending ending) -> {
          line.leave(ending);
          return false;
        }
        case Acceptor.Step.Alerted(int description) -> {
          tls.protocol().alert(description);
          line.leave(Ending.CLOSE);
          return false;
        }
      }
    }
    line.leave(Ending.CLOSE);
    return false;
  }

  /// One DER sequence; empty at the end of the stream. Anything else than a sequence is returned as
  /// it came.
  private Bytes message() throws IOException, DecodeException {
    Line line = tls.line();
    Bytes head = line.take(2);
    if (head.size() < 2 || head.at(0) != SEQUENCE) {
      line.note(head);
      return head;
    }
    int length = head.at(1);
    if (length >= 0x80) {
      int octets = Math.min(length - 0x80, 3);
      Bytes more = line.take(octets);
      length = 0;
      var in = new WireReader(more);
      while (!in.isEmpty()) {
        length = length << 8 | in.u8("length");
      }
      head = head.plus(more);
    }
    Bytes message = head.plus(line.take(Math.min(length, MOST_BYTES)));
    line.note(message);
    return message;
  }
}
