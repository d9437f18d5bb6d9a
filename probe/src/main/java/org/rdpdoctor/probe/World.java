package org.rdpdoctor.probe;

import java.time.InstantSource;
import java.util.function.UnaryOperator;
import org.rdpdoctor.dialogue.CodeNames;
import org.rdpdoctor.dialogue.ProductNames;

/// What a climb knows beside what the peer says.
///
/// @param wallClock for the validity of certificates and the server's clock
/// @param windowsOf the Windows version that a build such as `10.0.26100` means, or `unknown`
/// @param statusOf the name of an NTSTATUS such as `0xC000006D`, or words that say it has none
/// @param nameOf the name of any other number that a server says
/// @param productsOf the products that are known by what they answer to HTTP requests
public record World(
    InstantSource wallClock,
    UnaryOperator<String> windowsOf,
    UnaryOperator<String> statusOf,
    CodeNames nameOf,
    ProductNames productsOf) {}
