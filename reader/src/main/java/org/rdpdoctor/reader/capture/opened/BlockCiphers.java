package org.rdpdoctor.reader.capture.opened;

import org.bouncycastle.crypto.BlockCipher;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.engines.ARIAEngine;
import org.bouncycastle.crypto.engines.CamelliaEngine;
import org.bouncycastle.crypto.engines.DESEngine;
import org.bouncycastle.crypto.engines.DESedeEngine;
import org.bouncycastle.crypto.engines.IDEAEngine;
import org.bouncycastle.crypto.engines.SEEDEngine;

/// The ciphers that work in blocks.
final class BlockCiphers {
  private BlockCiphers() {}

  /// @throws IllegalArgumentException if it has no blocks
  static BlockCipher of(SuiteParts.Bulk bulk) {
    return switch (bulk) {
      case AES -> AESEngine.newInstance();
      case TRIPLE_DES -> new DESedeEngine();
      case DES -> new DESEngine();
      case CAMELLIA -> new CamelliaEngine();
      case ARIA -> new ARIAEngine();
      case SEED -> new SEEDEngine();
      case IDEA -> new IDEAEngine();
      case NULL, RC4, CHACHA20 ->
          throw new IllegalArgumentException(bulk + " does not work in blocks");
    };
  }
}
