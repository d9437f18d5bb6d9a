package org.rdpdoctor.reader.capture.flow;

/// Who speaks with whom: addresses as two halves, as a packet has them.
///
/// @param hash the same whoever of them sends
record Ends(
    long clientHigh,
    long clientLow,
    int clientPort,
    long serverHigh,
    long serverLow,
    int serverPort,
    int protocol,
    int hash) {}
