package org.rdpdoctor.peers;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import org.rdpdoctor.wire.Bytes;

/// gss-server of MIT's samples: takes a ticket for the service of a [Kdc], opens what is sealed,
/// and signs what it found inside. Each message has a byte of flags and four of length before
/// it.
public final class GssServer implements Peer {
  private static final int NOOP = 1;
  private static final int CONTEXT = 2;
  private static final int DATA = 4;
  private static final int CONTEXT_NEXT = 16;
  private static final int WRAPPED = 32;
  private static final int ENCRYPTED = 64;
  private static final int SEND_MIC = 128;

  private final Workplace workplace;
  private final int port;
  private final ServerProcess process;

  private GssServer(Kdc kdc) {
    String program = InstalledProgram.find("gss-server", "krb5-gss-samples");
    workplace = Workplace.of("gss");
    port = LoopbackPort.free();
    process =
        ServerProcess.start(
            workplace,
            port,
            Map.of("KRB5_CONFIG", kdc.clientConfiguration().toString()),
            List.of(
                program,
                "-port",
                Integer.toString(port),
                "-verbose",
                "-keytab",
                kdc.keytab().toString(),
                "TERMSRV@" + Kdc.HOST));
  }

  /// With the keys that `kdc` made for the service on its host.
  public static GssServer of(Kdc kdc) {
    return new GssServer(kdc);
  }

  /// One conversation with it.
  public Conversation converse() throws IOException {
    return new Conversation(new Socket(InetAddress.getLoopbackAddress(), port));
  }

  /// The client's side of the samples' protocol.
  public static final class Conversation implements AutoCloseable {
    private final Socket socket;

    private Conversation(Socket socket) throws IOException {
      this.socket = socket;
      say(NOOP | CONTEXT_NEXT, Bytes.EMPTY);
    }

    /// The answer to the first token.
    public Bytes accept(Bytes token) throws IOException {
      say(CONTEXT, token);
      return hear();
    }

    /// The server's signature of what it finds in `sealed`.
    public Bytes sign(Bytes sealed) throws IOException {
      say(DATA | WRAPPED | ENCRYPTED | SEND_MIC, sealed);
      return hear();
    }

    private void say(int flags, Bytes token) throws IOException {
      var out = new DataOutputStream(socket.getOutputStream());
      out.writeByte(flags);
      out.writeInt(token.size());
      out.write(token.toArray());
      out.flush();
    }

    private Bytes hear() throws IOException {
      var in = new DataInputStream(socket.getInputStream());
      in.readByte();
      return Bytes.copyOf(in.readNBytes(in.readInt()));
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public String log() {
    return workplace.read(ServerProcess.OUTPUT);
  }

  @Override
  public void close() {
    process.close();
    workplace.close();
  }
}
