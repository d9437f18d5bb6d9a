package org.rdpdoctor.probe;

import java.io.EOFException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;
import org.apache.sshd.agent.SshAgent;
import org.apache.sshd.agent.SshAgentFactory;
import org.apache.sshd.agent.SshAgentServer;
import org.apache.sshd.agent.common.AbstractAgentProxy;
import org.apache.sshd.common.FactoryManager;
import org.apache.sshd.common.channel.ChannelFactory;
import org.apache.sshd.common.session.ConnectionService;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;

/// The user's SSH agent behind `SSH_AUTH_SOCK`: it signs, and its keys never leave it
/// (draft-ietf-sshm-ssh-agent).
final class AgentSocket extends AbstractAgentProxy {
  /// Longer than any list of keys or signature.
  private static final int MOST_BYTES = 256 * 1024;

  private static final int LENGTH_SIZE = Integer.BYTES;

  private final SocketChannel channel;

  private AgentSocket(Path socket) throws IOException {
    super(null);
    channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    channel.connect(UnixDomainSocketAddress.of(socket));
  }

  /// Connects anew for each session.
  record Maker(Path socket) implements SshAgentFactory {
    @Override
    public List<ChannelFactory> getChannelForwardingFactories(FactoryManager manager) {
      return List.of(); // the agent is not lent to the jump host
    }

    @Override
    public SshAgent createClient(Session session, FactoryManager manager) throws IOException {
      return new AgentSocket(socket);
    }

    @Override
    public SshAgentServer createServer(ConnectionService service) throws IOException {
      throw new IOException("no agent is lent");
    }
  }

  @Override
  public boolean isOpen() {
    return channel.isOpen();
  }

  @Override
  protected synchronized Buffer request(Buffer asked) throws IOException {
    ByteBuffer out = ByteBuffer.wrap(asked.array(), asked.rpos(), asked.available());
    while (out.hasRemaining()) {
      channel.write(out);
    }
    int size = read(LENGTH_SIZE).getInt();
    if (size < 1 || size > MOST_BYTES) {
      throw new IOException("the agent's answer has " + size + " bytes");
    }
    return new ByteArrayBuffer(read(size).array());
  }

  private ByteBuffer read(int size) throws IOException {
    ByteBuffer in = ByteBuffer.allocate(size);
    while (in.hasRemaining()) {
      if (channel.read(in) < 0) {
        throw new EOFException("the agent has gone");
      }
    }
    return in.flip();
  }

  @Override
  public void close() throws IOException {
    channel.close();
    super.close();
  }
}
