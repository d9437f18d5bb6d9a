import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/// `Repack.java FOLDER`: makes every jar in the folder fit for a start-up cache.
///
/// The JVM keeps no class in its cache that comes from a signed jar (Bouncy Castle) or has a class
/// file older than Java 6 (picocli). So signatures go, and old classes get a newer version and the
/// stack maps that go with it; what the classes do stays the same. Other jars are left alone.

final Pattern SIGNATURE = Pattern.compile("META-INF/[^/]+\\.(SF|RSA|DSA|EC)");
final int OLD = ClassFile.JAVA_6_VERSION;
final int NEWER = ClassFile.JAVA_8_VERSION;

void main(String[] words) throws IOException {
  try (DirectoryStream<Path> jars = Files.newDirectoryStream(Path.of(words[0]), "*.jar")) {
    for (Path jar : jars) {
      if (isUnfit(jar)) {
        repack(jar);
      }
    }
  }
}

boolean isUnfit(Path jar) throws IOException {
  try (var zip = new ZipFile(jar.toFile())) {
    return zip.stream()
        .anyMatch(entry -> isSignature(entry) || (isClass(entry) && isOld(read(zip, entry))));
  }
}

void repack(Path jar) throws IOException {
  Path fit = jar.resolveSibling(jar.getFileName() + ".fit");
  try (var zip = new ZipFile(jar.toFile());
      var out = new ZipOutputStream(Files.newOutputStream(fit));
      var loader = new URLClassLoader(new URL[] {jar.toUri().toURL()})) {
    for (ZipEntry entry : zip.stream().filter(entry -> !isSignature(entry)).toList()) {
      byte[] bytes = read(zip, entry);
      if (entry.getName().equals(JarFile.MANIFEST_NAME)) {
        bytes = mainSection(bytes);
      } else if (isClass(entry) && isOld(bytes)) {
        bytes = renewed(bytes, loader);
      }
      var copy = new ZipEntry(entry.getName());
      copy.setTime(entry.getTime());
      out.putNextEntry(copy);
      out.write(bytes);
      out.closeEntry();
    }
  }
  Files.move(fit, jar, StandardCopyOption.REPLACE_EXISTING);
}

boolean isSignature(ZipEntry entry) {
  return SIGNATURE.matcher(entry.getName()).matches();
}

boolean isClass(ZipEntry entry) {
  return entry.getName().endsWith(".class");
}

boolean isOld(byte[] bytes) {
  int major = (bytes[6] & 0xFF) << 8 | bytes[7] & 0xFF;
  return major < OLD;
}

/// The manifest without the digest of each file.
byte[] mainSection(byte[] bytes) throws IOException {
  var manifest = new Manifest(new ByteArrayInputStream(bytes));
  manifest
      .getEntries()
      .values()
      .removeIf(section -> section.keySet().stream().allMatch(this::isDigest));
  var out = new ByteArrayOutputStream();
  manifest.write(out);
  return out.toByteArray();
}

boolean isDigest(Object attribute) {
  return ((Attributes.Name) attribute).toString().endsWith("-Digest");
}

byte[] renewed(byte[] bytes, ClassLoader loader) {
  var classes =
      ClassFile.of(
          ClassFile.ConstantPoolSharingOption.NEW_POOL,
          ClassFile.StackMapsOption.GENERATE_STACK_MAPS,
          ClassFile.ClassHierarchyResolverOption.of(ClassHierarchyResolver.ofResourceParsing(loader)));
  ClassModel old = classes.parse(bytes);
  ClassTransform version =
      (builder, element) -> {
        if (element instanceof ClassFileVersion) {
          builder.withVersion(NEWER, 0);
        } else {
          builder.with(element);
        }
      };
  // Passing every instruction on is what makes the stack maps anew.
  byte[] renewed =
      classes.transformClass(
          old, ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL).andThen(version));
  return classes.verify(renewed).isEmpty() ? renewed : bytes;
}

byte[] read(ZipFile zip, ZipEntry entry) {
  try (var in = zip.getInputStream(entry)) {
    return in.readAllBytes();
  } catch (IOException e) {
    throw new UncheckedIOException(e);
  }
}
